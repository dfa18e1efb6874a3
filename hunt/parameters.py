"""The old place of :mod:`hunt.catalogue.parameters`, for one more version; ``hunt.Parameters`` is the public name."""

import warnings

from hunt.catalogue.parameters import Parameters
from hunt.errors import HuntError

__all__ = ["HuntError", "Parameters"]

warnings.warn("hunt.parameters has moved: import Parameters and HuntError from hunt", DeprecationWarning, stacklevel=2)
