"""Eating, hunger, healing, death; and what rots overnight."""

from hunt.rules.pushing import strain_and_own
from hunt.rules.rewarding import at_work, measure
from hunt.rules.telling import note
from hunt.rules.tending import left_unkept, separable_work
from hunt.rules.trusting import take_stock_of_trust
from hunt.vocabulary import NOBODY, Because, EventKind, Season
from hunt.world import World

WARMTH = (0.5, 1.0, 0.5, 0.08)  # by season: how fast food spoils against summer
COLD = 0.15  # more need in a winter of harshness 1


def evening(h: int, day: int, world: World) -> None:
    """Count the day's product, make what separable work makes, eat, heal; the starved die."""
    hunter = world.hunters[h]
    params = world.params
    camp = world.camp
    measure(h, day, world)
    strain_and_own(h, day, world)
    if params.coupling < 1.0:
        made = separable_work(hunter.role, hunter.option, world) * at_work(h, world)
        camp.made += made
        camp.store += made
        camp.brought += made
    need = params.need
    if camp.season == Season.WINTER:
        need *= 1.0 + COLD * params.winter
    wanted = need + min(params.refill * params.need, hunter.full - hunter.reserve)
    from_pouch = min(hunter.pouch, wanted)
    from_store = min(wanted - from_pouch, camp.ration, camp.store)
    hunter.pouch -= from_pouch
    camp.store -= from_store
    hunter.ate = from_pouch + from_store
    camp.eaten += hunter.ate
    hunter.reserve = min(hunter.full, hunter.reserve + hunter.ate - need)
    if hunter.injured > 0:
        hunter.injured -= 1
    if hunter.reserve <= 0.0:
        die(h, day, world)


def lay_out(world: World) -> None:
    """Divide a small store equally before anybody eats."""
    world.camp.ration = world.camp.store / max(1, world.camp.living)


def die(h: int, day: int, world: World) -> None:
    """A hunter starves; what was in the pouch goes to the store."""
    hunter = world.hunters[h]
    camp = world.camp
    hunter.alive = False
    hunter.died = day
    hunter.reserve = 0.0
    camp.store += hunter.pouch
    hunter.pouch = 0.0
    camp.living -= 1
    note(world, day, EventKind.DIED, h, NOBODY, NOBODY, Because.HUNGER, camp.store, float(camp.living), 0.0, 0.0)
    if camp.living == 0:
        note(world, day, EventKind.BAND_LOST, h, NOBODY, NOBODY, Because.HUNGER, 0.0, 0.0, 0.0, 0.0)
    if h == camp.chief:
        camp.chief = next_chief(world)
    take_stock_of_trust(world)


def next_chief(world: World) -> int:
    """Return the living hunter believed to be the best all round, or NOBODY."""
    chief = NOBODY
    best = -1.0
    for h in range(len(world.hunters)):
        hunter = world.hunters[h]
        if hunter.alive:
            repute = 0.0
            for s in range(len(hunter.repute)):
                repute += hunter.repute[s]
            if repute > best:
                best = repute
                chief = h
    return chief


def night(day: int, world: World) -> None:
    """Store, pouches and carcasses spoil, faster when warm and untended."""
    params = world.params
    camp = world.camp
    warmth = WARMTH[camp.season]
    lost = camp.store * params.store_spoils * warmth * left_unkept(world)
    camp.spoiled_yesterday = lost
    camp.store -= lost
    camp.spoiled += lost
    for hunter in world.hunters:
        if hunter.pouch > 0.0:
            gone = hunter.pouch * params.pouch_spoils * max(0.2, warmth)
            hunter.pouch -= gone
            camp.spoiled += gone
    for k in range(camp.present):
        beast = world.beasts[world.present[k]]
        if beast.meat > 0.0:
            gone = beast.meat * params.carcass_spoils * warmth
            beast.meat -= gone
            camp.wasted += gone
