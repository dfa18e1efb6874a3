"""Common random numbers: all random draws of a run, as arrays.

A draw belongs to a day and to a hunter, herd or hunt, never to the order in which the rules use it.  So two arms with
the same seed meet the same weather, the same beasts and the same dice, whatever their hunters decide.

Every purpose has a stream of its own: an SFC64 generator (Doty-Humphrey 2010, as in numpy), which begins with three
words of SplitMix64 (Steele, Lea & Flood 2014) counted on from the seed.  Numpy makes the draws here; the compiled
engine makes the same ones in machine code (:mod:`hunt.engine.streams`), day by day.
"""

from typing import Any

import numpy as np
from numpy.random import SFC64, Generator
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import NDArray

from agents.environment import InitialDraws, Luck
from hunt.catalogue.parameters import Parameters
from hunt.vocabulary import Skill
from hunt.world.first_morning import BLOCK

PURPOSES = (
    *("land", "stock", "seats", "bodies", "skills", "repute", "herds", "beasts"),
    *("first", "weather", "wolves", "day_catch", "choice", "catch", "heading", "promise", "hold", "harm", "drift"),
    *("trail", "approach", "close", "throw", "mishap", "spared", "gap", "hear", "opens", "stations"),
)
"""The fields of InitialDraws and Luck by the number of their stream.  New ones are appended, so that old seeds keep
their meaning."""

WORDS = 3
"""Of 64 bits, with which a stream begins."""


def herds_of(parameters: Parameters) -> int:
    """Return how many herds pass through the valley during a run."""
    return -(-parameters.herds * parameters.days // 360)


def shapes(parameters: Parameters) -> dict[str, tuple[int, ...]]:
    """Return the shape of the draws of each purpose."""
    days, hunters, herds = parameters.days, parameters.hunters, herds_of(parameters)
    a_day, a_hunter, a_hunt = (days,), (days, hunters), (days, parameters.hunts_at_once)
    return {
        "land": (-(-parameters.width // BLOCK), -(-parameters.height // BLOCK)),
        "stock": (parameters.width, parameters.height),
        "seats": (hunters,),
        "bodies": (hunters,),
        **dict.fromkeys(("skills", "repute"), (hunters, len(Skill))),
        "herds": (herds, 4),
        "beasts": (herds * parameters.herd_size, 2),
        **dict.fromkeys(("first", "wolves", "day_catch", "mishap", "spared", "opens"), a_day),
        **dict.fromkeys(("choice", "catch", "heading", "promise", "hold", "harm", "hear"), a_hunter),
        **dict.fromkeys(("trail", "approach", "close", "throw", "gap"), a_hunt),
        "weather": (days, 2),
        "drift": (days, herds),
        "stations": (days, len(Skill)),
    }


def empty_draws(parameters: Parameters) -> tuple[InitialDraws, Luck]:
    """Return room for all draws of a run of this size; nothing is drawn yet."""
    room: dict[str, NDArray[Any]] = {
        name: np.zeros(shape, np.int64 if name in ("first", "seats") else np.float64)
        for name, shape in shapes(parameters).items()
    }
    return (
        InitialDraws(**{name: room[name] for name in InitialDraws._fields}),
        Luck(**{name: room[name] for name in Luck._fields}),
    )


class GivenWords(ISeedSequence):
    """The words with which a generator begins, handed to it as they are."""

    def __init__(self, words: NDArray[np.uint64]) -> None:
        self.words = words

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> NDArray[Any]:
        """Return the words; an SFC64 asks for three of 64 bits."""
        return self.words


def splitmix64(seed: int, count: int) -> NDArray[np.uint64]:
    """Return the first words of SplitMix64 for a seed from 0 to 2**64 - 1."""
    with np.errstate(over="ignore"):  # all of it is arithmetic modulo 2**64
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def generators(seed: int) -> dict[str, Generator]:
    """Return one independent generator per purpose; adding a purpose leaves the others unchanged."""
    words = splitmix64(seed, WORDS * len(PURPOSES)).reshape(-1, WORDS)
    return {name: Generator(SFC64(GivenWords(row))) for name, row in zip(PURPOSES, words, strict=True)}  # type: ignore[arg-type]  # an ISeedSequence will do


def draw(parameters: Parameters, seed: int) -> tuple[InitialDraws, Luck]:
    """Draw everything that chance decides in a run.

    Parameters
    ----------
    parameters
        Only the size of the run is read: hunters, days, width, height, herds, herd_size, hunts_at_once.
    seed
        A whole number from 0 to 2**63 - 1.

    Returns
    -------
    InitialDraws, Luck
        Equal for equal sizes and seeds, independent of all other parameters.
    """
    initial, luck = empty_draws(parameters)
    for name, stream in generators(seed).items():
        room = getattr(initial if name in InitialDraws._fields else luck, name)
        if name == "first":
            room[:] = (stream.random(room.shape) * parameters.hunters).astype(np.int64)
        elif name == "seats":
            room[:] = shuffled(stream.random(room.shape))
        else:
            room[...] = stream.random(room.shape)
    return initial, luck


def shuffled(chances: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return a permutation of as many numbers as there are draws (Fisher & Yates)."""
    order = np.arange(len(chances))
    for k in range(len(chances) - 1, 0, -1):
        other = int(chances[k] * (k + 1))
        order[k], order[other] = order[other], order[k]
    return order
