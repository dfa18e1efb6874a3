"""What a hunter expects of each option this morning, and which one the hunter takes."""

import math

from hunt.luck import Luck
from hunt.rules.mending import own_half
from hunt.rules.remembering import judge_by_experience
from hunt.rules.rewarding import reward, weight_of_all
from hunt.rules.tending import separable_work
from hunt.rules.valley import FORAGE_IN, hands_needed, rounded
from hunt.rules.walking import cells_between
from hunt.vocabulary import IMPOSSIBLE, NOBODY, Act, Decision, Kind, Option, Weather
from hunt.world import Row, World

OPTIONS = 9
HOPELESS = -30.0  # an option worth so many temperatures less has a chance of 1 in 10^13: taken as none
ONE_OVER = (0.0, *(1.0 / k for k in range(1, 102)))  # a division takes longer than a look; bands have at most 100
MEAT_OF = (0.4, 1.0, 1.3)  # by kind: a calf, a cow, a bull


def choose(h: int, day: int, world: World, luck: Luck) -> None:
    """Weigh what is possible today and take one option, the better the likelier."""
    hunter = world.hunters[h]
    hunter.there = False
    hunter.holds = False
    hunter.post = NOBODY
    hunter.target = NOBODY
    weigh(h, world)
    if world.params.decision != Decision.BELIEF:
        judge_by_experience(h, world)
    hunter.option = pick(world.weighed[h], world.tickets, luck.choice[day, h], world.params.temperature)
    if len(world.acts) > 0:
        choose_as_told(h, day, world)
    if hunter.option != Option.HUNT and hunter.option != Option.OWN:
        hunter.target = NOBODY
    hunter.effort = world.costs[hunter.option]
    world.spent[h, hunter.option] += 1.0


def choose_as_told(h: int, day: int, world: World) -> None:
    """Take the option that somebody who asks "what if?" has named for this hunter today, if it is one."""
    for k in range(len(world.acts)):
        if world.acts[k, 0] == day and world.acts[k, 1] == Act.FORCE and world.acts[k, 2] // OPTIONS == h:
            option = world.acts[k, 2] % OPTIONS
            if world.gains[option] > IMPOSSIBLE:
                world.hunters[h].option = option


def weigh(h: int, world: World) -> None:
    """Put a worth on every option; what is impossible today is not an option."""
    hunter = world.hunters[h]
    params = world.params
    worth = world.weighed[h]
    find_options(h, world)
    hunger = 1.0 + params.hunger_gain * (1.0 - hunter.reserve / hunter.full)
    part = 1.0 / world.camp.living
    w = weight_of_all(h, world)
    for option in range(OPTIONS):
        worth[option] = IMPOSSIBLE
        if world.gains[option] > IMPOSSIBLE:
            mine = 1.0 - params.pooled + params.pooled * part if option == Option.FORAGE else part
            worth[option] = value(h, option, world.gains[option], mine, part, world.costs[option], hunger, w, world)


def find_options(h: int, world: World) -> None:
    """Find what a hunter can do today, what that is expected to bring the band and what it costs the hunter."""
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    for option in range(OPTIONS):
        world.gains[option] = IMPOSSIBLE
    hunter.target = NOBODY
    offer(Option.REST, 0.0, 0.0, world)
    if hunter.injured > 0:
        return
    catch = hunter.catch / params.need * FORAGE_IN[camp.weather]
    offer(Option.FORAGE, catch, params.effort_forage, world)
    saved = camp.tend_saves
    if params.mishaps > 0.0:
        find_prevention(h, world)
        saved += hunter.foresight / (1.0 + camp.tending)
    if camp.undone > 0.0:
        saved += params.undone_cost
    offer(Option.TEND, saved, params.effort_tend, world)
    if camp.able < camp.living:
        offer(Option.HELP, catch, params.effort_help, world)
    if camp.weather == Weather.STORM:
        return
    if hunter.heard:
        hunter.target = nearest_quarry(h, world)
    if hunter.target == NOBODY:
        offer(Option.SCOUT, finding(h, world), params.effort_scout, world)
        return
    offer(Option.SCOUT, 0.0, params.effort_scout, world)
    offer(Option.HUNT, joining(h, hunter.target, world), params.effort_hunt, world)
    if world.beasts[hunter.target].down == NOBODY:
        offer(Option.OWN, 0.0, params.effort_own, world)


def find_prevention(h: int, world: World) -> None:
    """Offer the rescue where something is open, and the permanent fix where it is not finished."""
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    if camp.trouble > 0.0:
        enough = camp.rescuing >= camp.trouble
        saved = 0.0 if enough else params.mishap_burden * params.mishap_days / params.rescue_work
        offer(Option.RESCUE, saved, params.effort_rescue, world)
    if camp.fixed == NOBODY and own_half(hunter.role, world) < 0.5 * params.fix_days:
        offer(Option.BUILD, hunter.foresight, params.effort_build, world)


def offer(option: int, gain: float, effort: float, world: World) -> None:
    """Make something an option: what it brings the band, and what it costs the hunter, both in days of food."""
    world.gains[option] = gain
    world.costs[option] = effort


def value(
    h: int,
    option: int,
    group: float,
    mine: float,
    part: float,
    effort: float,
    hunger: float,
    w: float,
    world: World,
) -> float:
    """Return the reward of an option that brings the band so many days of food, ``mine`` of them to this hunter.

    Where work is separable, its own product feeds as well.
    """
    food = group * mine
    if world.params.coupling < 1.0:
        made = separable_work(world.hunters[h].role, option, world) / world.params.need
        food += made * part
        group += made
    return reward(h, option, food, group * part, effort, hunger, w, world)


def nearest_quarry(h: int, world: World) -> int:
    """Return the beast with an open hunt that was last seen nearest, or NOBODY."""
    hunter = world.hunters[h]
    nearest = NOBODY
    shortest = 1_000_000
    for slot in range(len(world.quarries)):
        b = world.quarries[slot]
        if b >= 0:
            beast = world.beasts[b]
            way = cells_between(hunter.x, hunter.y, beast.seen_x, beast.seen_y)
            if way < shortest:
                shortest = way
                nearest = b
    return nearest


def finding(h: int, world: World) -> float:
    """Expected days of food from a day of scouting: a chance to find, times what a hunt seems worth to this hunter."""
    hunter = world.hunters[h]
    meat = min(meat_on(Kind.COW, world), hands_can_haul(hunter.believes, world))
    return hunter.finds * hunter.odds * hunter.trusts * meat


def meat_on(kind: int, world: World) -> float:
    """Return the usable meat of a beast, days of food: the less, the more the steps feed by themselves."""
    return world.params.meat * MEAT_OF[kind] * world.params.coupling


def hands_can_haul(hands: float, world: World) -> float:
    """Meat that so many hands bring home before it turns, days of food."""
    return hands * world.params.haul * world.params.haul_days


def joining(h: int, b: int, world: World) -> float:
    """Expected days of food a day that the band has more if this hunter joins the hunt."""
    hunter = world.hunters[h]
    beast = world.beasts[b]
    params = world.params
    away = max(0, cells_between(hunter.x, hunter.y, beast.seen_x, beast.seen_y) - 1) // params.pace
    if beast.down != NOBODY:
        return min(params.haul, beast.meat / params.need) / (1.0 + away)
    hands = world.camp.recipe
    if hands == 0.0:
        hands = hands_needed(beast.kind, hunter.believes, world.terrain[beast.seen_x, beast.seen_y], params.variety)
    meat = meat_on(beast.kind, world)
    per_hand = params.haul * params.haul_days
    return hunter.odds * pivot(world.camp.able - 1, hunter.trusts, rounded(hands), per_hand, meat) / (1.0 + away)


def pivot(others: int, p: float, needed: int, per_hand: float, meat: float) -> float:
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


def pick(worth: Row, tickets: Row, chance: float, temperature: float) -> int:
    """Return an option, logit in its worth; at temperature 0 the best, the first of equals.

    ``tickets`` is scratch: e^(worth / temperature) of each option, against the best.
    """
    best = 0
    most = worth[0]
    for option in range(1, OPTIONS):
        if worth[option] > most:
            most = worth[option]
            best = option
    if temperature <= 0.0:
        return best
    total = 0.0
    hopeless = HOPELESS * temperature
    for option in range(OPTIONS):
        less = worth[option] - most
        ticket = 0.0
        if less == 0.0:
            ticket = 1.0
        elif less > hopeless:
            ticket = math.exp(less / temperature)
        tickets[option] = ticket
        total += ticket
    mark = chance * total
    for option in range(OPTIONS):
        mark -= tickets[option]
        if mark < 0.0:
            return option
    return best
