"""Scenarios are catalogued claims: a question, settings, what we expect to find, and where it fails.

The data are one TOML file each in ``hunt/scenarios``; tests are generated from them.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hunt.parameters import HuntError, Parameters
from hunt.regimes import SETTINGS as OF_A_REGIME
from hunt.regimes import read_toml, regime, text_of, unknown

FOLDER = Path(__file__).with_name("scenarios")
DEFAULT = "default-valley"
RELATIONS = {"lower": -1, "higher": 1, "as good": 0}


@dataclass(frozen=True)
class Claim:
    """What is expected: ``measure`` of the first regime against the second, over paired runs.

    ``relation`` is lower, higher or as good; ``margin`` is the least difference that counts as one, or, for
    as good, the largest shortfall that still does.
    """

    measure: str
    regimes: tuple[str, str]
    relation: str
    margin: float
    finding: str


@dataclass(frozen=True)
class Scenario:
    """One catalogued claim."""

    id: str
    title: str
    question: str
    settings: dict[str, Any]
    claim: Claim
    counter: str  # id of the scenario in which the claim fails
    sources: tuple[str, ...]
    sceptic: str  # what a sceptic should try

    def parameters(self, regime_id: str | None = None, **changes: Any) -> Parameters:
        """Return the settings of this scenario under a regime, with some changed.

        Raises
        ------
        HuntError
            For an unknown regime or a setting that is not allowed.
        """
        parameters = Parameters().but(**self.settings)
        if regime_id is not None:
            parameters = regime(regime_id).on(parameters)
        return parameters.but(**changes)


def scenario_ids() -> tuple[str, ...]:
    """Return the ids of the catalogue, the default first."""
    return tuple(sorted((file.stem for file in FOLDER.glob("*.toml")), key=lambda id: (id != DEFAULT, id)))


@cache
def scenario(id: str = DEFAULT) -> Scenario:
    """Return a scenario of the catalogue, or from a TOML file whose path ends in ``.toml``.

    Raises
    ------
    HuntError
        When there is no such scenario, or its file says what is not allowed.
    """
    file = Path(id) if id.endswith(".toml") else FOLDER / f"{id}.toml"
    if not id.endswith(".toml") and id not in scenario_ids():
        raise unknown("scenario", id, scenario_ids())
    data = read_toml(file)
    settings = data.get("settings", {})
    if not isinstance(settings, dict):
        raise HuntError(f"{file.name}: [settings] must be a table of parameters, name = value.")
    for name in settings:
        if name in OF_A_REGIME:
            raise HuntError(f"{file.name} sets {name!r}, which belongs to a regime; name a regime instead.")
    found = Scenario(
        id=file.stem,
        title=text_of(data, "title", file),
        question=text_of(data, "question", file),
        settings=settings,
        claim=_claim(data.get("claim"), file),
        counter=str(data.get("counter", "")),
        sources=tuple(data.get("sources", ())),
        sceptic=" ".join(str(data.get("sceptic", "")).split()),
    )
    found.parameters()
    return found


def _claim(data: Any, file: Path) -> Claim:
    if not isinstance(data, dict):
        raise HuntError(f"{file.name} needs a table [claim] with measure, regimes, relation, margin and finding.")
    relation = text_of(data, "relation", file)
    regimes = data.get("regimes")
    margin = data.get("margin")
    if relation not in RELATIONS:
        raise HuntError(f"{file.name}: relation = {relation!r} is not known; it must be {', '.join(RELATIONS)}.")
    if not isinstance(regimes, list) or len(regimes) != 2 or not all(isinstance(one, str) for one in regimes):
        raise HuntError(f"{file.name}: regimes must be two ids, the first is compared against the second.")
    if isinstance(margin, bool) or not isinstance(margin, int | float) or not margin >= 0:
        raise HuntError(f"{file.name}: margin must be a number of at least 0.")
    return Claim(
        text_of(data, "measure", file),
        (regimes[0], regimes[1]),
        relation,
        float(margin),
        text_of(data, "finding", file),
    )
