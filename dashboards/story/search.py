"""Search for the year and the hunter of the story; the same search says how rare such a year is.

    python -m dashboards.story.search --seeds 100 --write

Each hunter of each year plays it twice: once holding the ring on every morning that this hunter decides, once going for
own numbers on every such morning.  Forks are of the same seed, so weather, herds and dice are the same.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

import numpy as np

from dashboards.story.mornings import next_needed
from dashboards.story.year import FILE, StoryYear
from hunt.catalogue.interventions import FORCE, Change
from hunt.catalogue.parameters import Parameters
from hunt.engine.compiled import ArmSettings, run_arms
from hunt.vocabulary import Action

MORNINGS, PAUSE, CLEARLY = 3, 14, 4
FIRST_MORNING = 5
"""The story needs some days before the first choice, to show the valley."""

SCENARIO, REGIME, OTHER = "default-valley", "own-product", "shared-survival"

CRITERION = f"""\
A hunter decides a morning if the mammoth is down at the end of the hunt when that hunter holds the ring, and is not
when that hunter goes for own numbers or gathers small game instead. Enough mornings: {MORNINGS}, both when holding
every time and when going for own numbers every time, with at least {PAUSE} days between them. Saved (cost): then at
least {CLEARLY} more (fewer) are alive at the end of the year. Picked: the first year and hunter, in order, that clearly
saved, with enough mornings in every mix of the two, another number of kills, not everyone alive when holding every
time, and in every mix more alive with the same choices under {OTHER}."""


class End(NamedTuple):
    """How a year ended."""

    alive: int
    kills: int


class Played(NamedTuple):
    """A year in which one hunter did the same on every morning that this hunter decided."""

    changes: tuple[Change, ...]
    end: End


class Pair(NamedTuple):
    """What one hunter could make of one year."""

    seed: int
    hunter: int
    hold: Played
    own: Played

    @property
    def enough(self) -> bool:
        """Whether there were enough mornings to decide, both ways."""
        return min(len(self.hold.changes), len(self.own.changes)) >= MORNINGS

    @property
    def saved(self) -> int:
        """How many more are alive if the hunter holds."""
        return self.hold.end.alive - self.own.end.alive


def play(
    parameters: Parameters, seed: int, hunter: int, chosen: Callable[[int], Action], most: int = MORNINGS
) -> tuple[Change, ...]:
    """Return the choices of a hunter on the mornings that the hunter decides; ``chosen`` answers for the k-th."""
    changes: tuple[Change, ...] = ()
    after = FIRST_MORNING
    for k in range(most):
        morning = next_needed(parameters, seed, changes, hunter, after)
        if morning is None:
            break
        changes = (*changes, (morning.day, {FORCE: f"{hunter}/{chosen(k).name.lower()}"}))
        after = morning.over + PAUSE
    return changes


def end_of(parameters: Parameters, seed: int, changes: Iterable[Change]) -> End:
    """Return how a year with these choices ends; a choice that there is not that morning is left to the hunter."""
    (ends,) = run_arms([ArmSettings(parameters, tuple(changes))], np.array([seed])).finals
    return End(int((ends.died[0] < 0).sum()), int(ends.camps[0]["kills"]))


def pair(parameters: Parameters, seed: int, hunter: int) -> Pair:
    """Play one year both ways for one hunter."""

    def played(action: Action) -> Played:
        changes = play(parameters, seed, hunter, lambda _: action)
        return Played(changes, end_of(parameters, seed, changes))

    return Pair(seed, hunter, played(Action.HUNT), played(Action.OWN))


def year_of(parameters: Parameters, seed: int) -> list[Pair]:
    """Play one year both ways for every hunter."""
    return [pair(parameters, seed, hunter) for hunter in range(parameters.hunters)]


def counts(pairs: Iterable[Pair]) -> tuple[int, int, int]:
    """Return how many hunters had enough mornings, and how many of those clearly saved, or cost, lives by holding."""
    enough = [one for one in pairs if one.enough]
    return len(enough), sum(one.saved >= CLEARLY for one in enough), sum(one.saved <= -CLEARLY for one in enough)


def fits(one: Pair, other: Parameters) -> bool:
    """Return whether this hunter and year can be those of the story; see :data:`CRITERION`."""
    if not one.enough or one.saved < CLEARLY or one.hold.end.kills == one.own.end.kills:
        return False
    if one.hold.end.alive == other.hunters:
        return False
    parameters = blank().parameters(REGIME)
    for mix in product((Action.HUNT, Action.OWN), repeat=MORNINGS):
        changes = play(parameters, one.seed, one.hunter, mix.__getitem__)
        if len(changes) < MORNINGS:
            return False
        alive = end_of(parameters, one.seed, changes).alive
        if end_of(other, one.seed, changes).alive <= alive:
            return False
    return True


def search(first: int, seeds: int) -> Iterator[list[Pair]]:
    """Yield what every hunter could make of each year."""
    parameters = blank().parameters(REGIME)
    for seed in range(first, first + seeds):
        yield year_of(parameters, seed)


def blank() -> StoryYear:
    """Return a story year that is not chosen yet."""
    return StoryYear(SCENARIO, REGIME, OTHER, MORNINGS, PAUSE, CLEARLY, 1, (), 0, 0)


def text_of(first: int, rows: list[tuple[int, int, int]], chosen: Pair) -> str:
    """Return the file that the story reads."""
    lines = [f"# Written by: python -m dashboards.story.search --seeds {len(rows)} --write"]
    lines += [f"# {line}" for line in CRITERION.splitlines()]
    lines += [f'scenario = "{SCENARIO}"', f'regime = "{REGIME}"', f'other = "{OTHER}"']
    lines += [f"mornings = {MORNINGS}", f"pause = {PAUSE}", f"clearly = {CLEARLY}"]
    lines += [f"seed = {chosen.seed}", f"hunter = {chosen.hunter}", f"first_seed = {first}"]
    lines += ["# For each seed: hunters with enough mornings; of those, how many saved, and cost, lives by holding."]
    rows_of_ten = [rows[k : k + 10] for k in range(0, len(rows), 10)]
    lines += ["counts = [", *(f"    {', '.join(str(list(one)) for one in ten)}," for ten in rows_of_ten), "]"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Search, print what was found, and write it if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=100, help="how many years to search, from seed 1 on")
    parser.add_argument("--write", action="store_true", help="write the result where the story reads it")
    given = parser.parse_args()
    other = blank().parameters(OTHER)
    rows, chosen = [], None
    for pairs in search(1, given.seeds):
        rows.append(counts(pairs))
        chosen = chosen or next((one for one in pairs if fits(one, other)), None)
    print(CRITERION)
    enough, saved, cost = (sum(column) for column in zip(*rows, strict=True))
    print(f"\nYears searched: {len(rows)} (seeds 1 to {len(rows)}), hunters: {other.hunters * len(rows)}")
    print(f"Enough mornings: {enough}; saved: {saved}; cost: {cost}")
    if chosen is None:
        raise SystemExit("No year fits; search more seeds.")
    print(f"Picked: seed {chosen.seed}, hunter {chosen.hunter}")
    for name, one in (("hold", chosen.hold), ("own numbers", chosen.own)):
        print(f"  {name}: days {[day for day, _ in one.changes]}, alive {one.end.alive}, kills {one.end.kills}")
    if given.write:
        FILE.write_text(text_of(1, rows, chosen), encoding="utf-8")


if __name__ == "__main__":
    main()
