"""Every number a hunt depends on: its range, its unit, its reason, and what is refused."""

import dataclasses
import json
import math
import pickle
import re
import tomllib
from fractions import Fraction

import numpy as np
import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.actions import PAY_TABLE
from hunt.catalogue.parameters import (
    ENUMS,
    FIELDS,
    GONE,
    MERGED,
    RENAMED,
    SHAPES,
    Parameters,
    allowed,
    parsed,
    plain,
)
from hunt.engine.records import record_of
from hunt.errors import HuntError, shown
from hunt.vocabulary import Action, Form, Leadership, Praise, Skill

NUMBERS = [name for name in FIELDS if name not in ENUMS and name not in SHAPES]
WHOLE = [name for name in NUMBERS if FIELDS[name].type is int]
BROKEN = [name for name in NUMBERS if FIELDS[name].type is float]
TABLES = list(SHAPES)
NO_NUMBERS = [None, "1", "", True, False, [1], (), {}, 1j, b"1", print, np.True_, np.array([1.0])]


def low(name):
    return FIELDS[name].metadata["low"]


def high(name):
    return FIELDS[name].metadata["high"]


def with_room(name, value):
    """Return parameters with one changed, and the other end of the body reserves out of its way."""
    other = {"reserve_low": {"reserve_high": 1000.0}, "reserve_high": {"reserve_low": 1.0}}.get(name, {})
    return Parameters(**(other | {name: value}))


# --- what is declared -----------------------------------------------------------------------------------------------


def test_every_parameter_is_a_number_a_word_or_a_table():
    assert sorted([*WHOLE, *BROKEN, *ENUMS, *TABLES]) == sorted(FIELDS)


@each("name", FIELDS)
def test_every_parameter_has_a_unit_and_a_reason(name):
    meta = FIELDS[name].metadata
    assert meta["unit"].strip() == meta["unit"] != ""
    assert len(meta["why"].split()) >= 2
    assert isinstance(meta["guess"], bool)


@each("name", NUMBERS)
def test_every_default_lies_in_its_range_and_is_of_its_type(name):
    default = FIELDS[name].default
    assert low(name) < high(name)
    assert low(name) <= default <= high(name)
    assert type(default) is FIELDS[name].type
    assert type(getattr(Parameters(), name)) is FIELDS[name].type


@each("name", WHOLE)
def test_the_ends_of_a_whole_range_are_whole(name):
    assert isinstance(low(name), int)
    assert isinstance(high(name), int)


@each("name", FIELDS)
def test_what_is_allowed_is_said_in_words(name):
    said = allowed(name)
    if name in ENUMS:
        assert all(word.name.lower() in said for word in ENUMS[name])
    else:
        assert f"{low(name):g} to {high(name):g}" in said
        assert FIELDS[name].metadata["unit"] in said
        assert ("whole" in said) == (name in WHOLE)


# --- what is accepted -----------------------------------------------------------------------------------------------


@each("end", [low, high])
@each("name", NUMBERS)
def test_both_ends_are_accepted(name, end):
    assert getattr(with_room(name, end(name)), name) == end(name)


@given(name=st.sampled_from(NUMBERS), data=st.data())
@settings(max_examples=500)
def test_everything_between_the_ends_is_accepted_and_kept(name, data):
    between = st.integers if name in WHOLE else st.floats
    value = data.draw(between(low(name), high(name)))
    kept = getattr(with_room(name, value), name)
    assert kept == value
    assert type(kept) is FIELDS[name].type


@each("name", WHOLE)
def test_a_whole_number_of_any_kind_is_accepted_for_a_whole_parameter(name):
    for kind in (float, np.float64, np.float32, np.int64, np.int32, np.uint16, Fraction):
        value = with_room(name, kind(high(name)))
        assert type(getattr(value, name)) is int
        assert value == with_room(name, high(name))


@each("name", BROKEN)
def test_a_number_of_any_kind_is_accepted_for_a_broken_parameter(name):
    middle = (low(name) + high(name)) / 2
    for kind in (np.float64, np.float32, Fraction):
        kept = getattr(with_room(name, kind(middle)), name)
        assert type(kept) is float
        assert kept == float(kind(middle))


@each(("name", "word"), [(name, word) for name, words in ENUMS.items() for word in words])
def test_a_word_is_accepted_in_any_case_and_as_itself(name, word):
    for given_ in (word, word.name, word.name.lower(), f" {word.name.title()} "):
        assert getattr(Parameters(**{name: given_}), name) is word


def test_tables_are_accepted_as_lists_and_kept_as_tuples():
    value = Parameters(praises=[0, 1, 0, 0, 0], table=[list(row) for row in PAY_TABLE])
    assert value == Parameters(praises=(0.0, 1.0, 0.0, 0.0, 0.0))
    assert hash(value) == hash(Parameters(praises=(0.0, 1.0, 0.0, 0.0, 0.0)))


# --- what is refused ------------------------------------------------------------------------------------------------


def assert_refused(name, value, says=None):
    with pytest.raises(HuntError) as refused:
        Parameters(**{name: value})
    message = str(refused.value)
    assert message.startswith(f"{name} = ")
    assert "is not allowed: it must be " in message
    assert allowed(name) in message
    assert f"'hunt parameters {name}' explains it." in message
    assert "\n" not in message
    assert len(message) < 400
    if says:
        assert says in message


@each("name", NUMBERS)
def test_what_lies_beyond_an_end_is_refused(name):
    for value in (low(name) - 1, high(name) + 1, -(10**30), 10**30, 10**400, -(10**400), -(10.0**300), 1e300):
        assert_refused(name, value)
    for value in (math.nan, math.inf, -math.inf, np.float64("nan"), np.float64("inf")):
        assert_refused(name, value, repr(value))
    if name in BROKEN:
        assert_refused(name, math.nextafter(low(name), -math.inf))
        assert_refused(name, math.nextafter(high(name), math.inf))
    else:
        assert_refused(name, low(name) + 0.5)
        assert_refused(name, math.nextafter(high(name), -math.inf))


@each("name", NUMBERS)
def test_what_is_no_number_is_refused(name):
    for value in NO_NUMBERS:
        assert_refused(name, value)


@each("name", ENUMS)
def test_what_is_no_word_of_the_list_is_refused(name):
    for value in (*NO_NUMBERS, "nosuch", 0, 1, 1.0, math.nan, 10**5000):
        assert_refused(name, value)


def test_the_word_of_another_list_is_refused():
    assert_refused("form", Leadership.CHIEF)
    assert_refused("leadership", Form.PIECE)


SHARES = (0.0, 0.0, 0.0, 0.0, 1.0)


@each(
    "value",
    [
        *NO_NUMBERS,
        SHARES[1:],
        (*SHARES, 0.0),
        (-0.1, 0.0, 0.0, 0.1, 1.0),
        (0.0, 0.0, 0.0, 0.0, 1.1),
        (0.0, 0.0, 0.0, 0.0, math.nan),
        (0.0, 0.0, 0.0, 0.0, math.inf),
        (0.0, 0.0, 0.0, 0.0, "1"),
        (0.0, 0.0, 0.0, 0.0, True),
        (0.0, 0.0, 0.0, 0.0, [1.0]),
        (0.0, 0.0, 0.0, 0.0, 10**400),
        "00001",
        {0: 0, 1: 0, 2: 0, 3: 0, 4: 1},
    ],
)
def test_what_are_no_five_shares_is_refused(value):
    assert_refused("praises", value)


@each("praises", [(0.0,) * 5, (0.2, 0.2, 0.2, 0.2, 0.19), (0.3, 0.3, 0.3, 0.3, 0.3)])
def test_praise_that_is_more_or_less_than_all_praise_is_refused(praises):
    with pytest.raises(HuntError, match=r"praises adds up to .*; it must add up to 1"):
        Parameters(praises=praises)


@each("praises", [(0.2,) * 5, (0.1, 0.2, 0.3, 0.4, 0.0), (1 / 3, 1 / 3, 1 / 3, 0.0, 0.0)])
def test_shares_that_add_up_but_for_rounding_are_accepted(praises):
    assert Parameters(praises=praises).praises == praises


def rows(value, row=0, column=0):
    table = [list(one) for one in PAY_TABLE]
    table[row][column] = value
    return table


@each(
    "value",
    [
        *NO_NUMBERS,
        PAY_TABLE[:3],
        [*PAY_TABLE, PAY_TABLE[0]],
        [row[:8] for row in PAY_TABLE],
        [3, *PAY_TABLE[1:]],
        [None, *PAY_TABLE[1:]],
        *(rows(bad) for bad in (-0.1, 1.01, math.nan, math.inf, "1", True, None, [1.0], 10**400)),
        rows(2.0, row=3, column=8),
    ],
)
def test_what_is_no_pay_table_is_refused(value):
    with pytest.raises(HuntError, match=r"table = .* is not allowed: it must be a list of 4 x 9 numbers"):
        Parameters(table=value)


@each("skill", Skill)
@each("best", [0.0, 0.5, 0.999999])
def test_a_role_that_cannot_earn_all_is_refused(skill, best):
    table = [list(row) for row in PAY_TABLE]
    table[skill] = [best if one == 1.0 else one * best for one in table[skill]]
    with pytest.raises(HuntError, match=f"best activity of a {skill.name.lower()} role .*; it must be 1"):
        Parameters(table=table)


@each(("leanest", "stoutest"), [(20.0, 20.0), (1.0, 1000.0)])
def test_the_leanest_may_be_as_stout_as_the_stoutest(leanest, stoutest):
    assert Parameters(reserve_low=leanest, reserve_high=stoutest).reserve_low == leanest


def test_the_leanest_is_not_stouter_than_the_stoutest():
    with pytest.raises(HuntError, match=r"reserve_low = 20 is above reserve_high = 19.9; lower the first or raise"):
        Parameters(reserve_low=20.0, reserve_high=19.9)


# --- changing them --------------------------------------------------------------------------------------------------


@each("name", FIELDS)
def test_a_name_with_one_letter_wrong_is_refused_with_the_one_meant(name):
    for wrong in (f"{name}s" if f"{name}s" not in FIELDS else f"{name}z", f"{name[:-2]}_{name[-2:]}"):
        with pytest.raises(HuntError, match=rf"no parameter named '{wrong}'; did you mean .*\b{name}\b") as refused:
            Parameters().but(**{wrong: FIELDS[name].default})
        assert str(refused.value).endswith("?")


@each("name", ["", "xyzzy", "HUNTERS!", "a" * 100_000, "__init__", "but"])
def test_a_name_like_no_other_is_refused_with_where_to_look(name):
    with pytest.raises(HuntError, match="'hunt parameters' lists all") as refused:
        Parameters().but(**{name: 1})
    assert len(str(refused.value)) < 200


def test_but_changes_what_is_named_and_nothing_else():
    first = Parameters(hunters=7, kappa=2.0)
    second = first.but(kappa=3, form="quota")
    assert (first.hunters, first.kappa, first.form) == (7, 2.0, Form.PIECE)
    assert (second.hunters, second.kappa, second.form) == (7, 3.0, Form.QUOTA)
    changed = {name for name in FIELDS if getattr(first, name) != getattr(second, name)}
    assert changed == {"kappa", "form"}
    assert first.but() == first
    with pytest.raises(HuntError, match="kappa = -1 is not allowed"):
        first.but(kappa=-1)


@each("name", FIELDS)
def test_a_setting_cannot_be_changed_behind_its_back(name):
    value = Parameters()
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, FIELDS[name].default)
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(value, name)


def test_a_table_that_was_given_can_be_changed_without_changing_the_settings():
    shares, table = list(SHARES), [list(row) for row in PAY_TABLE]
    value = Parameters(praises=shares, table=table)
    shares[0], table[0][0] = 0.5, 0.5
    assert value == Parameters()


# --- there and back -------------------------------------------------------------------------------------------------


def as_toml(value):
    """Return a line of TOML for each; JSON's numbers, texts and lists are TOML's."""
    return "\n".join(f"{name} = {json.dumps(one)}" for name, one in value.as_dict().items())


@given(st.from_type(Parameters))
@settings(max_examples=60)
def test_settings_come_back_from_json_toml_pickle_and_the_command_line(value):
    kept = value.as_dict()
    assert list(kept) == list(FIELDS)
    assert Parameters(**kept) == value
    assert Parameters(**json.loads(json.dumps(kept, allow_nan=False))) == value
    assert Parameters(**tomllib.loads(as_toml(value))) == value
    assert pickle.loads(pickle.dumps(value)) == value
    texts = {name: one if isinstance(one, str) else json.dumps(one) for name, one in kept.items()}
    assert Parameters(**{name: parsed(name, text) for name, text in texts.items()}) == value


@given(st.from_type(Parameters))
@settings(max_examples=60)
def test_a_record_has_what_the_settings_have(value):
    record = record_of(value)
    assert list(record.dtype.names) == list(FIELDS)
    for name in FIELDS:
        kept, meant = record[name], getattr(value, name)
        if name in SHAPES:
            assert kept.shape == SHAPES[name]
            assert plain(meant) == kept.tolist()
        else:
            assert kept.item() == meant
            assert isinstance(kept.item(), float if name in BROKEN else int)


def test_tables_are_as_large_as_the_words_they_are_read_by():
    assert np.shape(Parameters().praises) == SHAPES["praises"] == (len(Praise),)
    assert np.shape(Parameters().table) == SHAPES["table"] == (len(Skill), len(Action))


# --- as text --------------------------------------------------------------------------------------------------------


@each("name", NUMBERS)
def test_a_number_is_read_from_text(name):
    for text in (f"{high(name)}", f"{float(high(name))}", f"{high(name):e}", f" {high(name)} "):
        kept = getattr(with_room(name, parsed(name, text)), name)
        assert kept == high(name)
        assert type(kept) is FIELDS[name].type


@each("name", NUMBERS)
def test_text_that_is_no_number_is_refused(name):
    for text in ("", "x", "1,5", "[1]", "None", "true", "0x10", "1 2", "1x", "--1"):
        with pytest.raises(HuntError) as refused:
            parsed(name, text)
        assert str(refused.value).startswith(f"{name} = {text!r} is not allowed: it must be {allowed(name)};")


@each(("name", "word"), [(name, word) for name, words in ENUMS.items() for word in words])
def test_a_word_is_read_from_text(name, word):
    assert getattr(Parameters(**{name: parsed(name, word.name.lower())}), name) is word


@each("name", TABLES)
def test_a_table_is_read_from_text(name):
    value = plain(FIELDS[name].default)
    assert plain(getattr(Parameters(**{name: parsed(name, json.dumps(value))}), name)) == value


@each("name", TABLES)
@each("text", ["", "x", "[1", "[" * 100_000, "9" * 5000, "1;2"])
def test_text_that_is_no_table_is_refused(name, text):
    with pytest.raises(HuntError, match=f"^{name} = ") as refused:
        Parameters(**{name: parsed(name, text)})
    assert len(str(refused.value)) < 400


def test_text_for_a_name_that_does_not_exist_is_refused():
    with pytest.raises(HuntError, match=r"no parameter named 'kapa'; did you mean kappa\?"):
        parsed("kapa", "1")


@each(
    ("value", "text"),
    [(1.5, "1.5"), ("a", "'a'"), ("x" * 100, "'" + "x" * 56 + "..."), (10**5000, "a number of thousands of digits")],
)
def test_what_was_given_is_shown_in_short(value, text):
    assert shown(value) == text


@each("make", [lambda **changes: Parameters(**changes), lambda **changes: Parameters().but(**changes)])
def test_a_name_of_an_earlier_version_says_what_took_its_place(make):
    """Also where a parameter set is made by name, as scripts of the first version do."""
    for name, says in (
        ("coupling", "The parameter 'coupling' is called alignment now"),
        ("store_spoils", "The parameter 'store_spoils' is gone: spoilage took its place"),
        ("decision", "The parameter 'decision' is gone: delta took its place"),
        ("hearsay", "The parameter 'hearsay' is gone: its rule is, or the number is a constant now"),
        ("couplng", "There is no parameter named 'couplng'; did you mean alignment?"),
        ("shred", "There is no parameter named 'shred'; did you mean shared"),
    ):
        with pytest.raises(HuntError, match=f"^{re.escape(says)}"):
            make(**{name: 0.5})


def test_names_that_are_gone_are_not_there_and_those_that_took_their_place_are():
    assert not (GONE | set(RENAMED) | set(MERGED)) & set(FIELDS)
    assert (set(RENAMED.values()) | set(MERGED.values())) <= set(FIELDS)
