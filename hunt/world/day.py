"""The schedule of one day.  Read this file first.

State changes at once: hunters who act later see what those before them did.
"""

from agents.behaviour.acting import act
from agents.behaviour.activation import next_up
from agents.behaviour.asking import ask_for_promises
from agents.behaviour.calling import call_hunts
from agents.behaviour.deciding import choose
from agents.behaviour.eating import evening
from agents.behaviour.experience import learn_by_experience
from agents.behaviour.hours import begin_day
from agents.behaviour.preventing import forget_prevention
from agents.environment import Luck, World
from agents.perception import Me
from hunt.world.camp import do_chores, keep_watch, night, set_rations
from hunt.world.incidents import pay_for_open_incidents, wear_out
from hunt.world.interventions import intervene
from hunt.world.orders import take_orders, work_on_orders
from hunt.world.plan import compare_with_plan, press
from hunt.world.ring import hunt_one_day
from hunt.world.staffing import pay_strangers
from hunt.world.valley import dawn, herds_move


def one_day(day: int, world: World, luck: Luck) -> None:
    """Simulate one day: morning, hunts are called, hunters choose and act, parties hunt, camp, evening, night."""
    dawn(day, world, luck)
    intervene(day, world)
    wear_out(day, world, luck)
    press(day, world)
    take_orders(day, world, luck)
    herds_move(day, world, luck)
    call_hunts(day, world)
    ask_for_promises(day, world, luck)
    for seat in range(len(world.hunters)):
        h = next_up(seat, day, len(world.hunters), luck)
        if world.hunters[h].alive:
            take_turn(h, day, world, luck)
    for slot in range(len(world.quarries)):
        if world.quarries[slot] >= 0:
            hunt_one_day(slot, day, world, luck)
    keep_watch(day, world, luck)
    do_chores(world)
    pay_for_open_incidents(world)
    work_on_orders(day, world, luck)
    set_rations(world)
    for seat in range(len(world.hunters)):
        h = next_up(seat, day, len(world.hunters), luck)
        if world.hunters[h].alive:
            evening(h, day, world)
    if world.params.delta < 1.0:
        for seat in range(len(world.hunters)):
            h = next_up(seat, day, len(world.hunters), luck)
            if world.hunters[h].alive:
                learn_by_experience(h, world)
    pay_strangers(world)
    compare_with_plan(world)
    forget_prevention(world)
    night(day, world)


def take_turn(h: Me, day: int, world: World, luck: Luck) -> None:
    """Let one hunter spend the day: divide the hours, choose an action, carry it out."""
    begin_day(h, day, world, luck)
    choose(h, day, world, luck)
    act(h, day, world, luck)
