"""The first morning: who sits where, what each hunter can do and believes, the land, and the beasts that will come.

The rules here run once, before day 0, on a world in which every number is 0.  They read random draws that are made once
(:class:`agents.environment.InitialDraws`).  All forms and numbers are guesses.
"""

import math

from agents.actions import Action
from agents.behaviour.trusting import FIRST_EVIDENCE, evidence_for, mean_trust
from agents.environment import InitialDraws, World
from agents.skills import ROLES, Skill
from agents.vocabulary import NOBODY, Kind, Terrain

SKILLS = len(Skill)
SEATS = len(ROLES)  # after that many seats the roles come again

START_OUTSIDE = 0.7  # the neighbours' trust on day 0
START_FINDS = 0.15  # believed chance on day 0 that a day of scouting finds a beast
START_CATCH = 0.8  # believed catch of a day of foraging on day 0, share of what a full cell gives

BLOCK = 4  # cells along each side of a piece of land of one kind
RIVER, BOG = 0.2, 0.5  # of the rough part of the land; above the second it is forest

CALVES, COWS = 0.25, 0.8  # below the first a beast is a calf, below the second a cow, else a bull
COMES = 0.6  # chance that a place in a herd is taken; the first always is
GREAT = 3  # herds that come together as the great herd, where one is announced

MIDDLING = 0.5  # the skill of every hunter when specialisation is 0
STRONGER = 0.42  # how much better than middling specialists are at their own craft
SPREAD = 0.16  # range of luck in a skill
ELDER_OWN, ELDER_OTHER = 0.15, 0.10  # the elder is somewhat better than middling at everything
REPUTE_ERROR = 0.15  # largest error of what the band believes of a skill


def first_morning(world: World, draws: InitialDraws) -> None:
    """Set up the world for day 0."""
    begin_camp(world)
    kept, broken = evidence_for(world.params.start_trust, FIRST_EVIDENCE)
    for i in range(len(world.hunters)):
        for j in range(len(world.hunters)):
            world.kept[i, j], world.broken[i, j] = kept, broken
    for seat in range(len(world.hunters)):
        begin_hunter(seat, world, draws)
    choose_chief(world)
    let_some_be_new(world, draws)
    for h in range(len(world.hunters)):
        world.hunters[h].trusts = mean_trust(h, world)
    for slot in range(len(world.quarries)):
        world.quarries[slot] = NOBODY
    place_herds(world, draws)
    lay_out_land(world, draws)


def begin_camp(world: World) -> None:
    """Give the camp its store and whatever else is not 0 at the beginning."""
    camp = world.camp
    params = world.params
    camp.x = params.width // 2
    camp.y = params.height // 2
    camp.living = len(world.hunters)
    camp.able = camp.living
    camp.store = params.start_store * params.need * camp.living
    camp.winter_store = -1.0
    camp.as_planned = True
    camp.sight = params.sight
    camp.wear = params.start_wear
    camp.fixed = NOBODY
    camp.progress = params.need  # as if the days before had fed everyone
    camp.owned = params.start_ownership
    camp.outside = START_OUTSIDE
    camp.upkept = params.start_upkept


def begin_hunter(seat: int, world: World, draws: InitialDraws) -> None:
    """Give the hunter who sits there a role, skills, a body and first beliefs."""
    h = draws.seats[seat]
    hunter = world.hunters[h]
    params = world.params
    hunter.x = world.camp.x
    hunter.y = world.camp.y
    hunter.alive = True
    hunter.heard = True
    hunter.died = NOBODY
    hunter.target = NOBODY
    hunter.post = NOBODY
    world.promised[h] = NOBODY
    hunter.action = Action.REST
    hunter.heading = 2.0 * math.pi * seat / len(world.hunters)  # by seat: a hunter's number must mean nothing
    hunter.reserve = params.need * (params.reserve_low + (params.reserve_high - params.reserve_low) * draws.bodies[h])
    hunter.full = hunter.reserve
    hunter.catch = START_CATCH * params.small_game * params.need
    hunter.finds = START_FINDS
    hunter.odds = params.start_odds
    hunter.foresight = params.start_foresight
    hunter.standing = 1.0
    hunter.owns = params.start_ownership
    hunter.role = ROLES[seat % SEATS]
    for skill in range(SKILLS):
        hunter.skills[skill] = first_skill(seat, skill, hunter.role, draws.skills[h, skill], params.specialisation)
        error = params.specialisation * REPUTE_ERROR * (2.0 * draws.repute[h, skill] - 1.0)
        hunter.repute[skill] = min(max(hunter.skills[skill] + error, 0.01), 0.99)


def first_skill(seat: int, skill: int, role: int, chance: float, specialisation: float) -> float:
    """Return how good a hunter is at a craft at the beginning, for a draw ``chance`` from [0, 1).

    All skills together come to the same as four middling ones, so that specialisation changes only how they are
    divided.  The elder, on the first seat, is somewhat good at everything and so believed the best all round.
    """
    own = skill == role
    if seat == 0:
        better = ELDER_OWN if own else ELDER_OTHER
    else:
        better = SPREAD * (chance - 0.5) + (STRONGER if own else -STRONGER / (SKILLS - 1))
    return MIDDLING + specialisation * better


def choose_chief(world: World) -> None:
    """Make the hunter chief who is believed the best all round, the first of equals."""
    most = -1.0
    for h in range(len(world.hunters)):
        total = 0.0
        for skill in range(SKILLS):
            total += world.hunters[h].repute[skill]
        if total > most:
            most = total
            world.camp.chief = h


def let_some_be_new(world: World, draws: InitialDraws) -> None:
    """Let those who sit last be new: novices who know nobody and whom nobody knows."""
    params = world.params
    n = len(world.hunters)
    kept, broken = evidence_for(params.hire_trust, FIRST_EVIDENCE)
    for seat in range(n - int(params.newcomers * n), n):
        h = draws.seats[seat]
        hunter = world.hunters[h]
        hunter.skills[hunter.role] = params.novice_skill
        hunter.repute[hunter.role] = params.novice_skill
        for other in range(n):
            world.kept[h, other], world.broken[h, other] = kept, broken
            world.kept[other, h], world.broken[other, h] = kept, broken


def place_herds(world: World, draws: InitialDraws) -> None:
    """Say for every beast of the year when and where it comes; list them in the order they arrive."""
    order = world.present  # scratch until the first beast is in the valley
    for b in range(len(world.beasts)):
        place = b
        day = arrival(b, world, draws)
        while place > 0 and arrival(order[place - 1], world, draws) > day:
            order[place] = order[place - 1]
            place -= 1
        order[place] = b
    for k in range(len(world.beasts)):
        begin_beast(k, order[k], world, draws)


def arrival(drawn: int, world: World, draws: InitialDraws) -> int:
    """Return the day on which a drawn beast arrives; the length of the run if it never does."""
    params = world.params
    herd = drawn // params.herd_size
    if params.great_herd >= 0 and herd < GREAT:
        return params.great_herd
    if drawn % params.herd_size == 0 or draws.beasts[drawn, 0] < COMES:
        return int(draws.herds[herd, 0] * params.days)
    return params.days


def begin_beast(b: int, drawn: int, world: World, draws: InitialDraws) -> None:
    """Place the b-th beast to arrive at the edge of the valley; ``drawn`` is its number among the draws."""
    beast = world.beasts[b]
    params = world.params
    beast.herd = drawn // params.herd_size
    side = draws.herds[beast.herd, 1]
    place = draws.herds[beast.herd, 2]
    far = int(side * 4.0) % 2
    if side < 0.5:
        beast.x = int(place * params.width)
        beast.y = far * (params.height - 1)
    else:
        beast.x = far * (params.width - 1)
        beast.y = int(place * params.height)
    beast.from_x = beast.x
    beast.seen_x = beast.x
    beast.from_y = beast.y
    beast.seen_y = beast.y
    beast.arrives = arrival(drawn, world, draws)
    beast.leaves = beast.arrives + int(params.stay * (0.5 + draws.herds[beast.herd, 3])) + 1
    beast.kind = Kind.COW
    beast.full = params.toughness
    if params.variety > 0:
        beast.kind = kind_of(draws.beasts[drawn, 1])
        beast.full = max(beast.kind + (params.toughness - Kind.COW), 1.0)
    beast.strength = beast.full
    beast.sighted = NOBODY
    beast.called = NOBODY
    beast.held = NOBODY
    beast.caller = NOBODY
    beast.leader = NOBODY
    beast.down = NOBODY


def kind_of(chance: float) -> int:
    """Return the kind of a beast, for a draw ``chance`` from [0, 1)."""
    if chance < CALVES:
        return Kind.CALF
    return Kind.COW if chance < COWS else Kind.BULL


def lay_out_land(world: World, draws: InitialDraws) -> None:
    """Give every cell its terrain, block by block, and its small game."""
    params = world.params
    for x in range(params.width):
        for y in range(params.height):
            world.terrain[x, y] = terrain_of(draws.land[x // BLOCK, y // BLOCK], params.rough)
            world.game[x, y] = 0.6 + 0.4 * draws.stock[x, y]


def terrain_of(chance: float, rough: float) -> int:
    """Return the terrain of a block, for a draw ``chance`` from [0, 1); a share ``rough`` of the land is not open."""
    if chance < RIVER * rough:
        return Terrain.RIVER
    if chance < BOG * rough:
        return Terrain.BOG
    return Terrain.FOREST if chance < rough else Terrain.OPEN
