"""Regimes: every file is one, it says what it pays, and nothing else changes with it."""

import pytest
from cases import each

from agents.actions import ACTIONS, CONTRIBUTIONS, congruence
from hunt.catalogue.listing import regime_rows
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import FOLDER, SETTINGS, congruence_of, paid_by_table, regime, regime_ids
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
    assert one.says
    assert set(one.says) <= set(one.settings) == set(SETTINGS) <= set(FIELDS)


def test_no_two_regimes_are_the_same():
    assert len({regime(id).on(Parameters()) for id in regime_ids()}) == len(regime_ids())
    assert len({regime(id).title for id in regime_ids()}) == len(regime_ids())


@each("id", regime_ids())
def test_a_regime_leaves_everything_else_as_it_was(id):
    before = Parameters(hunters=3, small_game=0.5, leadership="chief")
    after = regime(id).on(before)
    changed = {name for name in FIELDS if getattr(before, name) != getattr(after, name)}
    assert changed <= set(regime(id).says)


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


def test_congruence_is_that_of_the_table_as_alignment_moves_it():
    usual = Parameters()
    assert congruence_of(usual) == congruence(usual.table)
    assert congruence_of(usual.but(alignment=1.0)) == pytest.approx(1.0)
    half = [[0.5 * (a + b) for a, b in zip(row, CONTRIBUTIONS, strict=True)] for row in usual.table]
    assert congruence_of(usual.but(alignment=0.5)) == pytest.approx(congruence(half))
    assert congruence_of(usual) < congruence_of(usual.but(alignment=0.5)) < 1.0


@each(
    ("settings", "share"),
    [
        ({"shared": 0.0}, 1.0),
        ({"shared": 1.0}, 0.0),
        ({"shared": 1.0, "sees": 0.1}, 0.9),
        ({"shared": 0.5, "sees": 0.5}, 0.75),
        ({"shared": 0.0, "kappa": 0.0}, 0.0),
    ],
)
def test_what_is_not_paid_by_the_shared_target_is_paid_by_the_table(settings, share):
    assert paid_by_table(Parameters(**settings)) == pytest.approx(share)


def test_a_regime_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(HuntError, match=f"There is no regime named 'xyzzy'; there are {', '.join(regime_ids())}."):
        regime("xyzzy")
    for id in regime_ids():
        with pytest.raises(HuntError, match=rf"Did you mean {id}\?"):
            regime(f"{id}x")
