"""Regimes: every file is one, it says what it pays, and nothing else changes with it."""

import pytest
from cases import each

from agents.actions import ACTIONS
from hunt.catalogue.listing import regime_rows
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import FOLDER, SETTINGS, regime, regime_ids
from hunt.errors import HuntError
from hunt.vocabulary import Form, Skill


def a_sentence(text):
    return text[0].isupper() and text[-1] in ".?!" and len(text.split()) >= 5 and text == " ".join(text.split())


def test_the_catalogue_lists_every_file():
    files = {file.stem for file in FOLDER.glob("*.toml")}
    assert regime_ids() == tuple(sorted(files))
    assert {"own-product", "shared-survival", "none"} <= files
    assert [row["id"] for row in regime_rows()] == list(regime_ids())


@each("id", regime_ids())
def test_a_regime_has_all_its_words_and_sets_something(id):
    one = regime(id)
    assert one.id == id
    assert one.title[0].isupper()
    assert len(one.title) <= 30
    assert a_sentence(one.words)
    assert one.settings
    assert set(one.settings) <= set(SETTINGS) <= set(FIELDS)


def test_no_two_regimes_are_the_same():
    assert len({regime(id).on(Parameters()) for id in regime_ids()}) == len(regime_ids())
    assert len({regime(id).title for id in regime_ids()}) == len(regime_ids())


@each("id", regime_ids())
def test_a_regime_leaves_everything_else_as_it_was(id):
    before = Parameters(hunters=3, small_game=0.5, leadership="chief")
    after = regime(id).on(before)
    changed = {name for name in FIELDS if getattr(before, name) != getattr(after, name)}
    assert changed <= set(regime(id).settings)


@each(
    ("id", "settings"),
    [
        ("none", {"kappa": 0.0}),
        ("own-product", {"shared": 0.0, "praises": (0.0, 1.0, 0.0, 0.0, 0.0)}),
        ("shared-survival", {"shared": 1.0, "praises": (0.5, 0.0, 0.0, 0.0, 0.5)}),
        ("ranking", {"form": Form.RANKING}),
        ("sla", {"form": Form.AGREED}),
        ("plan", {"praises": (0.0, 0.0, 1.0, 0.0, 0.0)}),
        ("heroics", {"praises": (0.0, 0.0, 0.0, 1.0, 0.0)}),
    ],
)
def test_a_regime_pays_what_its_name_says(id, settings):
    parameters = regime(id).on(Parameters())
    assert {name: getattr(parameters, name) for name in settings} == settings


def test_a_pay_table_by_role_and_action_is_the_table_and_what_is_left_out_pays_nothing(tmp_path):
    file = tmp_path / "mine.toml"
    rows = "".join(f"table.{role.name.lower()} = {{ help = 1.0, tend = 0.25 }}\n" for role in Skill)
    file.write_text(f'title = "Help"\nwords = "Help is paid."\n[settings]\n{rows}')
    table = regime(str(file)).on(Parameters()).table
    paid = {"help": 1.0, "tend": 0.25}
    assert table == tuple(tuple(paid.get(action.name.lower(), 0.0) for action in ACTIONS) for _ in Skill)


def test_a_regime_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(HuntError, match=f"There is no regime named 'xyzzy'; there are {', '.join(regime_ids())}."):
        regime("xyzzy")
    for id in regime_ids():
        with pytest.raises(HuntError, match=rf"Did you mean {id}\?"):
            regime(f"{id}x")
