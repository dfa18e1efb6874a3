"""One arm of a comparison as a short text: written, read back, refused, and told apart by its title."""

import numpy as np
import pytest
from cases import each

import hunt
from experiments.comparison.compare import claimed_arms, compare
from hunt.catalogue.arms import Arm, arms_of, checked_arm, read_arm, titles
from hunt.catalogue.interventions import parsed_change, value_of
from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")

PLAN = regime("plan").title


@each("text", ["plan", "mixed~push:0.5", "none~60:review:3", "sla~news:0.5~3:regime:plan~9:news:1"])
def test_an_arm_written_is_the_arm_read(text):
    assert read_arm(text).text() == text


def test_a_file_is_a_regime_whatever_its_name():
    assert read_arm("C:/PROGRA~1/mine.toml") == Arm("C:/PROGRA~1/mine.toml")


@each("text", ["plan~", "plan~x", "plan~:1", "plan~60:review", "plan~60:review:", "plan~999999:a:1"])
def test_what_is_neither_setting_nor_intervention_is_refused(text):
    with pytest.raises(HuntError, match=r"is not an intervention; write ~day:name:value"):
        read_arm(text)


def test_a_setting_is_given_once():
    with pytest.raises(HuntError, match="twice"):
        read_arm("plan~push:0~push:0.5")


def test_an_arm_is_refused_before_anything_is_simulated():
    for text, why in (
        ("plan~wintr:1", "winter"),
        ("plan~400:push:0", "not a day"),
        ("plan~4:review:99", "name the hu"),
    ):
        with pytest.raises(HuntError, match=why):
            checked_arm(text, scenario())


@each("id", scenario_ids())
def test_the_arms_of_a_claim_are_what_it_compares_and_their_titles_differ(id):
    where = scenario(id)
    arms = arms_of(where.claim)
    assert tuple(arm.parameters(where) for arm in arms) == where.bands(where.claim)
    assert (arms[0].changes(), arms[1].changes()) == (where.claim.done, ())
    assert claimed_arms(where) == tuple(arm.text() for arm in arms)
    first, second = titles(arms, where, {})
    assert first != second


def test_a_comparison_without_regimes_compares_what_the_claim_does():
    where = scenario("the-counter-arrives")
    result = compare(where.id, runs=6, settings={"days": 60})
    assert result.regimes == claimed_arms(where)
    first, second = (band.but(days=60) for band in where.bands(where.claim))
    assert result.ensemble.parameters == dict(zip(result.regimes, (first, second), strict=True))
    hired = scenario("hired-strangers")
    done = compare(hired.id, runs=3, settings={"days": 300}).ensemble
    parameters = arms_of(hired.claim)[0].parameters(hired, days=300)
    alive = [hunt.simulate(parameters, seed, hired.claim.done).alive for seed in (1, 2, 3)]
    assert done.arm(claimed_arms(hired)[0])["alive"].tolist() == alive


def test_links_and_commands_read_a_change_alike():
    for name, text in (("regime", "plan"), ("review", "3"), ("outsource", "strike"), ("push", "0.5")):
        assert parsed_change(f"60:{name}={text}") == (60, {name: value_of(name, text)})
        assert read_arm(f"none~60:{name}:{text}").changes() == ((60, {name: value_of(name, text)}),)


def test_settings_that_no_short_number_holds_are_written_exactly():
    claim = scenario("scattered-fires").claim
    odd = type(claim)(**(vars(claim) | {"against": {"news": 1 / 3}}))
    assert arms_of(odd)[1].parameters(scenario()).news == 1 / 3


# --- titles ------------------------------------------------------------------------------------------------------


def test_a_title_says_a_few_differences_and_counts_the_rest():
    many = read_arm("plan~push:0~news:0.5~winter:1~stay:20")
    assert titles([many], scenario(), {})[0].endswith("· + 1")
    assert titles([Arm("plan"), Arm("none")], scenario(), {}) == [PLAN, regime("none").title]


def test_interventions_are_described_in_plain_words():
    arm = read_arm("plan~3:review:2~60:force:3/rest~90:regime:none")
    other = regime("none").title
    assert titles([arm, Arm("plan")], scenario(), {}) == [
        f"{PLAN} · day 3: review by 2 · day 60: hunter 3 chooses rest · {other} from day 90 on",
        f"{PLAN} · no change",
    ]
    assert titles([read_arm("plan~9:outsource:strike~9:push:0.5")], scenario(), {}) == [
        f"{PLAN} · day 9: outsource strike · push 0.5 from day 9 on"
    ]


def test_what_one_arm_sets_the_others_state_too():
    assert titles([read_arm("plan~push:0.5"), Arm("none")], scenario(), {"push": 0.25}) == [
        f"{PLAN} · push 0.5",
        f"{regime('none').title} · push 0.25",
    ]


def test_titles_that_were_cut_to_the_same_words_are_numbered():
    long = "plan~push:0~news:1~winter:1~stay:"
    words = titles([read_arm(f"{long}20"), read_arm(f"{long}25")], scenario(), {})
    assert len(set(words)) == 2


# --- arms that cannot be compared ----------------------------------------------------------------------------------


@each("other", ["plan~hunters:13", "plan~days:90", "plan~hunts_at_once:3", "plan~need:2"])
def test_arms_of_different_size_are_refused(other):
    with pytest.raises(HuntError, match="would not meet the same luck"):
        compare(regimes=("plan", other), runs=2, flip_runs=0)


def test_what_is_varied_to_find_a_reversal_is_varied_for_an_arm_that_has_it_as_its_own():
    arms = ("plan~small_game:1.1", "none~small_game:1.1")
    found = compare(regimes=arms, runs=2, flip_runs=20, settings={"days": 120})
    game = found.flips[found.flips["parameter"] == "small_game"].set_index("value")[arms[0]]
    assert game.max() > game.min()
    assert np.isfinite(game).all()
