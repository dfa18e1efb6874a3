"""The mammoth hunt: hunters, trust, leadership and what is paid and praised.

>>> import hunt
>>> valley = hunt.scenario("default-valley")
>>> outcome = hunt.simulate(valley.parameters("shared-survival"), seed=1)
>>> 0 <= outcome.alive <= 24
True
"""

from hunt.history import History, record
from hunt.outcome import Outcome
from hunt.parameters import HuntError, Parameters
from hunt.regimes import Regime, regime
from hunt.scenarios import Scenario, scenario
from hunt.simulate import simulate

__all__ = [
    "History",
    "HuntError",
    "Outcome",
    "Parameters",
    "Regime",
    "Scenario",
    "record",
    "regime",
    "scenario",
    "simulate",
]
