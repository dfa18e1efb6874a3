"""The evening of a hunter: count the day's product, eat, heal, starve.

The parameters give the orders of magnitude and their reasons (``hunt parameters``); the forms are guesses.
"""

from agents.behaviour.event_log import log_event
from agents.behaviour.leading import next_chief
from agents.behaviour.owning import update_strain_and_ownership
from agents.behaviour.rewarding import count_product
from agents.behaviour.trusting import update_mean_trust
from agents.environment import World
from agents.events import Because, EventKind
from agents.vocabulary import NOBODY, Season

FED = 0.3  # share of a full reserve that the starving are given in the days of practice
COLD = 0.15  # share by which the need for food grows in a winter of harshness 1


def evening(h: int, day: int, world: World) -> None:
    """Count the day's product, eat and heal; without reserve, die, except in the days of practice.

    A hunter eats the need of the day, and more to refill the reserve: from the pouch first, then from the store, there
    at most the ration.
    """
    hunter = world.hunters[h]
    params = world.params
    camp = world.camp
    count_product(h, day, world)
    update_strain_and_ownership(h, day, world)
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
    if hunter.reserve <= 0.0 and day < params.practice:
        hunter.reserve = FED * hunter.full
    if hunter.reserve <= 0.0:
        die(h, day, world)


def die(h: int, day: int, world: World) -> None:
    """Starve.  The pouch goes to the store, and a dead chief is replaced."""
    hunter = world.hunters[h]
    camp = world.camp
    hunter.alive = False
    world.promised[h] = NOBODY
    hunter.died = day
    hunter.reserve = 0.0
    camp.store += hunter.pouch
    hunter.pouch = 0.0
    camp.living -= 1
    log_event(world, day, EventKind.DIED, who=h, because=Because.HUNGER, saw_a=camp.store, saw_b=float(camp.living))
    if camp.living == 0:
        log_event(world, day, EventKind.BAND_LOST, who=h, because=Because.HUNGER)
    if h == camp.chief:
        camp.chief = next_chief(world)
    update_mean_trust(world)
