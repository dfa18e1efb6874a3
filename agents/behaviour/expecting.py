"""What a hunter expects the band to gain from scouting or joining a hunt: own beliefs times amounts, days of food.

Joining pays when the hunter may be pivotal: when one more at the ring decides whether it closes.  The sum is that of
the N-person stag hunt (Pacheco et al. 2009), with hauling in place of a fixed prize.
"""

from agents.behaviour.geometry import cells_between, rounded
from agents.behaviour.land import hunters_needed
from agents.perception import Me, Perceived
from agents.vocabulary import NOBODY, Kind

RECIPROCALS = (0.0, *(1.0 / k for k in range(1, 102)))  # faster than a division; bands have at most 100 hunters
MEAT_BY_KIND = (0.4, 1.0, 1.3)  # calf, cow, bull


def expected_from_scouting(h: Me, world: Perceived) -> float:
    """Return the food to expect of a day of scouting: the chance to find a beast times the value of a hunt for a cow.

    The hunt is valued at believed odds, trust, and the meat that as many hunters as the ring needs can haul.  A guess.
    """
    hunter = world.hunters[h]
    meat = min(meat_of_kind(Kind.COW, world), haulable_meat(hunter.believes, world))
    return hunter.finds * hunter.odds * hunter.trusts * meat


def meat_of_kind(kind: int, world: Perceived) -> float:
    """Return the usable meat of a beast, days of food.  It scales with interdependence (``coupling``)."""
    return world.params.meat * MEAT_BY_KIND[kind] * world.params.coupling


def haulable_meat(carriers: float, world: Perceived) -> float:
    """Return the meat that hunters can bring home before it turns, days of food."""
    return carriers * world.params.haul * world.params.haul_days


def expected_from_joining(h: Me, b: int, world: Perceived) -> float:
    """Return how much more food the band can expect if this hunter joins the hunt, days of food per day.

    For a carcass it is a load of meat.  For a beast alive it is the believed odds of a kill times the gain from one
    more hunter at the ring.  Both shrink with the days of walking.
    """
    hunter = world.hunters[h]
    beast = world.beasts[b]
    params = world.params
    away = max(0, cells_between(hunter.x, hunter.y, beast.seen_x, beast.seen_y) - 1) // params.pace
    if beast.down != NOBODY:
        return min(params.haul, beast.meat / params.need) / (1.0 + away)
    needed = world.camp.recipe
    if needed == 0.0:
        needed = hunters_needed(beast.kind, hunter.believes, world.terrain[beast.seen_x, beast.seen_y], params.variety)
    meat = meat_of_kind(beast.kind, world)
    per_hunter = params.haul * params.haul_days
    gain = pivotal_gain(world.camp.able - 1, hunter.trusts, rounded(needed), per_hunter, meat)
    return hunter.odds * gain / (1.0 + away)


def pivotal_gain(others: int, p: float, needed: int, per_hunter: float, meat: float) -> float:
    """Return the expected meat that the band gains when one more hunter holds: sum over K of P(K) [G(K + 1) - G(K)].

    K ~ Binomial(others, p) is how many others turn up and hold.  G(k) = min(meat, k per_hunter) if k >= needed, else 0.
    """
    if others < needed - 1:
        return 0.0
    p = max(0.001, min(0.999, p))
    odds = p / (1.0 - p)
    chance = power(1.0 - p, others)
    gain = 0.0
    for k in range(others + 1):
        if k == needed - 1:
            gain += chance * min(meat, (k + 1) * per_hunter)
        elif k >= needed:
            if k * per_hunter >= meat:
                break
            gain += chance * (min(meat, (k + 1) * per_hunter) - k * per_hunter)
        chance *= odds * (others - k) * RECIPROCALS[k + 1]
    return gain


def power(base: float, exponent: int) -> float:
    """Return a power by squaring, because a library function may differ between the engines in the last bit."""
    result = 1.0
    while exponent > 0:
        if exponent & 1:
            result *= base
        base *= base
        exponent >>= 1
    return result
