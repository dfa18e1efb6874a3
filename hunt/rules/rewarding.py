"""What an option is worth to a hunter.  The regime lives here, and nowhere else in the rules."""

from hunt.rules.pushing import overhead
from hunt.vocabulary import Form, Hours, Option, Praise
from hunt.world import World


def reward(
    h: int, option: int, food: float, share: float, effort: float, hunger: float, w: float, world: World
) -> float:
    """Return U(option) = phi hunger food + kappa {(1 - w) m + w share + praise} - effort, in days of food.

    Parameters
    ----------
    food
        Expected food of the hunter from this option, against not taking it, days of food.
    share
        Expected food of the whole band from it, divided by the number of the living, days of food.
    effort, hunger
        Cost of the option in days of food; how much food counts just now, 1 when fed.
    w
        Weight of all in this hunter's pay: :func:`weight_of_all`.
    """
    params = world.params
    felt = (1.0 - w) * pay(h, option, world) + w * share + params.praise * praised(h, option, share, world)
    return params.phi * hunger * food + params.kappa * felt - effort


def weight_of_all(h: int, world: World) -> float:
    """Return w of a hunter: how much of the pay follows the whole band, as far as that chain is seen."""
    params = world.params
    w = params.shared
    if params.chief_shared >= 0.0 and h == world.camp.chief:
        w = params.chief_shared
    return w * params.sees


def measured(role: int, option: int, world: World) -> float:
    """Return the measured product of a full day, 1 = the KPI fully met: the table of roles and activities."""
    return world.params.table[role][option]


def pay(h: int, option: int, world: World) -> float:
    """Return what the own product of this option earns: piece rate, rank in the band, or a quota met."""
    params = world.params
    hunter = world.hunters[h]
    product = paid_product(hunter.role, option, world)
    if params.form == Form.RANKING:
        usual = world.camp.attained / world.camp.days_lived if world.camp.days_lived > 0 else 1.0
        return rank_prize(product, usual, option == Option.HELP)
    if params.form == Form.QUOTA or params.form == Form.AGREED:
        return quota_pay(product, hunter.tally, params.quota)
    return product


def paid_product(role: int, option: int, world: World) -> float:
    """Return the product that pay looks at: the measured one, or, where help is agreed, a day that was promised."""
    if world.params.form == Form.AGREED and option == Option.HUNT:
        return 1.0
    return measured(role, option, world)


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


MONTH = 30  # days after which a quota is counted anew


def praised(h: int, option: int, share: float, world: World) -> float:
    """Return the praise for an option, 1 = all the praise there is."""
    praises = world.params.praises
    worth = praises[Praise.PRODUCT] * paid_product(world.hunters[h].role, option, world)
    worth += praises[Praise.OUTCOME] * share
    if option == Option.HUNT or option == Option.HELP:
        worth += praises[Praise.PERSON]  # seen standing in for others
    if option == Option.RESCUE:
        worth += praises[Praise.RESCUE]
    if option == Option.HUNT and world.camp.as_planned:
        worth += praises[Praise.PLAN]
    return worth


def at_work(h: int, world: World) -> float:
    """Return the share of the day that went into the task, the way there included; who rests has a whole day."""
    hunter = world.hunters[h]
    if hunter.option == Option.REST:
        return 1.0
    hours = hunter.hours
    # Hours that add up to a day may add up to a little more in the last bit: work is never less than nothing.
    return max(0.0, 1.0 - (hours[Hours.COUNCIL] + hours[Hours.CHECK] + overhead(h, world) + hours[Hours.IDLE]))


def measure(h: int, day: int, world: World) -> None:
    """Count the measured product of the day, by the same table in every regime."""
    hunter = world.hunters[h]
    hunter.product = measured(hunter.role, hunter.option, world) * at_work(h, world)
    hunter.tally += paid_product(hunter.role, hunter.option, world) * at_work(h, world)
    if (day + 1) % MONTH == 0:
        hunter.tally = 0.0  # counted in the evening, or the first morning of a month would still see the last one
    hunter.products += hunter.product
    world.camp.attained += hunter.product
    world.camp.days_lived += 1
