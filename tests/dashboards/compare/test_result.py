"""What the compare page says of a comparison: its words agree with the numbers, in every skin."""

import dataclasses
import re
from itertools import pairwise

import pytest
from cases import each
from comparisons import HARD, OWN, SHARED

from dashboards.compare.choices import read_choices
from dashboards.compare.comparison import CHUNK, RESULTS, prepared
from dashboards.compare.findings import band_table, flip_table, headline, measure_table
from dashboards.compare.lines import Chart, day_lines, path_of, spread
from dashboards.shared.job_queue import Cancelled, Job
from dashboards.shared.numbers import means, number
from dashboards.shared.page_words import page_words, page_words_of
from hunt.narrator import skin, skin_ids

pytestmark = pytest.mark.usefixtures("compiled")

PLACE = "&".join(f"set={name}:{value:g}" for name, value in HARD.items())


def choices_of(extra=""):
    return read_choices(f"bands={OWN},{SHARED},none&{PLACE}{extra}")


@pytest.fixture(scope="module")
def job(compiled):
    """The work of a comparison, done."""
    one = Job("a visitor", prepared(choices_of()))
    one.result = one.work(one)
    return one


@pytest.fixture(scope="module")
def found(job):
    """What it found."""
    return job.result


def test_the_headline_comes_first_then_reversals_then_files(job):
    first, second, third = job.parts
    assert (first.flips, first.token) == (None, "")
    assert second.flips
    assert second.token == ""
    assert third is job.result
    assert third.token
    assert job.messages[0][0] == 0
    assert job.messages[-1][0] == job.messages[-1][1]
    steps = [one for one, _ in job.messages]
    assert steps == sorted(steps)
    assert max(b - a for a, b in pairwise(steps)) <= 3 * max(CHUNK, 30)
    assert RESULTS.get(choices_of().key()) is third


def test_headline_and_the_row_set_here_are_the_same_numbers(found):
    words = page_words("en")
    names = dict(zip(found.bands, choices_of().titles(), strict=True))
    said = headline(found, names, words)
    row = found.effects[SHARED, "alive_share"]
    low, high = (number(words, 7 * row[one], 1, "+") for one in ("low", "high"))
    assert f"{low} to {high}; 100 pairs" in said
    assert means(words, row) in said
    here = [one for one in found.flips if one["here"]]
    assert len({one["parameter"] for one in here}) == len(here) == 4
    for parameter in dict.fromkeys(one["parameter"] for one in found.flips):
        _, rows = flip_table(found, parameter, names, words)
        (own,) = (one for one in rows if one[0][0] == "here")
        assert [text for _, text in own[3:]] == [f"{number(words, 7 * row['estimate'], 1, '+')} [{low}, {high}]",
                                                 means(words, row), "100"]  # fmt: skip
        assert {one[5][1] for one in rows if one is not own} == {"30"}


@each(
    ("low", "high", "says"),
    [
        (-0.9, -0.5, "fewer"),
        (0.5, 0.9, "more"),
        (-0.47, -0.02, "unclear"),
        (0.02, 0.47, "unclear"),
        (-0.1, 0.1, "unclear"),
    ],
)
def test_nearly_touching_nothing_is_unclear_in_the_sentence_and_in_the_table(found, low, high, says):
    words = page_words("en")
    row = dict(found.effects[SHARED, "alive_share"]) | {"low": low, "high": high, "estimate": (low + high) / 2}
    changed = dataclasses.replace(found, effects={**found.effects, (SHARED, "alive_share"): row})
    names = {id: id for id in found.bands}
    assert says in headline(changed, names, words)
    _, rows = band_table(changed, names, words)
    assert rows[1][3][1] == says


def test_every_table_has_a_head_for_every_column(found):
    names = {id: id for id in found.bands}
    for heads, rows in (
        band_table(found, names, page_words("en")),
        measure_table(found, names, page_words("en")),
        flip_table(found, "needed", names, page_words("en")),
    ):
        assert all(heads)
        assert rows
        assert all(len(row) == len(heads) for row in rows)


@each("id", skin_ids())
def test_bands_are_called_as_in_the_form_with_the_id_once(found, id):
    words = page_words_of(skin(id))
    titles = dataclasses.replace(choices_of(), skin=id).titles()
    names = dict(zip(found.bands, titles, strict=True))
    assert all(names[one] in headline(found, names, words) for one in found.bands[:2])
    _, rows = band_table(found, names, words)
    assert [row[0][1] for row in rows] == [f"{names[one]} ({one})" for one in found.bands]


def test_work_that_nobody_waits_for_stops_at_the_next_runs():
    one = Job("a visitor", prepared(choices_of("&runs=1000&seed=3")))
    say = one.say

    def cancelled_after_the_first(message):
        say(message)
        if message[0]:
            one.cancel()

    one.say = cancelled_after_the_first
    with pytest.raises(Cancelled):
        one.work(one)
    assert 0 < one.messages[-1][0] <= 3 * CHUNK
    assert one.parts == []


# --- the drawing -----------------------------------------------------------------------------------------------------


def test_names_at_the_ends_keep_their_order_and_distance():
    placed = spread([100.0, 101.0, 30.0, 230.0, 229.0], 20.0, 20.0, 234.0)
    assert sorted(range(5), key=lambda k: placed[k]) == [2, 0, 1, 4, 3]
    ordered = sorted(placed)
    assert all(b - a >= 20.0 for a, b in pairwise(ordered))
    assert ordered[-1] <= 234.0


def test_days_without_a_number_are_gaps():
    assert path_of([(0, 1), (1, float("nan")), (2, 3), (3, 4)]) == "M0.0 1.0M2.0 3.0L3.0 4.0"


def test_a_drawing_names_every_line_with_its_number():
    lines = {"a": [12.0, 6.0], "b": [12.0, 12.0]}
    chart = Chart(lines, {"a": "One & all", "b": "Two · push 0.4"}, 12.0, "", "Day", {}, {"a": "6.0", "b": "12.0"})
    drawn = day_lines(chart)
    assert drawn.count("<svg") == 2
    assert drawn.count("One &amp; all") == drawn.count("push 0.4") == 2
    assert drawn.count('line-0"') == 4  # the line and its key, in both shapes
    for svg in re.findall(r"<svg.*?</svg>", drawn):
        labels = [float(one) for one in re.findall(r'text-anchor="end"[^>]*>([\d.]+)<', svg)]
        assert labels == [0, 3, 6, 9, 12]
