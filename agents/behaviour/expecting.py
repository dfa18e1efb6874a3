"""What a hunter expects the band to gain from scouting, from a ring and from hauling: own beliefs, days of food.

Holding pays where the hunter is pivotal: where exactly one hunter is missing among those who promised.  It is the
threshold public good of Palfrey & Rosenthal (1984), played by a party that was asked by name.
"""

from agents.behaviour.geometry import cells_between, power, rounded
from agents.behaviour.land import ring_needs
from agents.behaviour.trusting import trust
from agents.perception import Me, Perceived
from agents.vocabulary import Kind

RECIPROCALS = (0.0, *(1.0 / k for k in range(1, 102)))  # faster than a division; bands have at most 100 hunters
MEAT_BY_KIND = (0.4, 1.0, 1.3)  # calf, cow, bull


def expected_from_scouting(h: Me, world: Perceived) -> float:
    """Return the food to expect of a day of scouting: the chance to find a beast times the value of a hunt for a cow.

    A hunt is valued at believed odds, the chance that the party this hunter would ask holds the ring, and the meat of a
    cow, of which the scout counts one share among those the ring needs.  A guess.
    """
    hunter = world.hunters[h]
    needed = world.params.needed
    p = hunter.trusts * world.params.steadiness
    sure = at_least(needed, party_size(needed, p, world.camp.able, world.params.spare), p)
    return hunter.finds * hunter.odds * sure * meat_of_kind(Kind.COW, world) / needed


def meat_of_kind(kind: int, world: Perceived) -> float:
    """Return the meat of a beast that the band can use, days of food: the more hands, the more of it."""
    return world.params.meat * world.params.hunters * MEAT_BY_KIND[kind]


def expected_from_ring(h: Me, b: int, world: Perceived) -> float:
    """Return how much more food the band can expect per day if this hunter holds the ring, days of food.

    It is the believed odds of a kill, times the chance that exactly one is missing without this hunter, times the meat,
    shared out over the days of walking.  ``averaging`` is the weight of another way to reckon: my part of the meat if
    enough others hold, whether or not I am the one who is missing.
    """
    hunter = world.hunters[h]
    beast = world.beasts[b]
    needed = ring_needs(beast.kind, beast.seen_x, beast.seen_y, world)
    p = trust_in_party(h, b, world) * world.params.steadiness
    size = max(beast.promises, party_size(needed, p, world.camp.able, world.params.spare))
    chance = exactly(needed - 1, size - 1, p)
    if world.params.averaging > 0.0:
        part = at_least(needed - 1, size - 1, p) / size
        chance += world.params.averaging * (part - chance)
    return hunter.odds * chance * meat_of_kind(beast.kind, world) / (1.0 + days_away(h, b, world))


def expected_from_hauling(h: Me, b: int, world: Perceived) -> float:
    """Return the meat that this hunter can bring home per day from a carcass, days of food."""
    return min(world.params.haul, world.beasts[b].meat / world.params.need) / (1.0 + days_away(h, b, world))


def days_away(h: Me, b: int, world: Perceived) -> int:
    """Return how many whole days of walking lie before the day on which the hunter gets there."""
    hunter = world.hunters[h]
    beast = world.beasts[b]
    return max(0, cells_between(hunter.x, hunter.y, beast.seen_x, beast.seen_y) - 1) // world.params.pace


def party_size(needed: int, p: float, able: int, spare: int) -> int:
    """Return how many must promise so that the expected number who hold, each with chance p, rounds to what is wanted.

    Wanted is what the ring needs, and the ``spare`` hunters on top; at most all who are able can be asked.
    """
    size = min(needed, able)
    while size < able and rounded(size * p) < needed + spare:
        size += 1
    return max(1, size)


def trust_in_party(h: Me, b: int, world: Perceived) -> float:
    """Return the mean trust of a hunter in the others who have promised, or in everyone while nobody else has."""
    total = 0.0
    count = 0
    for j in range(len(world.hunters)):
        if j != h and world.promised[j] == b:
            total += trust(world.kept[h, j], world.broken[h, j])
            count += 1
    return world.hunters[h].trusts if count == 0 else total / count


def at_least(needed: int, size: int, p: float) -> float:
    """Return the chance that at least ``needed`` of a party hold, each with chance p."""
    chance = exactly(needed, size, p)
    total = chance
    p = max(0.001, min(0.999, p))
    odds = p / (1.0 - p)
    for k in range(needed, size):
        chance *= odds * (size - k) * RECIPROCALS[k + 1]
        total += chance
    return min(1.0, total)


def exactly(k: int, size: int, p: float) -> float:
    """Return the chance that exactly k of a party hold, each with chance p: the binomial distribution."""
    if k < 0 or k > size:
        return 0.0
    p = max(0.001, min(0.999, p))
    chance = power(p, k) * power(1.0 - p, size - k)
    for i in range(k):
        chance *= (size - i) * RECIPROCALS[k - i]
    return chance
