"""Who hunts: what a hunter and a mammoth are, what they perceive, and everything they decide and do.

The behaviours in :mod:`agents.behaviour` are plain Python and import nothing heavy.  The Mesa classes are imported on
first use:

>>> from agents import HuntModel
>>> model = HuntModel(regime="shared-survival", seed=1)
>>> model.step()
>>> model.camp.living
12
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agents.mesa_agents import Beast, Hunter

__all__ = ["Beast", "HuntModel", "Hunter"]

# The model is the whole hunt, which stands on the agents; only its public name is here, where Mesa users look for it.
_HOME = {"Beast": "agents.mesa_agents", "Hunter": "agents.mesa_agents", "HuntModel": "hunt.mesa_model"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the compiled engine needs no Mesa."""
    if name not in _HOME:
        raise AttributeError(f"module 'agents' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOME[name]), name)
    return found


def __dir__() -> list[str]:
    """List the public names, for those who look around with Tab."""
    return sorted(__all__)
