"""T7: how often a walker meets what stands still or moves, and how many cells a step shows."""

import math
from typing import Any

import numba
import numpy as np

from agents.behaviour.foraging import best_ground
from experiments.validation.plain_world import plain_world
from experiments.validation.targets.target import CERTAIN, Target
from hunt.catalogue.parameters import Parameters
from hunt.engine.by_reference import by_reference
from hunt.engine.initial_state import initial_state
from hunt.engine.kernel import twin
from hunt.engine.records import BEAST
from hunt.vocabulary import NOBODY, Terrain

_scout, _look_around, _roam = twin.scout, twin.look_around, twin.roam

GAS = "Hutchinson & Waser 2007, Biol. Rev. 82, 335-359 (ideal gas models of encounter)"


@numba.njit(nogil=True, cache=True)
def encounters(walks, headings, moving, rng, world, luck):  # type: ignore[no-untyped-def]
    """Send a scout straight out of the middle of a valley full of beasts, for a day, again and again.

    Beasts in sight before the first step are no encounters.  Returns the sum and the sum of squares of the
    encounters of a day.  ``headings`` is how many directions the scout may take, or 0 for any.
    """
    world, luck = by_reference(world), by_reference(luck)
    total = 0.0
    squares = 0.0
    scout = world.hunters[0]
    world.camp.present = len(world.beasts)
    luck.heading[0, 0] = 0.5  # no turn
    for _ in range(walks):
        for b in range(len(world.beasts)):
            beast = world.beasts[b]
            beast.x = int(rng.random() * world.params.width)
            beast.y = int(rng.random() * world.params.height)
            beast.from_x = beast.x
            beast.from_y = beast.y
            beast.sighted = NOBODY
            if moving:
                luck.drift[0, b] = rng.random()
                _roam(b, 0, world, luck)
        scout.x = world.camp.x
        scout.y = world.camp.y
        turn = rng.random()
        if headings > 0:
            turn = math.floor(turn * headings) / headings
        scout.heading = 2.0 * math.pi * turn
        _look_around(0, scout.x, scout.y, 0.0, 0, world)
        met = 0.0
        for b in range(len(world.beasts)):
            if world.beasts[b].sighted == 0:
                met -= 1.0
        _scout(0, 0, world, luck)
        for b in range(len(world.beasts)):
            if world.beasts[b].sighted == 0:
                met += 1.0
        total += met
        squares += met * met
    return total, squares


def mean_encounters(
    sight: int, pace: int, walks: int, seed: int, *, roam: int = 0, headings: int = 0
) -> tuple[float, float, float]:
    """Return beasts met in a day, its standard error, and beasts per cell."""
    # Nobody who can be met starts or ends at an edge, where beasts gather.
    side = 2 * (pace + roam + sight + 2)
    beasts = np.zeros(500, BEAST)
    beasts["herd"] = np.arange(len(beasts))  # each goes its own way
    beasts["here"], beasts["leaves"], beasts["held"] = True, 9, NOBODY
    settings: dict[str, Any] = {"hunters": 1, "days": 1, "width": side, "height": side, "herds": 0}
    world, luck = initial_state(Parameters(**settings, sight=sight, pace=pace, roam=roam), seed)
    world = world._replace(beasts=beasts, present=np.arange(len(beasts)))
    luck = luck._replace(drift=np.zeros((1, len(beasts))))
    rng = np.random.default_rng([seed, 7, sight, pace, roam, headings])
    total, squares = encounters(walks, headings, roam > 0, rng, world, luck)
    mean = total / walks
    return mean, math.sqrt((squares / walks - mean * mean) / walks), len(beasts) / side**2


class Seen:
    """Open ground that remembers which of its cells were looked at."""

    def __init__(self) -> None:
        self.cells: set[tuple[int, int]] = set()

    def __getitem__(self, cell: tuple[int, int]) -> int:
        self.cells.add(cell)
        return Terrain.OPEN


def new_cells(look: int, step: tuple[int, int]) -> int:
    """Return how many cells a forager sees after a step that were not in view before it."""
    world, _ = plain_world(Parameters(hunters=1, days=1, width=40, height=40, herds=0))
    views = []
    for x, y in ((20, 20), (20 + step[0], 20 + step[1])):
        world.terrain = Seen()
        best_ground(x, y, look, 0.0, 0, world)
        views.append(world.terrain.cells)
    return len(views[1] - views[0])


def t7(seed: int, quick: bool) -> list[Target]:
    """Scouts who walk straight through a valley full of beasts, and foragers who look around."""
    part = 10 if quick else 1
    rows = []

    near, pace = 4, 50
    mean, error, density = mean_encounters(near, pace, 10_000 // part, seed, headings=4)
    rows.append(
        Target(
            id="T7",
            name=f"beasts that stand, met in a day along rows and columns of cells, sight {near} cells",
            formula="2 r v D, with r = sight + 1/2",
            source=GAS,
            expected=2.0 * (near + 0.5) * pace * density,
            simulated=mean,
            tolerance=CERTAIN * error,
        )
    )
    # In other directions a walker on cells strays from the straight line by up to half a cell each way, which
    # widens the strip it sees by at most the mean width of a cell, 4/pi; so does a beast that walks.
    far, stray = 50, 4.0 / math.pi
    arms = (("stand", "2", 2.0, 0), ("walk as fast as the scout", "(8/pi)", 8.0 / math.pi, pace))
    for name, word, factor, roam in arms:
        mean, error, density = mean_encounters(far, pace, 2_000 // part, seed, roam=roam)
        cells = stray * (1 + (roam > 0))
        expected = factor * (far + 0.5) * pace * density
        rows.append(
            Target(
                id="T7",
                name=f"beasts that {name}, met in a day in any direction, sight {far} cells",
                formula=f"{word} r v D, with r = sight + 1/2; the grid may add {cells:.2f} cells to 2 r",
                source=GAS,
                expected=expected,
                simulated=mean,
                tolerance=CERTAIN * error + expected * cells / (2.0 * far + 1.0),
            )
        )
    for look in (1, 2, 3):
        for name, step, count in (("straight", (1, 0), 2 * look + 1), ("diagonal", (1, 1), 4 * look + 1)):
            rows.append(
                Target(
                    id="T7",
                    name=f"cells new in view after a {name} step, Moore sight r={look}",
                    formula="2 r + 1 straight, 4 r + 1 diagonally",
                    source="counting the squares of a Moore neighbourhood",
                    expected=float(count),
                    simulated=float(new_cells(look, step)),
                    tolerance=0.0,
                )
            )
    return rows
