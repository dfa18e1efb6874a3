"""Mornings that one hunter decides: the same ones that whole forked runs show, and no others."""

from urllib.parse import parse_qsl

import pytest
from cases import each

import hunt
from dashboards.shared.address import read
from dashboards.story.answers import next_morning, same_hands
from dashboards.story.mornings import CHOICES, LONGEST_HUNT, mornings, next_needed
from dashboards.story.year import story_year
from hunt.errors import HuntError
from hunt.vocabulary import NOBODY, Action

pytestmark = pytest.mark.usefixtures("compiled")

YEAR = story_year()
PARAMETERS = YEAR.parameters(YEAR.regime)


def forks(seed, hunter, morning):
    """Return the whole run with each of the three choices on a morning."""
    run = hunt.record(PARAMETERS, seed)
    return [run.fork(morning.day, force=f"{hunter}/{action.name.lower()}") for action in CHOICES]


def story(rule=YEAR.regime, done="", seed=YEAR.seed):
    """Return the address of a band in a year of the default valley."""
    return read(parse_qsl(f"bands={rule}{done}&seed={seed}"))


@pytest.mark.slow
@each(("seed", "hunter"), [(YEAR.seed, YEAR.hunter), (3, 3), (6, 1)])
def test_a_hunter_decides_a_morning_when_the_forked_runs_say_so(seed, hunter):
    found = list(mornings(PARAMETERS, seed, (), hunter))
    run = hunt.record(PARAMETERS, seed)
    assert [one.day for one in found] == [
        day
        for day in range(1, run.days)
        if {Action.HUNT, Action.OWN} <= run.worth(day, hunter).keys() and run.hunters["alive"][day, hunter]
    ]
    for one in [*filter(lambda one: one.needed, found), *found[::9]]:
        down = [run.beasts["down"][one.over, one.beast] for run in forks(seed, hunter, one)]
        killed = [one.day <= day <= one.over for day in down]
        assert one.needed == (killed == [True, False, False])
        assert one.day <= one.over < one.day + LONGEST_HUNT
        assert run.promised[one.day, hunter] == one.beast
    assert any(one.needed for one in found)


def test_some_mornings_are_not_for_this_hunter_to_decide():
    found = list(mornings(PARAMETERS, YEAR.seed, (), YEAR.hunter))
    assert not all(one.needed for one in found)


def test_a_promise_is_what_gives_the_choice():
    run = hunt.record(PARAMETERS, YEAR.seed)
    for one in mornings(PARAMETERS, YEAR.seed, (), YEAR.hunter):
        assert run.promised[one.day, YEAR.hunter] == one.beast


def test_the_next_morning_is_after_the_day_asked_for():
    days = [one.day for one in mornings(PARAMETERS, YEAR.seed, (), YEAR.hunter) if one.needed]
    for before, after in zip([0, *days[:-1]], days, strict=True):
        assert next_needed(PARAMETERS, YEAR.seed, (), YEAR.hunter, before).day == after
    assert next_needed(PARAMETERS, YEAR.seed, (), YEAR.hunter, days[-1]) is None


def test_the_page_is_told_what_everyone_knows_about_that_hunt():
    reply = next_morning(story(), YEAR.hunter, 5)
    run = hunt.record(PARAMETERS, YEAR.seed)
    day, beast = reply["next"]["day"], reply["next"]["beast"]
    assert reply["next"]["promised"] == (run.promised[day] == beast).sum() >= reply["next"]["needed"]
    assert reply["next"]["kind"] == run.beasts["kind"][day, beast]
    assert 0 < reply["decided"] < reply["could"]
    assert next_morning(story(), YEAR.hunter, 359)["next"] is None


def test_choices_made_so_far_lead_to_other_mornings():
    day = next_morning(story(), YEAR.hunter, 5)["next"]["day"]
    after = {
        action: next_morning(story(done=f"~{day}:force:{YEAR.hunter}/{action}"), YEAR.hunter, day + 20)["next"]["day"]
        for action in ("hunt", "own")
    }
    assert after["hunt"] != after["own"]


@each(("hunter", "after", "says"), [(12, 5, "hunter = 12"), (99, 5, "0 to 11"), (0, 360, "after = 360")])
def test_a_hunter_or_day_that_there_is_not_is_refused_in_a_sentence(hunter, after, says):
    with pytest.raises(HuntError, match=says):
        next_morning(story(), hunter, after)


def test_the_same_hands_are_those_that_exist_under_the_other_rule():
    run = hunt.record(YEAR.parameters(YEAR.other), YEAR.seed)
    bound = (run.promised[:, YEAR.hunter] != NOBODY) & run.hunters["alive"][:, YEAR.hunter]
    free = next(day for day in range(10, 300) if Action.HUNT not in run.worth(day, YEAR.hunter))
    tied = next(day for day in range(free + 1, 360) if bound[day] and Action.OWN in run.worth(day, YEAR.hunter))
    there, not_there = f"{tied}:force:{YEAR.hunter}/own", f"{free}:force:{YEAR.hunter}/own"
    reply = same_hands(story(YEAR.other, f"~{there}~{not_there}"))
    assert reply == {"band": f"{YEAR.other}~{there}", "dropped": [free]}
