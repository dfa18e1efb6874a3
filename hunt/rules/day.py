"""A day in the life of the band.  Read this first."""

from hunt.luck import Luck
from hunt.rules.acting import carry_out_acts
from hunt.rules.choosing import choose
from hunt.rules.hiring import pay_strangers
from hunt.rules.hunting import hunt
from hunt.rules.leading import call_hunts
from hunt.rules.living import evening, lay_out, night
from hunt.rules.mending import build, burden, forget, keep_camp, mend, rescue, wear_out
from hunt.rules.pushing import begin_day, compare_with_plan, press
from hunt.rules.remembering import learn_by_experience
from hunt.rules.tending import keep_watch, nurse, tend
from hunt.rules.trading import take_orders, work_on_orders
from hunt.rules.valley import dawn, herds_move
from hunt.rules.walking import forage, next_up, scout, walk_to_hunt
from hunt.vocabulary import Decision, Hours, Option
from hunt.world import World


def one_day(day: int, world: World, luck: Luck) -> None:
    """Beasts move; hunts are called; hunters choose and act; parties hunt; all eat; the night passes."""
    dawn(day, world, luck)
    carry_out_acts(day, world)
    wear_out(day, world, luck)
    press(day, world)
    take_orders(day, world, luck)
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
    keep_camp(world)
    burden(world)
    work_on_orders(day, world, luck)
    lay_out(world)
    for seat in range(len(world.hunters)):
        h = next_up(seat, day, len(world.hunters), luck)
        if world.hunters[h].alive:
            evening(h, day, world)
    if world.params.decision != Decision.BELIEF:
        for h in range(len(world.hunters)):
            if world.hunters[h].alive:
                learn_by_experience(h, world)
    pay_strangers(world)
    compare_with_plan(world)
    forget(world)
    night(day, world)


def take_turn(h: int, day: int, world: World, luck: Luck) -> None:
    """What one hunter does with the day."""
    hunter = world.hunters[h]
    begin_day(h, day, world, luck)
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
        nurse(h, day, world, luck)
    elif hunter.option == Option.REST:
        hunter.hours[Hours.IDLE] += hunter.hours[Hours.WORK]
        hunter.hours[Hours.WORK] = 0.0
