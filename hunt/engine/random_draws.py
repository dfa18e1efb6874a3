"""Common random numbers: all random draws of a run, made before day 0.

A draw belongs to a day and to a hunter, herd or hunt, never to the order in which the rules use it.  So two arms with
the same seed meet the same weather, the same beasts and the same dice, whatever their hunters decide.  Each purpose has
a stream of its own; new draws are appended as a new stream, so old seeds keep their meaning.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import NDArray

from agents.environment import Luck
from hunt.catalogue.parameters import Parameters
from hunt.vocabulary import Skill

Floats = NDArray[np.float64]


class InitialDraws(NamedTuple):
    """Draws made once: bodies, skills, land and the beasts of the whole run; uniform on [0, 1) unless noted."""

    land: Floats  # [x, y]: terrain, in blocks of BLOCK x BLOCK cells
    stock: Floats  # [x, y]: small game on day 0
    seats: NDArray[np.int64]  # [hunter]: a permutation
    bodies: Floats  # [hunter, 2]: reserve, and one to spare
    skills: Floats  # [hunter, Skill]
    repute: Floats  # [hunter, Skill]: error of what others believe of it
    herds: Floats  # [herd, 4]: day of arrival, side, place on it, length of stay
    beasts: Floats  # [beast, 2]: does it come, kind


STREAMS = 9
BLOCK = 4


def herds_of(parameters: Parameters) -> int:
    """Return how many herds pass through the valley during a run."""
    return -(-parameters.herds * parameters.days // 360)


class MixedWords(ISeedSequence):
    """Words already mixed by a SeedSequence: seeding all generators from one is four times as fast."""

    def __init__(self, words: NDArray[Any]) -> None:
        self.words = words

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> NDArray[Any]:
        """Return the words; a PCG64 needs four of 64 bits."""
        return self.words


def streams(seed: int) -> list[Generator]:
    """Return one independent generator per purpose; adding a purpose leaves the others unchanged."""
    words = SeedSequence(seed).generate_state(4 * STREAMS, np.uint64).reshape(STREAMS, 4)
    return [Generator(PCG64(MixedWords(row))) for row in words]  # type: ignore[arg-type]  # an ISeedSequence will do


def draw(parameters: Parameters, seed: int) -> tuple[InitialDraws, Luck]:
    """Draw everything that chance decides in a run.

    Parameters
    ----------
    parameters
        Only the size of the run is read: hunters, days, width, height, herds, herd_size, hunts_at_once.
    seed
        Any whole number >= 0.

    Returns
    -------
    InitialDraws, Luck
        Equal for equal sizes and seeds, independent of all other parameters.
    """
    birth, sky, herding, choosing, working, hunting, camping, asking, promising = streams(seed)
    days, hunters, herds = parameters.days, parameters.hunters, herds_of(parameters)
    beasts = herds * parameters.herd_size
    seats = birth.permutation(hunters)
    first = InitialDraws(
        land=birth.random((-(-parameters.width // BLOCK), -(-parameters.height // BLOCK))),
        stock=birth.random((parameters.width, parameters.height)),
        seats=seats,
        bodies=birth.random((hunters, 2)),
        skills=birth.random((hunters, len(Skill))),
        repute=birth.random((hunters, len(Skill))),
        herds=herding.random((herds, 4)),
        beasts=herding.random((beasts, 2)),
    )
    luck = Luck(
        first=choosing.integers(0, hunters, days),
        seats=seats,
        weather=sky.random((days, 2)),
        wolves=sky.random(days),
        day_catch=sky.random(days),
        choice=choosing.random((days, hunters)),
        catch=working.random((days, hunters)),
        heading=working.random((days, hunters)),
        hold=working.random((days, hunters)),
        harm=working.random((days, hunters)),
        drift=herding.random((days, herds)),
        trail=hunting.random((days, parameters.hunts_at_once)),
        approach=hunting.random((days, parameters.hunts_at_once)),
        close=hunting.random((days, parameters.hunts_at_once)),
        throw=hunting.random((days, parameters.hunts_at_once)),
        mishap=camping.random(days),
        spared=camping.random(days),
        gap=hunting.random((days, parameters.hunts_at_once)),
        opens=asking.random(days),
        stations=asking.random((days, len(Skill))),
        hear=asking.random((days, hunters)),
        promise=promising.random((days, hunters)),
    )
    return first, luck
