"""The utility of an action to a hunter: own food, pay and praise, minus effort.

The incentive scheme (regime) acts here and in no other rule.  The form is the usual one for pay by own and by joint
output (Holmström & Milgrom 1991); ranking is in the spirit of rank-order tournaments (Lazear & Rosen 1981); the weights
are guesses.
"""

from agents.actions import CONTRIBUTIONS, Action
from agents.behaviour.hours import at_work
from agents.environment import World
from agents.perception import Me, Perceived
from agents.vocabulary import Form, Praise

MONTH = 30  # days after which a quota starts again


def reward(
    h: Me, action: int, food: float, share: float, effort: float, hunger: float, w: float, world: Perceived
) -> float:
    """Return U(action) = phi hunger food + kappa {(1 - w) pay + w share / target + praise} - effort, days of food.

    Parameters
    ----------
    food
        Food that the hunter can expect to eat because of this action, days of food.
    share
        Food that the whole band can expect from it, divided by the living, days of food.
    effort, hunger
        Cost of the action, days of food; weight of food today, 1 for a hunter who is fed.
    w
        Weight of the shared target in this hunter's pay: :func:`shared_weight`.
    """
    params = world.params
    met = share / params.food_target
    felt = (1.0 - w) * pay(h, action, world) + w * met
    if params.praise > 0.0:
        felt += params.praise * praised(h, action, met, world)
    return params.phi * hunger * food + params.kappa * felt - effort


def shared_weight(h: Me, world: Perceived) -> float:
    """Return w, the weight of the shared target in a hunter's pay, scaled by how much of the chain is seen, 0 to 1."""
    params = world.params
    w = params.shared
    if params.chief_shared >= 0.0 and h == world.camp.chief:
        w = params.chief_shared
    return w * params.sees


def measured_product(role: int, action: int, world: Perceived) -> float:
    """Return the measured product of a full day by the pay table of the regime, 1 = the KPI fully met.

    ``alignment`` moves the table towards what a day contributes to feeding the band; the best action of a role stays 1.
    """
    aligned = world.params.alignment
    if aligned <= 0.0:
        return world.params.table[role][action]
    best = 0.0
    for other in range(len(CONTRIBUTIONS)):
        best = max(best, (1.0 - aligned) * world.params.table[role][other] + aligned * CONTRIBUTIONS[other])
    return ((1.0 - aligned) * world.params.table[role][action] + aligned * CONTRIBUTIONS[action]) / best


def pay(h: Me, action: int, world: Perceived) -> float:
    """Return the pay for own product in an action: piece rate, rank in the band, or quota; 1 = full pay."""
    params = world.params
    hunter = world.hunters[h]
    product = paid_product(hunter.role, action, world)
    if params.form == Form.RANKING:
        usual = world.camp.attained / world.camp.days_lived if world.camp.days_lived > 0 else 1.0
        return rank_prize(product, usual, action == Action.HELP)
    if params.form == Form.QUOTA or params.form == Form.AGREED:
        return quota_pay(product, hunter.tally, params.quota)
    return product


def paid_product(role: int, action: int, world: Perceived) -> float:
    """Return the product that counts for pay: the measured one, or a full day for the hunt where that is agreed."""
    if world.params.form == Form.AGREED and action == Action.HUNT:
        return 1.0
    return measured_product(role, action, world)


def rank_prize(product: float, usual: float, helps: bool) -> float:
    """Return the expected prize for a product compared with the band's mean: 1 for an equal, 2 for first, 0 for last.

    Helping costs the helper rank, because it lifts another hunter.
    """
    ahead = product - usual
    if helps:
        ahead -= 0.5
    return max(0.0, min(2.0, 1.0 + ahead))


def quota_pay(product: float, tally: float, quota: float) -> float:
    """Return the pay for a product under a quota: in full until the quota of the month is met, then nothing."""
    missing = max(0.0, quota * MONTH - tally)
    return min(product, missing) / quota


def praised(h: Me, action: int, share: float, world: Perceived) -> float:
    """Return the praise for an action; 1 = all the praise of a regime."""
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
    """Add the measured product of the day to the hunter's and the band's totals, full days.

    The KPI of the band is ``attained`` / ``days_lived``.
    """
    hunter = world.hunters[h]
    hunter.product = measured_product(hunter.role, hunter.action, world) * at_work(h, world)
    hunter.tally += paid_product(hunter.role, hunter.action, world) * at_work(h, world)
    if (day + 1) % MONTH == 0:
        hunter.tally = 0.0  # in the evening, so that the first morning of a month starts with an empty quota
    hunter.products += hunter.product
    world.camp.attained += hunter.product
    world.camp.days_lived += 1
