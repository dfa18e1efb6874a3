"""A comparison in plain sentences and rows: their numbers, and that their words agree with the numbers."""

import dataclasses
import re

import pandas as pd
import pytest
from cases import each
from comparisons import OWN, SHARED, hard_year

from experiments.comparison.compare import FLIPS, compare, congruences, verdict
from experiments.comparison.summary import (
    congruence_sentence,
    flip_rows,
    flip_sentences,
    measure_rows,
    measure_words,
    sentences,
)
from hunt.catalogue.measures import COMPARED, look_of

pytestmark = pytest.mark.usefixtures("compiled")

LOW, HIGH, CLOSE = "lower", "higher", "unclear"


@pytest.fixture(scope="module")
def result(compiled):
    """Three regimes over a year that is hard enough for some to starve."""
    return hard_year()


def numbers(text):
    """Return the numbers in a text, in their order."""
    return [float(one) for one in re.findall(r"\d+(?:\.\d+)?", text)]


def sentences_with(result, **effect):
    """Return the sentences on two regimes if effects, by measure, were as given."""
    effects = result.effects[result.effects["second"] == SHARED].copy()
    for measure, values in effect.items():
        where = effects["measure"] == measure
        for name, value in values.items():
            effects.loc[where, name] = value
    flips = result.flips.iloc[0:0]
    return sentences(dataclasses.replace(result, regimes=(OWN, SHARED), effects=effects, flips=flips))


def between(estimate, low, high):
    return {"estimate": estimate, "low": low, "high": high}


# --- sentences ------------------------------------------------------------------------------------------------------


@each(
    ("effect", "shown", "words"),
    [
        (between(-0.5, -0.7, -0.3), [3.5, 95, 2.1, 4.9], {"fewer"}),
        (between(0.5, 0.3, 0.7), [3.5, 95, 2.1, 4.9], {"more"}),
        (between(-0.1, -0.3, 0.1), [0.7, 95, 2.1, 0.7], {"fewer", "more", CLOSE}),
        (between(0.1, -0.1, 0.3), [0.7, 95, 0.7, 2.1], {"fewer", "more", CLOSE}),
        (between(0.0, -0.1, 0.1), [95, 0.7, 0.7], {"fewer", "more", CLOSE}),
        (between(-0.1, -0.2, 0.0), [0.7, 95, 1.4], {"fewer", CLOSE}),
        (between(0.0, 0.0, 0.0), [], set()),
    ],
)
def test_a_difference_is_given_in_hunters_with_its_interval(result, effect, shown, words):
    head, _, difference = sentences_with(result, alive_share=effect)[0].partition(": ")
    assert numbers(head)[0] == 7  # hunters
    assert head.index(OWN) < head.index(SHARED)
    assert numbers(difference) == pytest.approx(shown)
    assert {word for word in ("fewer", "more", CLOSE) if word in difference} == words


def test_a_lone_hunter_is_one():
    alone = compare("default-valley", (OWN, SHARED), 2, settings={"hunters": 1, "days": 10})
    assert "1 hunter," in sentences(alone)[0]
    assert numbers(sentences(alone)[0]) == [1, 1.0, 1.0]


def test_how_often_nobody_survives_is_said_of_every_arm(result):
    (said,) = (one for one in sentences(result) if one.startswith("Nobody survives"))
    lost = [100.0 * (result.ensemble.arm(id)["alive"] == 0).mean() for id in result.regimes]
    assert numbers(said) == pytest.approx(lost, abs=0.51)
    assert [said.index(id) for id in result.regimes] == sorted(said.index(id) for id in result.regimes)


def test_congruence_is_said_of_every_arm_and_of_whom_nobody_is_paid_by(result):
    said = congruence_sentence(result)
    assert numbers(said)[2:] == pytest.approx(list(congruences(result).values()), abs=0.005)
    paid = {id: "nobody" not in said.split(f"under {id}")[1].split(",")[0] for id in result.regimes}
    assert paid == {OWN: True, SHARED: False, "none": False}


def test_pairs_are_given_as_shares(result):
    shares = {"first_lower": 0.62, "first_higher": 0.18, "equal": 0.2, "pairs": 50}
    assert numbers(sentences_with(result, alive_share=shares)[1])[:4] == [50, 62, 18, 20]
    alike = {"first_lower": 0.0, "first_higher": 0.0, "equal": 1.0, "pairs": 50}
    assert numbers(sentences_with(result, alive_share=alike)[1]) == [50]


def scissors_of(said):
    """Return the sentence that names both the KPI and the food, if there is one."""
    return [one for one in said if "KPI" in one]


@each(
    ("kpi", "store", "says"),
    [
        (between(0.18, 0.1, 0.2), between(-23.2, -40, -5), ("18 points", "23 days")),
        (between(0.01, 0.005, 0.2), between(-1.0, -2, -0.1), ("1 point ", "1 day ")),
    ],
)
def test_the_scissors_are_given_in_points_and_days(result, kpi, store, says):
    (said,) = scissors_of(sentences_with(result, kpi=kpi, winter_store=store))
    assert all(one in said for one in says)


@each(
    ("kpi", "store"),
    [
        (between(0.18, 0.0, 0.2), between(-23.2, -40, -5)),
        (between(0.18, 0.1, 0.2), between(-23.2, -40, 0.0)),
        (between(-0.18, -0.2, -0.1), between(-23.2, -40, -5)),
        (between(0.18, 0.1, 0.2), between(23.2, 5, 40)),
    ],
)
def test_scissors_that_are_not_sure_are_not_mentioned(result, kpi, store):
    assert scissors_of(sentences_with(result, kpi=kpi, winter_store=store)) == []


def along(result, verdicts):
    """Return the sentence on reversals if the differences along one parameter had these verdicts."""
    rows = [{"parameter": "alignment", "value": value, "verdict": word, "runs": 3} for value, word in verdicts.items()]
    (said,) = flip_sentences(dataclasses.replace(result, flips=pd.DataFrame(rows)))
    return said


def test_where_the_result_reverses_is_one_sentence(result):
    said = along(result, {0.0: HIGH, 0.5: CLOSE, 1.0: LOW})
    course, _, places = said.partition(":")
    assert said.index(OWN) < said.index(SHARED)
    fewer, more, unclear = places.split(";")
    assert ("fewer" in fewer, numbers(fewer)) == (True, [1])
    assert ("more" in more, numbers(more)) == (True, [0])
    assert (CLOSE in unclear, numbers(unclear)) == (True, [0.5])
    assert numbers(along(result, {0.0: HIGH, 0.5: HIGH, 1.0: HIGH})) == [0, 0.5, 1]
    courses = {
        along(result, verdicts).partition(":")[0]
        for verdicts in ({0.0: LOW, 1.0: LOW}, {0.0: CLOSE}, {0.0: CLOSE, 1.0: LOW}, {0.0: HIGH, 1.0: LOW})
    }
    assert len(courses) == 4, "it stays, is clear nowhere, or not everywhere, or reverses"
    assert course in courses


def test_every_sentence_is_a_sentence(result):
    said = sentences(result)
    assert len(said) >= 2 * 2 + len(FLIPS)
    for one in said:
        assert one[0].isupper()
        assert one.endswith(".")
        assert "  " not in one
        assert "nan" not in one
        assert "-0.0" not in one


def test_the_words_of_the_sentences_agree_with_the_numbers(result):
    for second in (SHARED, "none"):
        row = result.effects.set_index(["second", "measure"]).loc[(second, "alive_share")]
        (said,) = (one for one in sentences(result) if one.startswith("Of ") and f" under {second}:" in one)
        outcome = verdict(row["low"], row["high"])
        assert (CLOSE in said) == (outcome == CLOSE and row["low"] != row["high"])
        assert "fewer" in said or outcome != LOW
        assert "more" in said or outcome != HIGH


def test_a_year_that_nobody_survives_has_its_sentences():
    hard = {"days": 120, "small_game": 0.0, "start_store": 0.0, "herds": 0, "hunters": 3}
    said = sentences(compare("default-valley", (OWN, SHARED), 3, settings=hard))
    assert numbers(said[0]) == [3, 0.0, 0.0]
    assert numbers(said[2]) == [100, 100]
    assert len(said) == 3


# --- rows -----------------------------------------------------------------------------------------------------------


def test_every_measure_has_a_short_name():
    short = [look_of(name).short for name in COMPARED]
    assert len(set(short)) == len(short)
    assert max(map(len, short)) <= 15


def test_the_claimed_measure_has_a_row_too():
    result = compare("hero-of-the-night", ("heroics", SHARED), 2, settings={"days": 5})
    assert measure_rows(result, (SHARED,), measure_words(result))[1][0] == look_of("incidents").short


def test_numbers_in_the_rows_are_those_of_the_comparison(result):
    rows = {row[0]: row[1:] for row in measure_rows(result, (SHARED,), COMPARED)}
    arms = result.arms.set_index(["regime", "measure"])
    effects = result.effects.set_index(["second", "measure"])
    for measure, label in COMPARED.items():
        look = look_of(measure)
        cells = rows[label + (", %" if look.percent else "")]
        shown = [arms.loc[(id, measure)] for id in (OWN, SHARED)] + [effects.loc[(SHARED, measure)]]
        for cell, row in zip(cells, shown, strict=True):
            meant = [row["estimate"], row["low"], row["high"]] if row["low"] != row["high"] else [row["estimate"]]
            written = [float(one) for one in re.findall(r"[-+]?\d+\.?\d*", cell)]
            assert written == pytest.approx([look.factor * one for one in meant], abs=0.51 * 10**-look.decimals)
            assert "-0.0 " not in cell
        assert cells[2][0] in "+-"


def test_reversals_are_rows_of_parameter_value_shares_difference_and_verdict(result):
    head, *rows = flip_rows(result)
    assert head[2:4] == [OWN, SHARED]
    assert len(rows) == len(result.flips) > sum(map(len, FLIPS.values()))
    assert [row[0] for row in rows if row[0]] == list(FLIPS)
    for row, flip in zip(rows, result.flips.itertuples(), strict=True):
        assert float(row[1]) == flip.value
        assert int(re.match(r"[-+]\d+", row[4])[0]) == pytest.approx(100 * flip.estimate, abs=0.51)
        assert row[5:] == [flip.verdict, f"{flip.runs}*" if flip.here else f"{flip.runs}"]


def test_arms_are_called_as_asked_for(result):
    said = " ".join([*sentences(result, result.titles), congruence_sentence(result, result.titles)])
    heads = measure_rows(result, result.regimes[1:], COMPARED, result.titles)[0]
    for id, title in result.titles.items():
        assert title in said
        assert id not in said
        assert title in heads
        assert id not in heads
    assert set(result.titles[id] for id in (OWN, SHARED)) <= set(flip_rows(result, result.titles)[0])
