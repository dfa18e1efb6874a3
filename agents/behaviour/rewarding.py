"""What an action is worth to a hunter.  The regime lives here, and nowhere else in the rules."""

from agents.actions import Action
from agents.behaviour.hours import at_work
from agents.environment import World
from agents.vocabulary import Form, Praise

MONTH = 30  # days after which a quota is counted anew


def reward(
    h: int, action: int, food: float, share: float, effort: float, hunger: float, w: float, world: World
) -> float:
    """Return U(action) = phi hunger food + kappa {(1 - w) m + w share + praise} - effort, in days of food.

    Parameters
    ----------
    food
        Expected food of the hunter from this action, against not taking it, days of food.
    share
        Expected food of the whole band from it, divided by the number of the living, days of food.
    effort, hunger
        Cost of the action in days of food; how much food counts just now, 1 when fed.
    w
        Weight of all in this hunter's pay: :func:`weight_of_all`.
    """
    params = world.params
    felt = (1.0 - w) * pay(h, action, world) + w * share + params.praise * praised(h, action, share, world)
    return params.phi * hunger * food + params.kappa * felt - effort


def weight_of_all(h: int, world: World) -> float:
    """Return w of a hunter: how much of the pay follows the whole band, as far as that chain is seen."""
    params = world.params
    w = params.shared
    if params.chief_shared >= 0.0 and h == world.camp.chief:
        w = params.chief_shared
    return w * params.sees


def measured_product(role: int, action: int, world: World) -> float:
    """Return the measured product of a full day, 1 = the KPI fully met: the table of roles and activities."""
    return world.params.table[role][action]


def pay(h: int, action: int, world: World) -> float:
    """Return what the own product of this action earns: piece rate, rank in the band, or a quota met."""
    params = world.params
    hunter = world.hunters[h]
    product = paid_product(hunter.role, action, world)
    if params.form == Form.RANKING:
        usual = world.camp.attained / world.camp.days_lived if world.camp.days_lived > 0 else 1.0
        return rank_prize(product, usual, action == Action.HELP)
    if params.form == Form.QUOTA or params.form == Form.AGREED:
        return quota_pay(product, hunter.tally, params.quota)
    return product


def paid_product(role: int, action: int, world: World) -> float:
    """Return the product that pay looks at: the measured one, or, where help is agreed, a day that was promised."""
    if world.params.form == Form.AGREED and action == Action.HUNT:
        return 1.0
    return measured_product(role, action, world)


def rank_prize(product: float, usual: float, helps: bool) -> float:
    """Return the prize expected for a product against the usual one: 1 for an equal, 2 for first, 0 for last.

    Helping lifts somebody else past the helper, so it costs the helper's own rank.
    """
    ahead = product - usual
    if helps:
        ahead -= 0.5
    return max(0.0, min(2.0, 1.0 + ahead))


def quota_pay(product: float, tally: float, quota: float) -> float:
    """Return the pay for a product under a quota: in full shares until the quota of the month is met, then nothing."""
    missing = max(0.0, quota * MONTH - tally)
    return min(product, missing) / quota


def praised(h: int, action: int, share: float, world: World) -> float:
    """Return the praise for an action, 1 = all the praise there is."""
    praises = world.params.praises
    worth = praises[Praise.PRODUCT] * paid_product(world.hunters[h].role, action, world)
    worth += praises[Praise.OUTCOME] * share
    if action == Action.HUNT or action == Action.HELP:
        worth += praises[Praise.PERSON]  # seen standing in for others
    if action == Action.RESCUE:
        worth += praises[Praise.RESCUE]
    if action == Action.HUNT and world.camp.as_planned:
        worth += praises[Praise.PLAN]
    return worth


def count_product(h: int, day: int, world: World) -> None:
    """Count the measured product of the day, by the same table in every regime."""
    hunter = world.hunters[h]
    hunter.product = measured_product(hunter.role, hunter.action, world) * at_work(h, world)
    hunter.tally += paid_product(hunter.role, hunter.action, world) * at_work(h, world)
    if (day + 1) % MONTH == 0:
        hunter.tally = 0.0  # counted in the evening, or the first morning of a month would still see the last one
    hunter.products += hunter.product
    world.camp.attained += hunter.product
    world.camp.days_lived += 1
