"""Orders of the neighbours pass through the four crafts, one piece at a time: pushed in, or pulled."""

from agents.behaviour.event_log import log_event
from agents.behaviour.hours import overhead
from agents.environment import Luck, World
from agents.events import Because, EventKind
from agents.skills import Skill
from agents.vocabulary import Hours


def take_orders(day: int, world: World, luck: Luck) -> None:
    """An order may come in; push begins it at once, pull when fewer than the limit are in progress."""
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
    """Each craft may finish the piece on its bench, the likelier the more of the day is free for work.

    The last craft comes first, so that no piece passes two crafts in a day.
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
    """Return the mean share of the day that those of a role have for work, 0 where there is nobody."""
    total = 0.0
    hands = 0
    for h in range(len(world.hunters)):
        hunter = world.hunters[h]
        if hunter.alive and hunter.role == role:
            hands += 1
            if hunter.injured == 0:
                total += max(0.0, 1.0 - hunter.hours[Hours.CHECK] - overhead(h, world))
    return total / max(1, hands)


def hand_over(day: int, world: World) -> None:
    """The neighbours give food for what they asked for, and trust the more the more often it comes in time."""
    camp = world.camp
    params = world.params
    took = day - world.asked[camp.delivered]
    camp.delivered += 1
    food = params.order_food * params.need * camp.outside
    camp.store += food
    camp.traded += food
    camp.brought += food
    in_time = 1.0 if took <= params.order_days else 0.0
    if in_time == 0.0:
        camp.late += 1
    camp.outside += params.outside_learning * (in_time - camp.outside)
    orders = float(camp.begun - camp.delivered)
    log_event(
        world,
        day,
        EventKind.DELIVERED,
        because=Because.HELD,
        saw_a=orders,
        saw_b=float(took),
        saw_c=camp.outside,
        effect=food,
    )
