"""The rules give the numbers that are known beforehand, and a changed rule does not."""

import json
import math
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from scipy.stats import binom

from experiments.validation import Target, run_targets
from experiments.validation.target_choice import COST, F, M, N, food_a_head, gain, stag_world
from experiments.validation.targets import TARGETS
from hunt.vocabulary import Option

pytestmark = pytest.mark.usefixtures("compiled")

HERE = Path(__file__).parent.parent

PUBLISHED = {
    "T1": (0.75, 0.8),
    "T2": (4.1739, 0.3342, 0.7225, 0.0),
    "T3": (0.408, 0.577),
    "T7": (None, None, None, 3, 5, 5, 9, 7, 13),  # encounters depend on how many beasts there are
    "T8": (25.97, 0.7007),
    "T9": (0.75,),
    "T10": (0.579, 0.0, 0.240, 0.528, 0.744, 0.874, 0.942, 0.975, 0.989),
    "T12": (0.103, 0.831, 0.103, 0.831, 0.252, 0.649, 2.267),
}
"""What the formulas come to, rounded as in their sources, row by row."""


class Mutation(NamedTuple):
    """A rule changed in one place."""

    target: str
    row: str  # words of the names of all rows that must fail
    file: str
    rule: str
    instead: str
    meaning: str


MUTATIONS = [
    Mutation(
        *("T1", "two-person", "choosing.py", "pivot(world.camp.able - 1,", "pivot(world.camp.able,"),
        "a hunter counts among the others",
    ),
    Mutation(
        *("T2", "trust", "choosing.py", "gain += chance * min(meat, (k + 1) * per_hand)"),
        *("gain += chance * min(meat, per_hand)", "whoever completes the ring makes good only the own load"),
    ),
    Mutation(
        *("T2", "food a head", "hunting.py", "if covered < needed:", "if covered <= needed:"),
        "the ring needs one more than it should",
    ),
    Mutation(
        *("T3", "R=0:", "living.py", "min(wanted - from_pouch, camp.ration, camp.store)"),
        *("min(wanted - from_pouch, camp.store)", "who comes first to the fire takes all"),
    ),
    Mutation(
        *("T3", "R=0.2:", "walking.py", "math.sqrt(common) * (2.0", "common * (2.0"),
        "R is not the share of the variance",
    ),
    Mutation(
        *("T7", "met in a day along rows", "walking.py", "<= sight * (sight + 1)", "<= sight * sight"),
        "sight reaches r, not r + 1/2",
    ),
    Mutation(
        *("T7", "any direction", "walking.py", "if look_around(h, x, y, step, params.pace, day, world):"),
        *("if step % 2 == 0 and look_around(h, x, y, params.pace, step, day, world):", "a walk of beasts twice too fast"),
    ),
    Mutation(
        *("T7", "walk as fast", "walking.py", "there_x = beast.from_x + (beast.x - beast.from_x) * step // steps"),
        *("there_x = beast.x", "a beast has moved before the scout sets out, west to east"),
    ),
    Mutation(
        *("T7", "cells new in view", "walking.py", "side = 2 * look + 1", "side = 2 * look"),
        "a view without its last row and column",
    ),
    Mutation(
        *("T8", "", "living.py", "if hunter.reserve <= 0.0:", "if hunter.reserve < 0.0:"),
        "a hunter lives a day longer than the body lasts",
    ),
    Mutation(
        *("T9", "", "trusting.py", "(kept + 1.0) / (kept + broken + 2.0)", "(kept + 1.0) / (kept + broken + 1.0)"),
        "trust without the doubt of the beginning",
    ),
    Mutation(
        *("T10", "best leads", "leading.py", "standing = world.hunters[h].repute[skill] * trusted(h, size, world)"),
        *("standing = world.hunters[h].repute[0] * trusted(h, size, world)", "the best tracker leads all phases"),
    ),
    Mutation(
        *("T10", "among equals", "leading.py", " or (standing == best and h == world.beasts[b].leader)", ""),
        "the lead changes hands among equals",
    ),
    Mutation(
        *("T10", "joint threshold", "hunting.py", "luck.hold[day, world.party[k]] < params.steadiness"),
        *("luck.hold[day, world.party[0]] < params.steadiness", "all stand or fall with the first"),
    ),
    Mutation(
        *("T12", "w=1:", "rewarding.py", "(1.0 - w) * pay(", "pay("),
        "the own product is paid for even where survival is shared",
    ),
    Mutation(
        *("T12", "w=0", "rewarding.py", "params.kappa * felt", "params.kappa * w * felt"),
        "the own product is never paid for",
    ),
]
