"""The pay rule builder: what it says follows from the rules, and what it makes reads back as the same pay rule."""

import numpy as np
import pytest

from agents.behaviour.deciding import feel_bound, weigh
from agents.behaviour.expecting import expected_from_ring, meat_of_kind
from dashboards.pay.holding import thresholds
from dashboards.pay.preview import arm_of, preview
from dashboards.shared.address import read
from hunt.catalogue.arms import read_arm, value_text
from hunt.catalogue.parameters import Parameters, parsed
from hunt.catalogue.regimes import regime, regime_ids
from hunt.catalogue.scenarios import scenario
from hunt.engine.explain import morning
from hunt.errors import HuntError
from hunt.vocabulary import Action, Kind, Skill

RING = "own-product~table:0_0_1_0_0_0_0_0_0/0_0_1_0.5_0_0_0_0_0/0_0_1_0_0_0_0_0_0/0_0_0_0_1_0_1_0_0"


def best_action(parameters, role, chance):
    """Let the rules weigh a morning on which holding raises the chance of a kill by ``chance``; return the best."""
    world, _, _ = morning(parameters, 1, (), 0)
    h = next(k for k, one in enumerate(world.hunters) if one.role == role)
    b = next(k for k, one in enumerate(world.beasts) if one.kind == Kind.COW)
    hunter, beast = world.hunters[h], world.beasts[b]
    hunter.reserve = hunter.full
    beast.seen_x, beast.seen_y = hunter.x, hunter.y
    world.promised[h] = b
    world.camp.weather = 0
    hunter.odds = 1.0
    hunter.odds = chance * meat_of_kind(Kind.COW, world) / expected_from_ring(h, b, world)
    weigh(h, world)
    feel_bound(h, world)
    return Action(int(np.argmax(world.weighed[h])))


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("id", ["own-product", "shared-survival", "none", "ranking"])
def test_a_threshold_is_where_the_rules_turn(id):
    parameters = scenario().parameters(id)
    found = thresholds(parameters)
    assert {one.role for one in found} == set(Skill)
    for one in found:
        assert 0.0 < one.share < 1.0
        assert best_action(parameters, one.role, 1.02 * one.share) == Action.HUNT
        assert best_action(parameters, one.role, 0.98 * one.share) == one.instead


@pytest.mark.usefixtures("compiled")
def test_numbers_that_pay_for_holding_make_it_worth_it():
    address = read([("bands", RING)])
    shares = {one.role: one.share for one in thresholds(address.parameters(address.bands[0]))}
    usual = {one.role: one.share for one in thresholds(scenario().parameters("own-product"))}
    assert shares[Skill.STRIKE] < 0.0
    assert shares[Skill.STRIKE] < usual[Skill.STRIKE]


@pytest.mark.usefixtures("compiled")
def test_the_preview_says_what_is_paid_and_what_follows():
    address = read([("bands", RING), ("skin", "zero-outage")])
    shown = preview(address)
    assert shown["table"][Skill.DRIVE][Action.OWN] == 0.5
    assert shown["congruence"] > preview(read([("bands", "own-product")]))["congruence"]
    assert len(shown["warnings"]) == len(Skill)
    with pytest.raises(HuntError, match="one band"):
        preview(read([]))


@pytest.mark.usefixtures("compiled")
def test_the_file_is_the_same_pay_rule(tmp_path):
    address = read([("bands", RING + "~shared:0.25")])
    file = tmp_path / "mine.toml"
    file.write_text(preview(address)["toml"], encoding="utf-8")
    mine = regime(str(file)).on(Parameters())
    shown = address.parameters(address.bands[0])
    assert (mine.table, mine.shared, mine.kappa) == (shown.table, 0.25, shown.kappa)


@pytest.mark.parametrize("id", regime_ids())
def test_a_regime_as_an_arm_is_the_same_pay_rule(id):
    arm = read_arm(arm_of(regime(id)))
    there = scenario()
    assert arm.parameters(there) == there.parameters(id)


def test_tables_have_a_text_that_links_carry():
    table = Parameters().table
    text = value_text(table)
    assert not set(text) & set(",:~&#+ ")
    assert Parameters().but(table=parsed("table", text)).table == table
    with pytest.raises(HuntError, match="table"):
        parsed("table", "1_2_x")
