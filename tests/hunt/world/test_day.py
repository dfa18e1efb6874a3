"""A day in the life of the band."""

import ast
from itertools import groupby
from pathlib import Path
from unittest import mock

import pytest
from small_world import put_beast, small_world

from hunt.vocabulary import Action
from hunt.world import day as rules
from hunt.world.day import one_day, take_turn

ORDER = [
    *("dawn", "intervene", "wear_out", "press", "take_orders", "herds_move", "call_hunts", "ask_for_promises"),
    *("take_turn", "hunt_one_day", "keep_watch", "do_chores", "pay_for_open_incidents", "work_on_orders"),
    *("set_rations", "evening", "learn_by_experience", "pay_strangers", "compare_with_plan"),
    *("forget_prevention", "night"),
]
"""Hunts are called, and those who are asked answer, before hunters choose; rations are set before they eat, and
strangers are paid after it."""


def steps_of(**settings):
    """Return what a day does, step by step; what each hunter does is one step."""
    world, luck = small_world(**settings)
    put_beast(world)
    world.quarries[0] = 0
    called = []
    notes = {name: lambda *given, name=name: called.append(name) for name in ORDER}
    with mock.patch.multiple(rules, **notes):
        one_day(0, world, luck)
    return [name for name, _ in groupby(called)]


def test_a_day_has_an_order():
    assert steps_of(delta=0.5) == ORDER
    assert steps_of(delta=1.0) == [name for name in ORDER if name != "learn_by_experience"]


def test_every_step_of_the_day_is_in_that_order():
    tree = ast.parse(Path(rules.__file__).read_text(encoding="utf-8"))
    day = next(one for one in tree.body if getattr(one, "name", "") == "one_day")
    called = {node.func.id for node in ast.walk(day) if isinstance(node, ast.Call)}
    assert called - {"range", "len", "next_up"} == set(ORDER)


def test_a_hunter_gets_up_chooses_and_acts():
    world, luck = small_world()
    world.hunters[0].hours[:] = 0.0
    take_turn(0, 0, world, luck)
    assert world.hunters[0].hours.sum() == pytest.approx(1.0)
    assert world.spent[0].sum() == 1.0
    done = world.camp.gathered > 0.0, world.camp.tending_today == 1, (world.hunters[0].x, world.hunters[0].y) != (7, 7)
    assert any(done) or world.hunters[0].action == Action.REST


def test_the_dead_neither_choose_nor_eat():
    world, luck = small_world()
    world.hunters[3].alive, world.camp.living = False, 7
    one_day(0, world, luck)
    assert [h for h in range(8) if world.spent[h].sum() == 0.0] == [3]
    assert [h for h in range(8) if world.hunters[h].ate == 0.0] == [3]
    assert world.camp.days_lived == 7
