"""Honesty rule 4 as a type: mypy refuses a decision that reads what its hunter cannot know."""

import re
import subprocess
import sys
import typing
from importlib import import_module
from pathlib import Path

import pytest

from agents import beast, environment, hunter, perception
from hunt.catalogue.parameters import FIELDS

HERE = Path(__file__).parents[2]

RULES = """
from agents.environment import World
from agents.perception import ChoiceDraws, Me, Perceived, PerceivedTogether, PromiseDraws


def one_hunter(h: Me, j: int, b: int, day: int, world: Perceived, luck: ChoiceDraws) -> None:
    world.beasts[b].seen_x
    world.beasts[b].x  # refused: where it really is
    world.beasts[b].strength  # refused: how strong it really is
    world.hunters[h].reserve
    world.hunters[j].reserve  # refused: another hunter
    world.camp.store
    world.camp.wear  # refused: how worn gear and fences are
    world.params.haul
    world.params.needed
    world.params.strike_odds  # refused: how sure the spears really are
    world.game  # refused: small game all over the valley
    luck.choice[day, h]
    luck.wolves[day]  # refused: what the night will bring
    luck.promise[day, h]  # refused: what they said this morning


def one_who_is_asked(h: Me, day: int, luck: PromiseDraws) -> None:
    luck.promise[day, h]
    luck.choice[day, h]  # refused: what they will choose later


def a_party(j: int, b: int, world: PerceivedTogether) -> None:
    world.beasts[b].x
    world.beasts[b].strength  # refused: how strong it really is
    world.hunters[j].repute
    world.hunters[j].skills  # refused: how good a companion really is


def the_world(h: Me, j: int, b: int, world: World) -> None:
    world.beasts[b].x
    world.hunters[j].reserve
    world.camp.wear
    one_decides: Perceived = world
    several_decide: PerceivedTogether = world
"""
"""What decisions may read, may not read, and a rule of the world, which may read all."""


@pytest.fixture(scope="module")
def errors(tmp_path_factory):
    """What mypy says, by file, about the rules of this repository and about those above."""
    file = tmp_path_factory.mktemp("perception") / "rules_of_a_test.py"
    file.write_text(RULES, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "agents", "hunt/world", str(file)]  # strict, says pyproject.toml
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    found = re.findall(r"^(\S+?):(\d+): error: (.*)$", done.stdout, re.MULTILINE)
    assert found, done.stdout + done.stderr
    return [(Path(name).name, int(line), message) for name, line, message in found]


@pytest.mark.slow
def test_a_decision_cannot_read_what_its_hunter_cannot_know(errors):
    refused = [number for number, line in enumerate(RULES.splitlines(), 1) if "# refused" in line]
    assert len(refused) == 11
    assert [line for name, line, _ in errors if name == "rules_of_a_test.py"] == refused


@pytest.mark.slow
def test_the_rules_of_the_model_read_only_what_they_may(errors):
    assert [error for error in errors if error[0] != "rules_of_a_test.py"] == []


def types_of(protocol):
    return typing.get_type_hints(protocol)


@pytest.mark.parametrize(
    ("seen", "there"),
    [
        (perception.BeastAtHand, beast.BeastState),
        (perception.CompanionSeen, hunter.HunterState),
        (perception.CampSeen, environment.Camp),
    ],
)
def test_what_is_seen_is_part_of_what_is_there(seen, there):
    assert types_of(seen).items() <= types_of(there).items()


def test_hunters_know_no_parameter_that_does_not_exist():
    known = set(types_of(perception.KnownParameters))
    assert known <= set(FIELDS)
    assert not known & {"strike_odds", "toughness", "injury", "wolves", "wear", "start_wear"}


DECIDING = {
    "deciding": ["choose", "follow_forced_choice", "weigh", "feel_bound", "breaks_word"],
    "acting": ["find_actions", "offer_hunt", "hunt_open", "offer_prevention", "offer", "nearest_carcass"],
    "asking": ["promises"],
    "expecting": [
        "expected_from_scouting",
        "expected_from_ring",
        "expected_from_hauling",
        "days_away",
        "trust_in_party",
    ],
    "foresight": ["discount", "worth_of_store"],
    "land": ["ring_needs"],
    "experience": ["judge_by_experience"],
    "rewarding": ["reward", "shared_weight", "measured_product", "pay", "paid_product", "praised"],
    "promising": ["kept_promise"],
    "leading": ["choose_leader", "party_trust", "next_chief"],
}


@pytest.mark.parametrize(("module", "rule"), [(module, rule) for module, rules in DECIDING.items() for rule in rules])
def test_every_decision_takes_what_is_perceived(module, rule):
    decision = getattr(import_module(f"agents.behaviour.{module}"), rule)
    allowed = (perception.Perceived, perception.Morning, perception.PerceivedTogether)
    assert types_of(decision)["world"] in allowed
