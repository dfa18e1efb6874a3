"""Settings that change on the morning of a day: how a run is forked, and later how somebody intervenes."""

from collections.abc import Iterable
from typing import Any

from hunt.parameters import HuntError, Parameters, require_known

Change = tuple[int, dict[str, Any]]
"""A day and the settings that are new from its morning on."""

SIZES = ("hunters", "days", "width", "height", "herds", "herd_size", "hunts_at_once")
FIRST_MORNING = (
    *SIZES,
    *("variety", "toughness", "stay", "rough", "specialisation", "start_trust", "start_evidence", "start_odds"),
    *("start_finds", "needs_error", "reserve_low", "reserve_high", "start_store", "game_growth", "need"),
)
"""Parameters that act on the first morning only, so that changing them later would change nothing, or too much."""


def checked_seed(seed: Any) -> int:
    """Return a seed, or refuse it."""
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**63:
        raise HuntError(f"seed = {seed!r} is not allowed: it must be a whole number from 0 to 2**63 - 1; try 1.")
    return seed


def segments(parameters: Parameters, changes: Iterable[Change]) -> list[tuple[int, int, Parameters]]:
    """Return ``(first day, day after the last, settings)`` of each stretch of a run.

    Raises
    ------
    HuntError
        For a day outside the run, an unknown setting or one that acts on the first morning only.
    """
    stretches = []
    start, now = 0, parameters
    for day, settings in sorted(changes, key=lambda change: change[0]):
        if isinstance(day, bool) or not isinstance(day, int) or not 0 <= day < parameters.days:
            raise HuntError(
                f"day = {day!r} is not a day of this run; it must be a whole number from 0 to {parameters.days - 1}."
            )
        for name in settings:
            require_known(name)
            if name in FIRST_MORNING:
                raise HuntError(
                    f"{name} acts on the first morning only and cannot change on day {day}; start another run."
                )
        if day > start:
            stretches.append((start, day, now))
            start = day
        now = now.but(**settings)
    stretches.append((start, parameters.days, now))
    return stretches
