"""Whether a script that someone wrote can be played: types, ranges, and what its steps refer to."""

import re
from typing import Any

from dashboards.room.script import ASKS, Script, Step
from dashboards.room.steps import LEADER
from dashboards.room.words import step_texts
from dashboards.shared.address import read
from hunt.errors import HuntError, shown

NAME = re.compile(r"[a-z][a-z0-9-]{0,38}")
MOST_STEPS = 120
REFERS = {"reveal": "bet", "place": "map", "day": "hands"}
"""The kinds of steps that need an earlier one of another kind."""


def check_script(script: Script, voice: str) -> None:
    """Refuse a script that would fail in front of a room.

    Raises
    ------
    HuntError
        In one sentence, with the step it is about.
    """
    steps = script.steps
    if not 1 <= len(steps) <= MOST_STEPS or steps[0].kind != "lobby" or steps[-1].kind != "end":
        raise HuntError(
            f"Script {script.id}: it needs 2 to {MOST_STEPS} steps, of which lobby is the first, end the last."
        )
    read([("scenario", script.scenario), ("bands", script.band)])
    for at, step in enumerate(steps):
        try:
            _check(step, steps[:at], script)
            _check_words(step, voice)
        except HuntError as error:
            raise HuntError(f"Script {script.id}, step {shown(step.id)}: {error}") from None


def _check(step: Step, earlier: tuple[Step, ...], script: Script) -> None:
    known = {one.id: one for one in earlier}
    if not NAME.fullmatch(step.id):
        raise HuntError("an id is small letters, digits and hyphens, and begins with a letter.")
    if not 0 <= step.minutes <= 240 or not 0 <= step.seconds <= 600:
        raise HuntError("minutes go up to 240, seconds up to 600.")
    if not 0 <= step.low < step.high <= 40 or not 1 <= step.most <= 9:
        raise HuntError("low must be below high, both within 0 to 40; most is 1 to 9.")
    first, last = step.day
    if not 0 <= first <= last < 360 or (step.kind in ("film", "board") and last == 0):
        raise HuntError("day holds the first and the last day, as in [0, 90], from 0 to 359.")
    if step.kind in REFERS and getattr(known.get(step.of), "kind", "") != REFERS[step.kind]:
        raise HuntError(f"of must name an earlier {REFERS[step.kind]}.")
    if step.again and (step.again not in known or known[step.again].options != step.options):
        raise HuntError("again must name an earlier step with the same options.")
    if step.kind in ("choice", "vote") and not 2 <= len(step.options) <= 9:
        raise HuntError("it needs 2 to 9 options.")
    if step.kind == "lines" and not 1 <= len(step.fields) <= 6:
        raise HuntError("it needs 1 to 6 fields.")
    if step.keep and step.kind not in ASKS:
        raise HuntError("only a question can be kept.")
    if step.kind == "years" and not step.bands:
        raise HuntError("it needs bands.")
    scenario = step.scenario or script.scenario
    if step.kind == "film" and step.bands:
        read([("scenario", scenario), ("bands", ",".join(step.bands))])
    changed = [f"{step.band or script.band}~{one.change.replace(LEADER, '0')}" for one in step.options if one.change]
    for band in (*changed, *step.bands, *([step.band] if step.band else [])):
        read([("scenario", scenario), ("bands", band)])


def _check_words(step: Step, voice: str) -> None:
    try:
        texts: Any = step_texts(voice, step.id)
    except KeyError:
        raise HuntError(
            f"there are no words for it; the room has words for the steps of its own scripts ({voice})."
        ) from None
    if {one.id for one in step.options} - set(texts.get("options", {})) or set(step.fields) - set(
        texts.get("fields", {})
    ):
        raise HuntError("an option or a field of it has no words.")
    if step.kind in ("scale", "bet") and not {"low", "high"} <= set(texts):
        raise HuntError("it has no words for the ends of a scale.")
