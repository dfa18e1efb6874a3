"""The mammoth hunt: hunters, trust, leadership and what is paid and praised.

>>> import hunt
>>> valley = hunt.scenario("default-valley")
>>> outcome = hunt.simulate(valley.parameters("shared-survival"), seed=1)
>>> 0 <= outcome.alive <= 24
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hunt.catalogue.own_rules import OwnRules
    from hunt.catalogue.parameters import Parameters
    from hunt.catalogue.regimes import Regime, regime
    from hunt.catalogue.scenarios import Scenario, scenario
    from hunt.engine.trial import rules_from
    from hunt.errors import HuntError
    from hunt.history import History, record
    from hunt.narrator.skins import skin
    from hunt.narrator.stories import tell
    from hunt.outcome import Outcome
    from hunt.own_measures import OwnMeasures, measures_from
    from hunt.simulation import simulate

__all__ = [
    "History",
    "HuntError",
    "Outcome",
    "OwnMeasures",
    "OwnRules",
    "Parameters",
    "Regime",
    "Scenario",
    "measures_from",
    "record",
    "regime",
    "rules_from",
    "scenario",
    "simulate",
    "skin",
    "tell",
]

_HOME = {
    "History": "history",
    "HuntError": "errors",
    "Outcome": "outcome",
    "OwnMeasures": "own_measures",
    "OwnRules": "catalogue.own_rules",
    "Parameters": "catalogue.parameters",
    "Regime": "catalogue.regimes",
    "Scenario": "catalogue.scenarios",
    "measures_from": "own_measures",
    "record": "history",
    "regime": "catalogue.regimes",
    "rules_from": "engine.trial",
    "scenario": "catalogue.scenarios",
    "simulate": "simulation",
    "skin": "narrator.skins",
    "tell": "narrator.stories",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: ``hunt --help`` must not wait for numpy."""
    if name not in _HOME:
        raise AttributeError(f"module 'hunt' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"hunt.{_HOME[name]}"), name)
    return found


def __dir__() -> list[str]:
    """List the public names, for those who look around with Tab."""
    return sorted(__all__)
