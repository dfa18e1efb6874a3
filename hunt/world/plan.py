"""Plan and push: compare progress with the plan, and add meetings and reminders when the band is behind.

A reinforcing loop of reminders (Sterman 2000).  Off while ``plan`` is 0.
"""

from agents.behaviour.event_log import log_event
from agents.environment import World
from agents.events import Because, EventKind

MEETING_HALF = 0.05  # days: meeting time that reaches half of those who would miss the news; a guess
SHEETS = 3  # levels of pressing that the event log notes


def press(day: int, world: World) -> None:
    """Press everyone the harder the further the band is behind the plan; ``pressed`` is the share of the day it takes.

    Meetings also spread the news of the hunts that are called.
    """
    camp = world.camp
    params = world.params
    camp.news = params.news
    if params.plan > 0.0:
        camp.shortfall = max(0.0, 1.0 - camp.progress / params.need / params.plan)
        before = int(SHEETS * camp.pressed)
        camp.pressed = params.push * camp.shortfall
        if int(SHEETS * camp.pressed) > before:
            log_event(
                world,
                day,
                EventKind.PRESSED,
                because=Because.BEHIND_PLAN,
                saw_a=camp.shortfall,
                saw_b=camp.pressed,
                saw_c=float(camp.begun - camp.delivered),
                effect=camp.pressed,
            )
    meeting = params.meetings + camp.pressed * (1.0 - params.reminders)
    if meeting > 0.0:
        camp.news += (1.0 - params.news) * meeting / (meeting + MEETING_HALF)


def compare_with_plan(world: World) -> None:
    """Average the food brought per hunter and day over ``plan_days``, and count how far the plan was met."""
    camp = world.camp
    params = world.params
    today = camp.brought / max(1, camp.living)
    camp.progress += (today - camp.progress) / params.plan_days
    if params.plan > 0.0:
        camp.plan_days += min(1.0, camp.progress / params.need / params.plan)
