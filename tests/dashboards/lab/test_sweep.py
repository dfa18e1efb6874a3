"""A sweep: every point is what the ensemble says, and the map and its table agree."""

import numpy as np
import pytest

from dashboards.lab.choices import read_choices
from dashboards.lab.heat_map import map_html, point_table, sentence
from dashboards.lab.sweep import RESULTS, prepared
from dashboards.shared.job_queue import Job
from dashboards.shared.page_words import page_words
from experiments.ensemble import run_ensemble
from experiments.statistics.estimates import verdict
from hunt.catalogue.scenarios import scenario

pytestmark = pytest.mark.usefixtures("compiled")

QUERY = "bands=own-product,shared-survival&set=hunters:8&set=days:200&vary=needed:6,1,3&vary=small_game:0.6,1.4&seed=5"


@pytest.fixture(scope="module")
def job(compiled):
    """The work of a sweep, done."""
    one = Job("a visitor", prepared(read_choices(QUERY)))
    one.result = one.work(one)
    return one


def test_points_arrive_one_by_one(job):
    assert [len(one.points) for one in job.parts] == [1, 2, 3, 4, 5, 6]
    assert job.messages[-1] == (6 * 3 * 20, 6 * 3 * 20)
    assert RESULTS.get(read_choices(QUERY).key()) is job.result


def test_every_point_is_what_the_ensemble_says(job):
    where = scenario("default-valley")
    for point in job.result.points[::2]:
        arms = {id: where.parameters(id, hunters=8, days=200, **point["at"]) for id in job.result.bands}
        table = run_ensemble(arms, 20, 5).table
        for id in arms:
            alive = table.loc[table["arm"] == id, "alive_share"]
            assert point["alive"][id] == pytest.approx(alive.mean())
            assert point["nobody"][id] == np.mean(alive == 0.0)
        assert point["verdict"] == verdict(point["low"], point["high"])


def test_the_map_has_both_dials_with_their_values_and_open_points_are_open(job):
    words = page_words("en")
    names = read_choices(QUERY).titles(job.result.bands)
    whole, part = (map_html(one, names, words) for one in (job.result, job.parts[2]))
    assert whole.count("<td") == part.count("<td") == 6
    assert (whole.count('class="open"'), part.count('class="open"')) == (0, 3)
    assert whole.count('scope="row"') == 2
    assert words.dial("needed") in whole
    assert words.dial("small_game") in whole
    assert sentence(job.result, names, words).count("6") >= 1
    heads, rows = point_table(job.result, names, words)
    assert len(rows) == 6
    assert all(len(row) == len(heads) for row in rows)
    assert sum(names[2] in head for head in heads) == 2  # no pay rule, for reference
