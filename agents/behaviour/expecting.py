"""What a hunter expects of scouting and of joining a hunt: chances and amounts as that hunter believes them."""

from agents.behaviour.geometry import cells_between, rounded
from agents.behaviour.land import hunters_needed
from agents.environment import World
from agents.vocabulary import NOBODY, Kind

ONE_OVER = (0.0, *(1.0 / k for k in range(1, 102)))  # a division takes longer than a look; bands have at most 100
MEAT_OF = (0.4, 1.0, 1.3)  # by kind: a calf, a cow, a bull


def expected_from_scouting(h: int, world: World) -> float:
    """Expected days of food from a day of scouting: a chance to find, times what a hunt seems worth to this hunter."""
    hunter = world.hunters[h]
    meat = min(meat_of_kind(Kind.COW, world), meat_they_can_haul(hunter.believes, world))
    return hunter.finds * hunter.odds * hunter.trusts * meat


def meat_of_kind(kind: int, world: World) -> float:
    """Return the usable meat of a beast, days of food: the less, the more the steps feed by themselves."""
    return world.params.meat * MEAT_OF[kind] * world.params.coupling


def meat_they_can_haul(hands: float, world: World) -> float:
    """Meat that so many hands bring home before it turns, days of food."""
    return hands * world.params.haul * world.params.haul_days


def expected_from_joining(h: int, b: int, world: World) -> float:
    """Expected days of food a day that the band has more if this hunter joins the hunt."""
    hunter = world.hunters[h]
    beast = world.beasts[b]
    params = world.params
    away = max(0, cells_between(hunter.x, hunter.y, beast.seen_x, beast.seen_y) - 1) // params.pace
    if beast.down != NOBODY:
        return min(params.haul, beast.meat / params.need) / (1.0 + away)
    hands = world.camp.recipe
    if hands == 0.0:
        hands = hunters_needed(beast.kind, hunter.believes, world.terrain[beast.seen_x, beast.seen_y], params.variety)
    meat = meat_of_kind(beast.kind, world)
    per_hand = params.haul * params.haul_days
    return hunter.odds * pivotal_gain(world.camp.able - 1, hunter.trusts, rounded(hands), per_hand, meat) / (1.0 + away)


def pivotal_gain(others: int, p: float, needed: int, per_hand: float, meat: float) -> float:
    """Expected meat the band gains when one more holds: sum over K of P(K) [G(K + 1) - G(K)].

    K ~ Binomial(others, p) is how many others turn up and hold; G(k) = min(meat, k per_hand) if k >= needed, else 0.
    """
    if others < needed - 1:
        return 0.0
    p = max(0.001, min(0.999, p))
    odds = p / (1.0 - p)
    chance = power(1.0 - p, others)
    gain = 0.0
    for k in range(others + 1):
        if k == needed - 1:
            gain += chance * min(meat, (k + 1) * per_hand)
        elif k >= needed:
            if k * per_hand >= meat:
                break
            gain += chance * (min(meat, (k + 1) * per_hand) - k * per_hand)
        chance *= odds * (others - k) * ONE_OVER[k + 1]
    return gain


def power(base: float, exponent: int) -> float:
    """Return a power by squaring: a library's may differ in the last bit between the engines."""
    result = 1.0
    while exponent > 0:
        if exponent & 1:
            result *= base
        base *= base
        exponent >>= 1
    return result
