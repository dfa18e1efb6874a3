"""The draws of :mod:`hunt.engine.random_draws` in machine code, made when they are needed.

Filling the arrays day by day, and only while someone lives, takes a fifth of the time of numpy's way; the numbers are
the same.
"""

from typing import Any

import numba
import numpy as np

from hunt.engine.inlining import CALLED_INSIDE
from hunt.engine.random_draws import PURPOSES, WORDS

# Numba turns a sum of a signed and an unsigned whole number into a float, so every constant is unsigned.
STEP = np.uint64(0x9E3779B97F4A7C15)
FIRST_FACTOR, SECOND_FACTOR = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
ONE, THREE, ELEVEN, TWENTY_FOUR = np.uint64(1), np.uint64(3), np.uint64(11), np.uint64(24)
TWENTY_SEVEN, THIRTY, THIRTY_ONE, FORTY = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(40)
UNIT = 2.0**-53

STATE = WORDS + 1
"""Words of a stream: three that are mixed, and a counter."""

WARM_UP = 12
"""Draws that numpy throws away from a new SFC64."""

(LAND, STOCK, SEATS, BODIES, SKILLS, REPUTE, HERDS, BEASTS, FIRST, WEATHER, WOLVES, DAY_CATCH, CHOICE, CATCH, HEADING,
 PROMISE, HOLD, HARM, DRIFT, TRAIL, APPROACH, CLOSE, THROW, MISHAP, SPARED, GAP, HEAR, OPENS, STATIONS) = range(
    len(PURPOSES)
)  # fmt: skip


def new_streams() -> Any:
    """Return room for the state of every stream."""
    return np.zeros((len(PURPOSES), STATE), np.uint64)


def new_scratch(hunters: int) -> Any:
    """Return room for the draws that are not kept."""
    return np.zeros(max(WARM_UP, hunters))


@numba.njit(**CALLED_INSIDE)
def fill(out, stream):  # type: ignore[no-untyped-def]
    """Fill a row with uniform draws on [0, 1)."""
    a, b, c, counter = stream[0], stream[1], stream[2], stream[3]
    for k in range(len(out)):
        word = a + b + counter
        counter += ONE
        a = b ^ (b >> ELEVEN)
        b = c + (c << THREE)
        c = ((c << TWENTY_FOUR) | (c >> FORTY)) + word
        out[k] = (word >> ELEVEN) * UNIT
    stream[0], stream[1], stream[2], stream[3] = a, b, c, counter


@numba.njit(**CALLED_INSIDE)
def fill_table(out, stream):  # type: ignore[no-untyped-def]
    """Fill a table, row by row."""
    for row in range(len(out)):
        fill(out[row], stream)


@numba.njit(**CALLED_INSIDE)
def seed_streams(seed, streams, scratch):  # type: ignore[no-untyped-def]
    """Let every stream begin."""
    state = np.uint64(seed)
    for k in range(len(streams)):
        for word in range(WORDS):
            state += STEP
            z = (state ^ (state >> THIRTY)) * FIRST_FACTOR
            z = (z ^ (z >> TWENTY_SEVEN)) * SECOND_FACTOR
            streams[k, word] = z ^ (z >> THIRTY_ONE)
        streams[k, WORDS] = ONE
        fill(scratch[:WARM_UP], streams[k])


@numba.njit(**CALLED_INSIDE)
def draw_initial(draws, streams, scratch):  # type: ignore[no-untyped-def]
    """Make the draws of day 0."""
    fill_table(draws.land, streams[LAND])
    fill_table(draws.stock, streams[STOCK])
    fill(draws.bodies, streams[BODIES])
    fill_table(draws.skills, streams[SKILLS])
    fill_table(draws.repute, streams[REPUTE])
    fill_table(draws.herds, streams[HERDS])
    fill_table(draws.beasts, streams[BEASTS])
    seats = draws.seats
    fill(scratch[: len(seats)], streams[SEATS])
    for seat in range(len(seats)):
        seats[seat] = seat
    for seat in range(len(seats) - 1, 0, -1):
        other = int(scratch[seat] * (seat + 1))
        seats[seat], seats[other] = seats[other], seats[seat]


@numba.njit(**CALLED_INSIDE)
def draw_day(day, luck, streams, scratch):  # type: ignore[no-untyped-def]
    """Make the draws of one day; days are drawn in their order."""
    fill(scratch[:1], streams[FIRST])
    luck.first[day] = int(scratch[0] * luck.choice.shape[1])
    fill(luck.weather[day], streams[WEATHER])
    fill(luck.wolves[day : day + 1], streams[WOLVES])
    fill(luck.day_catch[day : day + 1], streams[DAY_CATCH])
    fill(luck.choice[day], streams[CHOICE])
    fill(luck.catch[day], streams[CATCH])
    fill(luck.heading[day], streams[HEADING])
    fill(luck.promise[day], streams[PROMISE])
    fill(luck.hold[day], streams[HOLD])
    fill(luck.harm[day], streams[HARM])
    fill(luck.drift[day], streams[DRIFT])
    fill(luck.trail[day], streams[TRAIL])
    fill(luck.approach[day], streams[APPROACH])
    fill(luck.close[day], streams[CLOSE])
    fill(luck.throw[day], streams[THROW])
    fill(luck.mishap[day : day + 1], streams[MISHAP])
    fill(luck.spared[day : day + 1], streams[SPARED])
    fill(luck.gap[day], streams[GAP])
    fill(luck.hear[day], streams[HEAR])
    fill(luck.opens[day : day + 1], streams[OPENS])
    fill(luck.stations[day], streams[STATIONS])
