"""Orders of the neighbours pass through the four crafts one after the other, pushed in or pulled.

A line of four stations (Hopp & Spearman 2011, chapters 7 and 10); what an order is worth is a guess.
"""

from agents.behaviour.event_log import log_event
from agents.behaviour.hours import overhead
from agents.environment import Luck, World
from agents.events import Because, EventKind
from agents.skills import Skill
from agents.vocabulary import Hours

ORDER_DAYS = 20  # days within which an order is expected; a guess
ORDER_FOOD = 12.0  # person-days: what neighbours give for a hide they fully trust to arrive; a guess
OUTSIDE_LEARNING = 0.1  # how far one order moves the neighbours' trust; a guess


def take_orders(day: int, world: World, luck: Luck) -> None:
    """Receive today's order, if one comes in.  Push starts it at once, pull only below ``wip_limit`` in progress."""
    camp = world.camp
    params = world.params
    if params.orders <= 0.0:
        return
    if luck.opens[day] < params.orders:
        world.asked[camp.ordered] = day
        camp.ordered += 1
    while camp.begun < camp.ordered and (params.wip_limit == 0 or camp.begun - camp.delivered < params.wip_limit):
        world.benches[Skill.TRACK] += 1
        camp.begun += 1


def work_on_orders(day: int, world: World, luck: Luck) -> None:
    """Let each craft finish its piece with the chance ``craft_rate`` times the share of the day free for work.

    The last craft goes first, so that no piece passes two crafts in a day.
    """
    camp = world.camp
    params = world.params
    if params.orders <= 0.0:
        return
    for skill in range(Skill.KEEP, Skill.TRACK - 1, -1):
        if world.benches[skill] > 0 and luck.stations[day, skill] < params.craft_rate * share_free_for_work(
            skill, world
        ):
            world.benches[skill] -= 1
            if skill == Skill.KEEP:
                hand_over(day, world)
            else:
                world.benches[skill + 1] += 1
    camp.wip_days += camp.begun - camp.delivered


def share_free_for_work(role: int, world: World) -> float:
    """Return the mean share of the day that hunters of a role have for work; 0 for the injured and an empty role."""
    total = 0.0
    members = 0
    for h in range(len(world.hunters)):
        hunter = world.hunters[h]
        if hunter.alive and hunter.role == role:
            members += 1
            if hunter.injured == 0:
                total += max(0.0, 1.0 - hunter.hours[Hours.CHECK] - overhead(h, world))
    return total / max(1, members)


def hand_over(day: int, world: World) -> None:
    """Deliver the oldest order: the neighbours pay in food as far as they trust, and trust more if it is in time."""
    camp = world.camp
    params = world.params
    took = day - world.asked[camp.delivered]
    camp.delivered += 1
    food = ORDER_FOOD * params.need * camp.outside
    camp.store += food
    camp.traded += food
    camp.brought += food
    camp.common += food
    in_time = 1.0 if took <= ORDER_DAYS else 0.0
    if in_time == 0.0:
        camp.late += 1
    camp.outside += OUTSIDE_LEARNING * (in_time - camp.outside)
    open_orders = float(camp.begun - camp.delivered)
    log_event(
        world,
        day,
        EventKind.DELIVERED,
        because=Because.HELD,
        saw_a=open_orders,
        saw_b=float(took),
        saw_c=camp.outside,
        effect=food,
    )
