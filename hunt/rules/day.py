"""A day in the life of the band.  Read this first."""

from hunt.luck import Luck
from hunt.rules.choosing import choose
from hunt.rules.hunting import hunt
from hunt.rules.leading import call_hunts
from hunt.rules.living import evening, lay_out, night
from hunt.rules.mending import build, burden, carry_out_acts, forget, mend, rescue, wear_out
from hunt.rules.tending import keep_watch, nurse, tend
from hunt.rules.valley import dawn, herds_move
from hunt.rules.walking import forage, next_up, scout, walk_to_hunt
from hunt.vocabulary import Hours, Option
from hunt.world import World


def one_day(day: int, world: World, luck: Luck) -> None:
    """Beasts move; hunts are called; hunters choose and act; parties hunt; all eat; the night passes."""
    dawn(day, world, luck)
    carry_out_acts(day, world)
    wear_out(day, world, luck)
    herds_move(day, world, luck)
    call_hunts(day, world)
    for seat in range(len(world.hunters)):
        h = next_up(seat, day, len(world.hunters), luck)
        if world.hunters[h].alive:
            take_turn(h, day, world, luck)
    for slot in range(len(world.quarries)):
        if world.quarries[slot] >= 0:
            hunt(slot, day, world, luck)
    keep_watch(day, world, luck)
    burden(world)
    lay_out(world)
    for seat in range(len(world.hunters)):
        h = next_up(seat, day, len(world.hunters), luck)
        if world.hunters[h].alive:
            evening(h, day, world)
    forget(world)
    night(day, world)


def take_turn(h: int, day: int, world: World, luck: Luck) -> None:
    """What one hunter does with the day."""
    hunter = world.hunters[h]
    hunter.hours[Hours.WALK] = 0.0
    hunter.hours[Hours.COUNCIL] = 0.0
    hunter.hours[Hours.IDLE] = 0.0
    hunter.hours[Hours.CHECK] = world.params.checklist * world.params.checklist_hours
    hunter.hours[Hours.WORK] = 1.0 - hunter.hours[Hours.CHECK]
    choose(h, day, world, luck)
    if hunter.option == Option.FORAGE:
        forage(h, day, world, luck)
    elif hunter.option == Option.SCOUT:
        scout(h, day, world, luck)
    elif hunter.option == Option.HUNT or hunter.option == Option.OWN:
        walk_to_hunt(h, day, world)
    elif hunter.option == Option.TEND:
        tend(h, world)
        mend(world)
    elif hunter.option == Option.BUILD:
        build(h, day, world)
    elif hunter.option == Option.RESCUE:
        rescue(h, day, world)
    elif hunter.option == Option.HELP:
        nurse(h, day, world)
    elif hunter.option == Option.REST:
        hunter.hours[Hours.IDLE] = hunter.hours[Hours.WORK]
        hunter.hours[Hours.WORK] = 0.0
