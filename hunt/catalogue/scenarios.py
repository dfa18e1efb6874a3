"""Scenarios are catalogued claims: a question, settings, what we expect to find, and where it fails.

The data are one TOML file each in ``hunt/scenarios``; tests are generated from them.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hunt.catalogue.interventions import Change, acts_of, segments
from hunt.catalogue.measures import NUMBERS
from hunt.catalogue.own_files import own_file, own_folder, own_ids
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.regimes import SETTINGS as OF_A_REGIME
from hunt.catalogue.regimes import id_of, read_toml, refuse_others, regime, settings_of, text_of, unknown
from hunt.errors import HuntError, shown

FOLDER = Path(__file__).parents[1] / "scenarios"
DEFAULT = "default-valley"
RELATIONS = {"lower": -1, "higher": 1, "as good": 0}
ARMS = "arms"
KEYS = ("title", "question", "counter", "sources", "sceptic", ARMS, "claim", "settings")
LARGEST_MARGIN = 1e9


@dataclass(frozen=True)
class Claim:
    """What is expected: ``measure`` of the first band against the second, over paired runs.

    The bands differ by their regimes, by what is ``done`` to the first on some days, and by the settings that are
    of the second alone (``against``).  ``relation`` is lower, higher or as good; ``margin`` is the least difference
    that counts as one, or, for as good, the largest shortfall that still does.
    """

    measure: str
    regimes: tuple[str, str]
    relation: str
    margin: float
    finding: str
    against: dict[str, Any] = field(default_factory=dict)
    done: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """One catalogued claim; ``id`` is the name or path it was loaded by."""

    id: str
    title: str
    question: str
    settings: dict[str, Any]
    claim: Claim
    counter: str  # id of the scenario in which the claim fails
    sources: tuple[str, ...]
    sceptic: str  # what a sceptic should try
    arms: tuple[str, ...] = ()  # what each band of the claim does, where the regime does not say what differs

    def bands(self, claim: Claim) -> tuple[Parameters, Parameters]:
        """Return the two bands that a claim, of this scenario or of another one, compares here."""
        return self.parameters(claim.regimes[0]), self.parameters(claim.regimes[1], **claim.against)

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


def scenario(id: str | Path = DEFAULT) -> Scenario:
    """Return a scenario of the catalogue, one of the user's own, or from a TOML file whose path ends in ``.toml``.

    Raises
    ------
    HuntError
        When there is no such scenario, or its file says what is not allowed.
    """
    id = id_of("scenario", id)
    if id.endswith(".toml"):  # never remembered: it may be edited between two looks
        return _scenario(id, own_file("scenarios", id))
    if id in scenario_ids():
        return _of_the_catalogue(id)
    if id in (own := own_ids("scenarios", ".toml")):
        return _scenario(id, own_folder("scenarios") / f"{id}.toml")
    raise unknown("scenario", id, (*scenario_ids(), *own))


@cache
def _of_the_catalogue(id: str) -> Scenario:
    return _scenario(id, FOLDER / f"{id}.toml")


def _scenario(id: str, file: Path) -> Scenario:
    data = read_toml(file)
    refuse_others(data, KEYS, f"{file.name} says")
    settings = settings_of(data, file)
    for name in settings:
        if name in OF_A_REGIME:
            raise HuntError(f"{file.name} sets {name!r}, which belongs to a regime; name a regime instead.")
    sources = data.get("sources", [])
    if not isinstance(sources, list) or not all(isinstance(one, str) for one in sources):
        raise HuntError(f'{file.name}: sources must be a list of texts, as in ["A11", "B20"].')
    counter = text_of(data, "counter", file) if "counter" in data else ""
    if counter and counter not in scenario_ids():
        raise HuntError(f"{file.name}: {unknown('scenario', counter, scenario_ids())}")
    found = Scenario(
        id=id,
        title=text_of(data, "title", file),
        question=text_of(data, "question", file),
        settings=settings,
        claim=_claim(data.get("claim"), file),
        counter=counter,
        sources=tuple(sources),
        sceptic=text_of(data, "sceptic", file) if "sceptic" in data else "",
        arms=arms_in(data, file),
    )
    try:
        for band in found.bands(found.claim):
            segments(band, found.claim.done)
            acts_of(band, found.claim.done)
    except HuntError as error:
        raise HuntError(f"{file.name}: {error}") from None
    return found


def arms_in(data: dict[str, Any], file: Path) -> tuple[str, ...]:
    """Return the sentences about the two bands of a claim, or none."""
    given = data.get(ARMS, [])
    texts = isinstance(given, list) and all(isinstance(one, str) and one.strip() for one in given)
    if not texts or len(given) not in (0, 2):
        raise HuntError(f"{file.name}: {ARMS} must be two sentences, one for each band of the claim.")
    return tuple(given)


def _claim(data: Any, file: Path) -> Claim:
    if not isinstance(data, dict):
        raise HuntError(f"{file.name} needs a table [claim] with measure, regimes, relation, margin and finding.")
    refuse_others(data, Claim.__dataclass_fields__, f"[claim] of {file.name} says")
    measure, relation = text_of(data, "measure", file), text_of(data, "relation", file)
    regimes = data.get("regimes")
    margin = data.get("margin")
    refuse_others([measure], NUMBERS, f"[claim] of {file.name} measures")
    if relation not in RELATIONS:
        raise HuntError(
            f"{file.name}: relation = {shown(relation)} is not known; it must be one of {', '.join(RELATIONS)}."
        )
    if not isinstance(regimes, list) or len(regimes) != 2 or not all(isinstance(one, str) for one in regimes):
        raise HuntError(f"{file.name}: regimes must be two ids, the first is compared against the second.")
    if isinstance(margin, bool) or not isinstance(margin, int | float) or not 0 <= margin <= LARGEST_MARGIN:
        raise HuntError(f"{file.name}: margin must be a number from 0 to {LARGEST_MARGIN:g}.")
    against = data.get("against", {})
    if not isinstance(against, dict):
        raise HuntError(f"{file.name}: against must be a table of the settings of the second band.")
    for name in against:
        if name in OF_A_REGIME:
            raise HuntError(f"{file.name}: against sets {name!r}, which belongs to a regime; name another regime.")
    return Claim(
        measure,
        (regimes[0], regimes[1]),
        relation,
        float(margin),
        text_of(data, "finding", file),
        dict(against),
        _done(data.get("done", []), file),
    )


def _done(data: Any, file: Path) -> tuple[Change, ...]:
    tables = isinstance(data, list) and all(isinstance(one, dict) and "day" in one for one in data)
    if not tables:
        raise HuntError(f"{file.name}: what is done is a list of tables [[claim.done]], each with a day.")
    return tuple((one["day"], {name: value for name, value in one.items() if name != "day"}) for one in data)
