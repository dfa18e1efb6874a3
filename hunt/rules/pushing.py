"""Plan and progress, push and pull: where the hours of a day go before any work is done; strain and ownership."""

from hunt.luck import Luck
from hunt.rules.telling import note
from hunt.rules.walking import spend
from hunt.vocabulary import NOBODY, Because, EventKind, Hours, Option
from hunt.world import World

SHEETS = 3  # steps of pushing that are told, and shown as sheets
LOST_DAY = 0.5  # of a day lost to meetings and reminders: told
STRAINED = 0.6  # strain from which on somebody is called overstrained
LET_GO = 0.25  # ownership below which somebody has let go


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
            note(
                world, day, EventKind.PRESSED, NOBODY, NOBODY, NOBODY, because, camp.shortfall, pressed, orders, pressed
            )
    meeting = params.meetings + camp.pressed * (1.0 - params.reminders)
    if meeting > 0.0:
        camp.news += (1.0 - params.news) * meeting / (meeting + params.meeting_half)


def begin_day(h: int, day: int, world: World, luck: Luck) -> None:
    """Account for the hours of a day: checklist, meetings, reminders, switching, strain; the rest is for work.

    Who does not own the product leaves a part of the work undone.
    """
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    hours = hunter.hours
    for kind in range(len(hours)):
        hours[kind] = 0.0
    hunter.caught = 0.0
    hours[Hours.WORK] = 1.0
    hunter.heard = camp.news >= 1.0 or luck.hear[day, h] < camp.news
    if params.checklist > 0.0:
        spend(h, Hours.CHECK, params.checklist * params.checklist_hours, world)
    if params.meetings + camp.pressed > 0.0:
        spend(h, Hours.MEETING, params.meetings + camp.pressed * (1.0 - params.reminders), world)
        spend(h, Hours.REMINDER, camp.pressed * params.reminders, world)
        camp.meeting_days += hours[Hours.MEETING] + hours[Hours.REMINDER]
    if camp.begun > camp.delivered:
        spend(h, Hours.SWITCH, params.switching * max(0.0, (camp.begun - camp.delivered) / 4.0 - 1.0), world)
    if hunter.strain > 0.0:
        spend(h, Hours.STRAIN, params.strain_loss * hunter.strain * hours[Hours.WORK], world)
    camp.strain_days += hours[Hours.SWITCH] + hours[Hours.STRAIN]
    if hunter.owns < 1.0:
        spend(h, Hours.IDLE, params.own_work * (1.0 - hunter.owns) * hours[Hours.WORK], world)


def overhead(h: int, world: World) -> float:
    """Return the share of a hunter's day that went into anything but own work, for the sake of the plan."""
    hours = world.hunters[h].hours
    return hours[Hours.MEETING] + hours[Hours.REMINDER] + hours[Hours.SWITCH] + hours[Hours.STRAIN]


def strain_and_own(h: int, day: int, world: World) -> None:
    """Strain comes from being pushed and behind at once; ownership follows care x can x will."""
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    if camp.pressed > 0.0 or hunter.strain > 0.0:
        hours = hunter.hours
        pushed = hours[Hours.REMINDER] + hours[Hours.MEETING] + hours[Hours.SWITCH]
        target = min(1.0, params.strain_gain * pushed * camp.shortfall)
        before = hunter.strain
        hunter.strain += params.strain_pace * (target - before)
        orders = float(camp.begun - camp.delivered)
        if before < STRAINED <= hunter.strain:
            note_overload(EventKind.STRAINED, h, day, hunter.strain, camp.pressed, orders, hunter.strain, world)
        lost = overhead(h, world)
        worse = hunter.lost <= LOST_DAY < lost
        hunter.lost = lost
        if worse and hunter.option != Option.REST:
            note_overload(EventKind.TALLIED, h, day, lost, hunter.owns, hunter.strain, lost, world)
    if params.own_pace > 0.0 and not hunter.hired:
        can = max(0.0, 1.0 - params.own_load * overhead(h, world))
        before = hunter.owns
        hunter.owns += params.own_pace * (params.care * can * hunter.trusts - before)
        if hunter.owns < LET_GO <= before:
            note_overload(EventKind.LET_GO, h, day, hunter.owns, camp.pressed, hunter.strain, before, world)


def note_overload(
    kind: int, h: int, day: int, saw_a: float, saw_b: float, saw_c: float, effect: float, world: World
) -> None:
    """Note what overload does to somebody."""
    because = Because.BEHIND_PLAN if kind == EventKind.TALLIED else Because.OVERLOAD
    note(world, day, kind, h, NOBODY, NOBODY, because, saw_a, saw_b, saw_c, effect)


def compare_with_plan(world: World) -> None:
    """Average what was brought, a head and day, and count how far the plan was met."""
    camp = world.camp
    params = world.params
    today = camp.brought / max(1, camp.living)
    camp.progress += (today - camp.progress) / params.plan_days
    if params.plan > 0.0:
        camp.plan_days += min(1.0, camp.progress / params.need / params.plan)
