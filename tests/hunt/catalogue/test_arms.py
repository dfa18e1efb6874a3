"""A band in one word: what a scenario's claim compares is what links, pages and commands compare."""

from urllib.parse import parse_qsl

import numpy as np
import pytest

import hunt
from dashboards.compare.page import asked_for, offered
from dashboards.shared.address import read
from dashboards.stage.film import film_of
from dashboards.stage.other_years import other_years
from experiments.comparison.compare import claimed_arms, compare
from hunt.catalogue.arms import Arm, arms_of, checked_arm, read_arm, titles
from hunt.catalogue.interventions import parsed_change, value_of
from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")

ALIKE = [id for id in scenario_ids() if len(set(scenario(id).claim.regimes)) == 1]
"""Scenarios whose two bands have the same regime and differ otherwise."""


def test_there_are_claims_about_something_else_than_regimes():
    assert len(ALIKE) >= 7


@pytest.mark.parametrize("id", scenario_ids())
def test_a_link_to_a_scenario_is_the_pair_of_bands_its_claim_compares(id):
    where = scenario(id)
    address = read(parse_qsl(read([("scenario", id)]).query()))  # written into a link, and read again
    assert tuple(address.parameters(band) for band in address.bands) == where.bands(where.claim)
    done = [(day, {name: value}) for day, change in where.claim.done for name, value in change.items()]
    assert [list(address.changes(band)) for band in address.bands] == [done, []]


@pytest.mark.parametrize("id", scenario_ids())
def test_the_bands_of_a_claim_have_titles_that_differ_and_say_in_what(id):
    address = read([("scenario", id)])
    first, second = address.titles()
    assert first != second
    for name, _ in address.bands[1].settings:
        assert all(name.replace("_", " ") in title for title in (first, second))
    for day, _, _ in address.bands[0].done:
        assert f"day {day}" in first


@pytest.mark.parametrize("id", ALIKE)
def test_two_bands_of_the_same_regime_live_different_years(id):
    address = read([("scenario", id), ("seed", "2"), ("set", "days:300")])
    one, other = (film_of(address.of(band, 2)) for band in address.bands)
    assert one != other
    result = other_years(read([("scenario", id), ("set", "days:300")]), 12, lambda message: None)
    assert len(result["alive"]) == 2
    for band in address.bands:
        alone = [hunt.simulate(address.parameters(band), seed, address.changes(band)).alive for seed in range(1, 13)]
        assert result["alive"][band.text()] == np.bincount(alone, minlength=25).tolist()


@pytest.mark.parametrize("id", ALIKE)
def test_the_compare_page_offers_and_begins_with_what_the_claim_compares(id):
    place, bands = asked_for(f"?scenario={id}")
    assert (place, tuple(bands)) == (id, claimed_arms(scenario(id)))
    words = offered(id, bands)
    assert len({words[one] for one in bands}) == 2
    assert asked_for(f"?{read([('scenario', id)]).query()}")[1] == bands
    assert asked_for(f"?scenario={id}&bands=plan,none")[1] == ["plan", "none"]


def test_a_comparison_without_regimes_is_the_claims():
    where = scenario("the-counter-arrives")
    result = compare(where.id, runs=6, settings={"days": 60})
    assert result.regimes == ("shared-survival", "shared-survival~push:0~wip_limit:6")
    first, second = (band.but(days=60) for band in where.bands(where.claim))
    assert result.ensemble.parameters == dict(zip(result.regimes, (first, second), strict=True))
    hired = scenario("hired-strangers")
    done = compare(hired.id, runs=3, settings={"days": 300}).ensemble
    alive = [
        hunt.simulate(hired.parameters("shared-survival", days=300), seed, hired.claim.done).alive for seed in (1, 2, 3)
    ]
    assert done.arm("shared-survival~30:outsource:strike~270:insource:strike")["alive"].tolist() == alive


@pytest.mark.parametrize("text", ["plan", "mixed~push:0.5", "none~60:review:3", "sla~news:0.5~3:regime:plan~9:news:1"])
def test_a_band_written_is_the_band_read(text):
    assert read_arm(text).text() == text


def test_a_file_is_a_regime_whatever_its_name():
    assert read_arm("C:/PROGRA~1/mine.toml") == Arm("C:/PROGRA~1/mine.toml")


@pytest.mark.parametrize("text", ["plan~", "plan~x", "plan~:1", "plan~60:review", "plan~60:review:", "plan~999999:a:1"])
def test_what_is_no_change_is_refused(text):
    with pytest.raises(HuntError, match="is no change"):
        read_arm(text)


def test_a_band_is_refused_before_it_is_lived():
    for text, why in (
        ("plan~wintr:1", "winter"),
        ("plan~400:push:0", "not a day"),
        ("plan~4:review:99", "name the hu"),
    ):
        with pytest.raises(HuntError, match=why):
            checked_arm(text, scenario())


def test_a_title_says_a_few_differences_and_counts_the_rest():
    many = read_arm("plan~push:0~news:0.5~winter:1~stay:20")
    assert titles([many], scenario(), {})[0].endswith("· + 1")
    assert titles([Arm("plan"), Arm("none")], scenario(), {}) == [regime("plan").title, regime("none").title]


def test_what_is_done_is_said_in_plain_words():
    band = read_arm("plan~3:review:2~60:force:3/rest~90:regime:none")
    assert titles([band, Arm("plan")], scenario(), {}) == [
        "Plan kept · day 3: review by 2 · day 60: hunter 3 chooses rest · No regime from day 90 on",
        "Plan kept · nothing done",
    ]
    assert titles([read_arm("plan~9:outsource:strike~9:push:0.5")], scenario(), {}) == [
        "Plan kept · day 9: outsource strike · push 0.5 from day 9 on"
    ]


def test_links_and_commands_read_a_change_alike():
    for name, text in (("regime", "plan"), ("review", "3"), ("outsource", "strike"), ("push", "0.5")):
        assert parsed_change(f"60:{name}={text}") == (60, {name: value_of(name, text)})
        assert read_arm(f"none~60:{name}:{text}").changes() == ((60, {name: value_of(name, text)}),)


def test_a_claim_with_settings_that_no_number_holds_shortly_is_written_exactly():
    claim = scenario("scattered-fires").claim
    odd = type(claim)(**(vars(claim) | {"against": {"news": 1 / 3}}))
    band = arms_of(odd)[1]
    assert band.parameters(scenario()).news == 1 / 3


# --- bands that cannot stand beside each other -----------------------------------------------------------------


@pytest.mark.parametrize("other", ["plan~hunters:12", "plan~days:90", "plan~hunts_at_once:3", "plan~need:2"])
def test_bands_of_different_size_are_refused_everywhere(other):
    with pytest.raises(HuntError, match="would not meet the same luck"):
        compare(regimes=("plan", other), runs=2, flip_runs=0)
    with pytest.raises(HuntError, match="would not meet the same luck"):
        read([("bands", f"plan,{other}")])


def test_a_setting_of_a_band_is_given_once():
    with pytest.raises(HuntError, match="twice"):
        read_arm("plan~push:0~push:0.5")


def test_titles_that_were_cut_to_the_same_words_are_numbered():
    long = "plan~push:0~news:1~winter:1~stay:"
    words = titles([read_arm(f"{long}20"), read_arm(f"{long}25")], scenario(), {})
    assert len(set(words)) == 2


def test_what_is_turned_to_find_a_flip_is_turned_for_a_band_that_has_it_as_its_own():
    found = compare(
        regimes=("plan~small_game:1.1", "none~small_game:1.1"), runs=2, flip_runs=20, settings={"days": 120}
    )
    game = found.flips[found.flips["parameter"] == "small_game"].set_index("value")["plan~small_game:1.1"]
    assert game.max() > game.min()


def test_the_compare_page_refuses_what_no_page_can_show():
    from dashboards.compare.page import prepared

    with pytest.raises(HuntError, match="more than a page can show"):
        prepared("default-valley", ["plan~days:3000", "none~days:3000"], 10, "1", flips=False)
