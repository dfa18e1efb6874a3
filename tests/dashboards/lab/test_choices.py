"""The lab's address, the values each dial brings along, and the KPI table in it."""

import pytest
from cases import each

from dashboards.lab.choices import read_choices, rows_of, table_text
from dashboards.lab.dial_values import DIALS, MOST_POINTS, as_text, usual_values, values_of
from dashboards.lab.sweep import prepared
from dashboards.shared.choices import claimed, settings_of
from hunt.catalogue.arms import read_arm
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError


@pytest.mark.slow
@each("name", DIALS)
def test_every_dial_brings_values_that_are_allowed_with_its_default_among_them(name):
    values = usual_values(name)
    assert float(getattr(Parameters(), name)) in values
    assert 2 <= len(values) <= MOST_POINTS
    assert values == sorted(set(values))
    assert values_of(name, as_text(values)) == values
    choices = read_choices(f"vary={name}:")
    assert choices.axes == ((name, as_text(values)),)
    assert choices.problem == ""
    assert choices.problems() == []


@pytest.mark.slow
@each("id", scenario_ids())
def test_the_value_of_the_scenario_is_among_the_values_of_a_dial(id):
    where = scenario(id)
    own = {name for band in claimed(id) for name, _ in read_arm(band).settings}
    for name in sorted({"days", "hunters", "needed", *where.settings, *own} & {*DIALS}):
        choices = read_choices(f"scenario={id}&vary={name}:")
        values = values_of(name, choices.axes[0][1])
        if name in where.settings:
            assert float(where.settings[name]) in values
        if name in own:
            assert "one of the bands alone" in choices.problems()[0]
        else:
            assert choices.problems() == [], name


def test_a_share_takes_quarters():
    assert usual_values("specialisation") == [0, 0.25, 0.5, 0.75, 1]
    assert usual_values("alignment") == [0, 0.25, 0.5, 0.75, 1]


def test_choices_that_are_written_are_the_choices_that_were_read():
    table = [list(row) for row in Parameters().table]
    table[1][2] = 0.55
    query = (
        "scenario=strangers&bands=plan,none&runs=50&seed=3&set=hunters:8&vary=needed:1,2,4&vary=winter:0,0.5"
        f"&table={table_text(table)}&skin=steinzeit&show=1"
    )
    choices = read_choices(query)
    assert (choices.problem, choices.problems()) == ("", [])
    assert choices.axes == (("needed", "1 2 4"), ("winter", "0 0.5"))
    assert choices.all_settings() == {"hunters": 8, "table": table}
    assert read_choices(choices.query()) == choices


def test_another_dial_brings_its_own_values():
    choices = read_choices("vary=small_game:0.6,1.1,1.8,2.4")
    other = choices.with_axis(0, "alignment")
    assert other.axes == (("alignment", "0 0.25 0.5 0.75 1"),)
    assert other.problems() == []
    both = other.with_axis(1, "winter")
    assert [name for name, _ in both.axes] == ["alignment", "winter"]
    assert both.with_axis(1, "").axes == other.axes


@each(
    ("query", "says"),
    [
        ("vary=needed:1,22", "from 1 to 8"),
        ("vary=needed:1,x", "from 1 to 8"),
        ("vary=needed:1.5", "whole number"),
        ("vary=needed:1,2,3,4,5,6,7,8", "different values"),
        ("vary=hunters:12,50", "page can show"),
        ("vary=reserve_low:60", "reserve"),
        ("vary=needed:1,2&set=needed:3", "among the settings too"),
        ("bands=plan,plan", "itself"),
        ("table=1,2;3", "KPI table needs"),
    ],
)
def test_what_stands_in_a_field_is_mended_in_the_field(query, says):
    choices = read_choices(query)
    assert any(says in one for one in choices.problems()) or says == "itself"
    assert all("\n" not in one and "hunt parameters" not in one for one in choices.problems())
    if choices.problems():
        with pytest.raises(HuntError):
            prepared(choices)
    else:
        assert len(set(choices.bands)) == 2  # a band named twice is one, and the claim has another


@each(
    ("query", "says"),
    [
        ("vary=colour:1", "names no dial"),
        ("vary=table:1", "names no dial"),
        ("vary=needed:1&vary=needed:2", "against itself"),
        ("vary=needed:1&vary=winter:0&vary=herds:3", "two dials"),
        ("scenario=atlantis", "atlantis"),
        ("flips=1", "flips"),
        ("runs=1000", "runs"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence_and_the_rest_still_works(query, says):
    choices = read_choices(query)
    assert says in choices.problem
    assert choices.problems() == []
    assert choices.axes


def test_settings_of_the_stage_do_not_stand_in_the_way_of_the_first_dial():
    choices = read_choices("set=small_game:0.8&bands=own-product,shared-survival")
    assert settings_of(choices.settings) == {"small_game": 0.8}
    assert choices.problems() == []


# --- the KPI table ---------------------------------------------------------------------------------------------------


def test_a_cell_of_the_table_changes_alone_and_the_usual_table_leaves_the_address():
    choices = read_choices("")
    changed = choices.with_cell(3, 2, 0.75)
    rows = [list(row) for row in Parameters().table]
    rows[3][2] = 0.75
    assert [list(row) for row in changed.rows()] == rows
    assert changed.problems() == []
    assert "table=" in changed.query()
    back = changed.with_cell(3, 2, Parameters().table[3][2])
    assert back.table == ""
    assert back.query() == choices.query()
    assert rows_of(table_text(rows)) == tuple(map(tuple, rows))


def test_a_row_without_a_best_activity_is_refused_in_a_sentence():
    (sentence,) = read_choices("").with_cell(0, 1, 0.5).problems()
    assert "must be 1" in sentence
