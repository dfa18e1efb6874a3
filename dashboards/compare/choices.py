"""What is chosen on the compare page: two to four bands, how many years, and whether to look for reversals."""

from dataclasses import dataclass, replace
from functools import lru_cache

from dashboards.shared.choices import SHARED, Choices, Reading, check_bands, claimed, refusal, seed_of, settings_of
from hunt.catalogue.arms import REFERENCE
from hunt.errors import HuntError

RUNS = ("100", "400", "1000")
FLIP_RUNS = 30
MOST_BANDS = 4


@dataclass(frozen=True)
class Comparing(Choices):
    """What both pages let one choose, and whether to test where the result reverses."""

    flips: bool

    def pairs(self) -> list[tuple[str, str]]:
        """Return what the address says, without skin and result."""
        return [*super().pairs(), ("flips", str(int(self.flips)))]

    def at(self, place: str) -> "Comparing":
        """Return the choices in another scenario, with the bands of its claim."""
        return replace(self, scenario=place, bands=completed(place, []), show=False)

    def with_band(self, k: int, band: str) -> "Comparing":
        """Return the choices with another band in one place; an empty one leaves the place free."""
        bands = [*self.bands, ""][: max(len(self.bands), k + 1)]
        bands[k] = band
        return replace(self, bands=tuple(dict.fromkeys(filter(None, bands))), show=False)

    def settings_problem(self, text: str) -> str:
        """Return what is wrong with settings, in a sentence, or nothing."""
        return refusal(lambda: check_bands(self.scenario, self.bands, settings_of(text)))

    def problems(self) -> list[str]:
        """Return why these choices cannot be compared, a sentence each."""
        return list(_problems(self))


@lru_cache(maxsize=500)
def _problems(choices: Comparing) -> tuple[str, ...]:
    found = [refusal(lambda: seed_of(choices.seed)), choices.settings_problem(choices.settings)]
    if len(choices.bands) < 2:
        found.append("One band says nothing about a difference; choose at least two.")
    return tuple(filter(None, found))


def completed(place: str, bands: list[str]) -> tuple[str, ...]:
    """Return the bands of an address; where it names one or none, with those that the scenario's claim is about.

    The one without any pay rule is added unless two are named; a visitor may take it off.
    """
    if len(bands) >= 2:
        return tuple(bands[:MOST_BANDS])
    wanted = [one for one in claimed(place) if one not in bands]
    found = [*bands, *wanted[: 2 - len(bands)]]
    return tuple(found if REFERENCE in found else [*found, REFERENCE])


def read_choices(search: str | None) -> Comparing:
    """Return the choices of an address; what cannot be read is as usual, and the first of it is said."""
    reading = Reading(search, (*SHARED, "flips"))
    shared = reading.shared(RUNS, completed)
    if len(reading.given.get("bands", "").split(",")) > MOST_BANDS:
        reading.attempt(_too_many, None)
    flips = reading.one_of("flips", ("1", "0"), "1") == "1"
    return Comparing(**shared, problem=reading.problem, flips=flips)


def _too_many() -> None:
    raise HuntError(f"More than {MOST_BANDS} bands are too many for one picture; the first {MOST_BANDS} are shown.")
