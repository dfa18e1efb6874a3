"""Measures of your own: one of the last evening of a run, one of its whole history."""

import numpy as np


def meat_per_kill(evening):
    """Meat brought home for each mammoth killed, person-days."""
    return evening.camp["hauled"] / max(1, evening.camp["kills"])


def thin_days(history):
    """Days on which someone had less than five days of reserves, days."""
    thin = history.hunters["alive"] & (history.hunters["reserve"] < 5.0)
    return np.count_nonzero(thin.any(axis=1))
