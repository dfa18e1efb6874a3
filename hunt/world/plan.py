"""Plan and push: progress compared with the plan, and the overhead added when the band is behind."""

from agents.behaviour.event_log import log_event
from agents.environment import World
from agents.events import Because, EventKind

SHEETS = 3  # steps of pushing that are told, and shown as sheets


def press(day: int, world: World) -> None:
    """Compare progress with the plan; whoever is behind is pushed: meetings, tallies and reminders are added."""
    camp = world.camp
    params = world.params
    camp.news = params.news
    if params.plan > 0.0:
        camp.shortfall = max(0.0, 1.0 - camp.progress / params.need / params.plan)
        before = int(SHEETS * camp.pressed)
        camp.pressed = params.push * camp.shortfall
        if int(SHEETS * camp.pressed) > before:
            orders = float(camp.begun - camp.delivered)
            because = Because.BEHIND_PLAN
            pressed = camp.pressed
            log_event(
                world,
                day,
                EventKind.PRESSED,
                because=because,
                saw_a=camp.shortfall,
                saw_b=pressed,
                saw_c=orders,
                effect=pressed,
            )
    meeting = params.meetings + camp.pressed * (1.0 - params.reminders)
    if meeting > 0.0:
        camp.news += (1.0 - params.news) * meeting / (meeting + params.meeting_half)


def compare_with_plan(world: World) -> None:
    """Average what was brought, a head and day, and count how far the plan was met."""
    camp = world.camp
    params = world.params
    today = camp.brought / max(1, camp.living)
    camp.progress += (today - camp.progress) / params.plan_days
    if params.plan > 0.0:
        camp.plan_days += min(1.0, camp.progress / params.need / params.plan)
