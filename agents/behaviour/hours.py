"""Where the hours of a day go: overhead first, work with what is left.  Hours are shares of a day and add up to 1."""

from agents.actions import Action
from agents.environment import Luck, World
from agents.vocabulary import Hours

STRAIN_LOSS = 0.5  # share of work that fully strained hunters do not get done; a guess


def spend_hours(h: int, on: int, hours: float, world: World) -> None:
    """Take hours from the work of the day, at most what is left of it."""
    hunter = world.hunters[h]
    hours = min(hours, hunter.hours[Hours.WORK])
    hunter.hours[on] += hours
    hunter.hours[Hours.WORK] -= hours


def begin_day(h: int, day: int, world: World, luck: Luck) -> None:
    """Divide the hours of a day: checklist, meetings, reminders, switching, strain, and what lacks ownership.

    The rest is for work.  Also decide whether the hunter hears of the hunts that are called today.
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
        spend_hours(h, Hours.CHECK, params.checklist * params.checklist_hours, world)
    if params.meetings + camp.pressed > 0.0:
        spend_hours(h, Hours.MEETING, params.meetings + camp.pressed * (1.0 - params.reminders), world)
        spend_hours(h, Hours.REMINDER, camp.pressed * params.reminders, world)
        camp.meeting_days += hours[Hours.MEETING] + hours[Hours.REMINDER]
    if camp.begun > camp.delivered:
        spend_hours(h, Hours.SWITCH, params.switching * max(0.0, (camp.begun - camp.delivered) / 4.0 - 1.0), world)
    if hunter.strain > 0.0:
        spend_hours(h, Hours.STRAIN, STRAIN_LOSS * hunter.strain * hours[Hours.WORK], world)
    camp.strain_days += hours[Hours.SWITCH] + hours[Hours.STRAIN]
    if hunter.owns < 1.0:
        spend_hours(h, Hours.IDLE, params.own_work * (1.0 - hunter.owns) * hours[Hours.WORK], world)


def overhead(h: int, world: World) -> float:
    """Return the share of a hunter's day that meetings, reminders, switching and strain took."""
    hours = world.hunters[h].hours
    return hours[Hours.MEETING] + hours[Hours.REMINDER] + hours[Hours.SWITCH] + hours[Hours.STRAIN]


def at_work(h: int, world: World) -> float:
    """Return the share of the day spent on the action, walking included; a hunter who rests has a whole day."""
    hunter = world.hunters[h]
    if hunter.action == Action.REST:
        return 1.0
    hours = hunter.hours
    # The hours of a day may add up to slightly more than 1 in the last bit; work must not become negative.
    return max(0.0, 1.0 - (hours[Hours.CHECK] + overhead(h, world) + hours[Hours.IDLE]))
