"""The hunt told with Mesa: the same rules, read line by line instead of compiled.

>>> from agents import HuntModel
>>> model = HuntModel(regime="shared-survival", seed=1)
>>> model.step()
>>> model.camp.living
24
"""

from agents.beast import Beast
from agents.hunter import Hunter
from agents.model import HuntModel

__all__ = ["Beast", "HuntModel", "Hunter"]
