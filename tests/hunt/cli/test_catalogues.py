"""`hunt scenarios`, `regimes`, `skins`, `parameters`, `measures`: what there is to choose from."""

import pytest
from cases import each
from command_line import hunt, strictly

from agents.actions import congruence
from hunt.catalogue.measures import MEASURES
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import regime, regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.narrator import MEANINGS, SAYS, STORIES, skin_ids


@each(("command", "ids"), [("scenarios", scenario_ids), ("regimes", regime_ids), ("skins", skin_ids)])
def test_catalogues_are_listed(command, ids):
    rows = strictly(hunt(command, "--json").out)
    assert tuple(row["id"] for row in rows) == ids()
    assert all(value for row in rows for value in row.values() if isinstance(value, str))
    for width in ("60", "100"):
        call = hunt(command, width=width)
        assert (call.code, call.err) == (0, "")
        assert max(map(len, call.out.splitlines())) <= int(width)
        listed = [line.split()[0] for line in call.out.splitlines() if not line.startswith(" ")]
        assert set(ids()) <= set(listed)


@each("command", ("scenarios", "regimes", "parameters", "measures"))
def test_where_columns_would_be_too_narrow_each_row_is_a_list(command):
    rows = strictly(hunt(command, "--json").out)
    narrow = hunt(command, width="60").out.splitlines()
    assert [line for line in narrow if not line.startswith(" ")] == [str(next(iter(row.values()))) for row in rows]
    for head in list(rows[0])[1:]:
        assert any(line.startswith(f"  {head}: ") for line in narrow)


def test_a_pipe_gets_a_line_for_each_row():
    rows = strictly(hunt("scenarios", "--json").out)
    lines = hunt("scenarios", width="").out.splitlines()
    assert len(lines) == 1 + len(rows)
    for line, row in zip(lines[1:], rows, strict=True):
        assert line == line.rstrip()
        assert all(text in line for text in row.values())


@each("id", scenario_ids())
def test_a_scenario_is_explained_with_what_each_of_its_bands_does(id):
    rows = {row["part"]: row["says"] for row in strictly(hunt("scenarios", id, "--json").out)}
    one = scenario(id)
    assert rows["question"] == one.question
    said = one.arms or [regime(band).words for band in one.claim.regimes]
    assert [rows[f"band {k}"].partition(": ")[2] for k in (1, 2)] == list(said)
    assert {f"sets {name}" for name in one.settings} <= set(rows)


def test_regimes_are_listed_with_what_their_measure_is_worth():
    rows = {row["id"]: row for row in strictly(hunt("regimes", "--json").out)}
    for id, row in rows.items():
        assert row["congruence"] == pytest.approx(congruence(regime(id).on(Parameters()).table), abs=0.005)
    paid = {id: rows[id]["paid by it"] for id in ("own-product", "shared-survival", "mixed", "mission", "none")}
    assert paid == {"own-product": 1.0, "shared-survival": 0.0, "mixed": 0.5, "mission": 0.5, "none": 0.0}


def test_parameters_are_listed():
    rows = strictly(hunt("parameters", "--json").out)
    assert [row["name"] for row in rows] == list(FIELDS)
    assert {row["name"]: row["default"] for row in rows} == Parameters().as_dict()
    assert [row["guess"] for row in rows] == [one.metadata["guess"] for one in FIELDS.values()]
    text = hunt("parameters", width="200").out
    assert [line.split()[0] for line in text.splitlines()[1:] if not line.startswith(" ")] == list(FIELDS)


def test_measures_are_listed():
    rows = strictly(hunt("measures", "--json").out)
    assert [row["name"] for row in rows] == list(MEASURES)
    assert all(row["what"] for row in rows)


@each("name", ("hunters", "praises", "form", "kappa"))
def test_one_parameter_is_explained(name):
    (row,) = strictly(hunt("parameters", name, "--json").out)
    assert row["name"] == name
    assert row["why"] == FIELDS[name].metadata["why"]
    text = " ".join(hunt("parameters", name, width="400").out.split())
    assert row["why"] in text
    assert row["allowed"] in text


@each("id", skin_ids())
def test_each_skin_is_explained(id):
    rows = strictly(hunt("skins", id, "--json").out)
    assert [row["word"].replace(" ", "_") for row in rows] == list(MEANINGS)
    assert hunt("skins", id).out.splitlines()[1].startswith("band ")


def test_what_sentences_may_name_is_listed():
    rows = {row["table"]: row for row in strictly(hunt("skins", "--names", "--json").out)}
    assert len(rows) == len(SAYS) + len(STORIES)
    assert rows["escaped.own_product"]["sometimes"] == "doubters others product"
    assert rows["called.fresh_tracks"] == {
        "table": "called.fresh_tracks", "always": "able beast", "sometimes": "where", "cases": "first"
    }  # fmt: skip
