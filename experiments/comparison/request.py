"""What one comparison compares, and how many runs it may use."""

from dataclasses import dataclass
from typing import Any

from experiments.comparison.compare import checked_arms, default_arms
from hunt.catalogue.own_rules import OwnRules
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario
from hunt.own_measures import OwnMeasures


@dataclass(frozen=True)
class Request:
    """One comparison, as requested on the command line."""

    scenario: str
    regimes: tuple[str, ...] | None  # None: those that the scenario's claim compares, and perhaps the reference
    runs: int
    seed: int
    settings: dict[str, Any]
    flip_runs: int = 0  # runs per value when testing where the result reverses
    workers: int | None = None
    reference: bool = True  # add an arm without any pay rule where regimes is None
    rules: OwnRules | None = None  # of the user's own, compared with the rules as they are
    measures: OwnMeasures | None = None

    def arms(self) -> dict[str, Parameters]:
        """Return the parameters of each arm.

        Raises
        ------
        HuntError
            For input that is not allowed.
        """
        regimes = self.regimes
        if regimes is None:
            regimes = default_arms(scenario(self.scenario), reference=self.reference)
        return checked_arms(self.scenario, regimes, self.runs, self.seed, self.settings, self.flip_runs)
