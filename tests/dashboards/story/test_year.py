"""The year of the story is one that the search finds; if the model changes, it must be searched again."""

from itertools import pairwise

import pytest

from dashboards.story import search
from dashboards.story.answers import chosen_year
from dashboards.story.year import FILE, story_year
from hunt.vocabulary import Action

pytestmark = pytest.mark.usefixtures("compiled")

AGAIN = "the model has changed: search again, python -m dashboards.story.search --seeds 100 --write"
YEAR = story_year()


def test_the_year_fits_and_is_the_first_that_does_among_its_own_hunters():
    pairs = search.year_of(YEAR.parameters(YEAR.regime), YEAR.seed)
    assert search.counts(pairs) == YEAR.counts[YEAR.seeds.index(YEAR.seed)], AGAIN
    fitting = [one.hunter for one in pairs if search.fits(one, YEAR.parameters(YEAR.other))]
    assert fitting, AGAIN
    assert fitting[0] == YEAR.hunter, AGAIN


def test_holding_and_own_numbers_end_in_clearly_different_years():
    one = search.pair(YEAR.parameters(YEAR.regime), YEAR.seed, YEAR.hunter)
    assert one.hold.end.alive - one.own.end.alive >= search.CLEARLY, AGAIN
    assert one.hold.end.kills != one.own.end.kills, AGAIN


@pytest.mark.long
@pytest.mark.slow
def test_no_earlier_year_fits():
    other = YEAR.parameters(YEAR.other)
    for pairs in search.search(YEAR.first_seed, YEAR.seed - YEAR.first_seed):
        assert search.counts(pairs) == YEAR.counts[YEAR.seeds.index(pairs[0].seed)], AGAIN
        assert not [one for one in pairs if search.fits(one, other)], AGAIN


def test_the_file_is_what_the_search_writes():
    one = search.pair(YEAR.parameters(YEAR.regime), YEAR.seed, YEAR.hunter)
    assert FILE.read_text(encoding="utf-8") == search.text_of(YEAR.first_seed, list(YEAR.counts), one)


def test_the_page_says_how_rare_such_a_year_is():
    said = chosen_year()["searched"]
    assert said["years"] == len(YEAR.counts) >= 50
    assert said["hunters"] == 12 * said["years"]
    assert (said["enough"], said["saved"], said["cost"]) == tuple(map(sum, zip(*YEAR.counts, strict=True)))
    assert said["saved"] + said["cost"] <= said["enough"]


def test_a_year_is_played_one_morning_after_the_other():
    parameters = YEAR.parameters(YEAR.regime)
    changes = search.play(parameters, YEAR.seed, YEAR.hunter, (Action.HUNT, Action.OWN, Action.FORAGE).__getitem__)
    assert [change["force"] for _, change in changes] == [f"{YEAR.hunter}/{one}" for one in ("hunt", "own", "forage")]
    days = [day for day, _ in changes]
    assert all(after - before >= search.PAUSE for before, after in pairwise(days))
