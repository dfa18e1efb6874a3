"""A comparison: numbers that follow from its table, words that follow from its numbers, a command that repeats it."""

import dataclasses
import io
import json
import re
import shlex
import sys
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from experiments.comparison import summary as telling
from experiments.comparison.compare import (
    FLIPS,
    MEASURES,
    by_day,
    compare,
    described,
    kpi_by_day,
    runs_to_do,
    store_by_day,
    verdict,
)
from experiments.comparison.summary import SHOWN, command, flip_rows, flip_sentences, measure_rows, sentences
from experiments.console.comparison import print_comparison
from experiments.reports.comparison_files import report_text, write_files
from experiments.statistics.estimates import cliffs_delta, mean_interval, paired_difference
from hunt import cli
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError
from hunt.simulation import simulate
from hunt.vocabulary import Form

pytestmark = pytest.mark.usefixtures("compiled")

OWN, SHARED = "own-product", "shared-survival"
SMALL = {"hunters": 7, "days": 300, "needed": 4, "small_game": 1.3, "start_store": 30.0}


@pytest.fixture(scope="module")
def result():
    """Three regimes over a year that is hard enough for some to starve."""
    return compare("default-valley", (OWN, SHARED, "none"), 12, 4, settings=SMALL, flip_runs=3)


# --- numbers --------------------------------------------------------------------------------------------------------


def derived(result, id, measure):
    """Return a measure of every run, found anew from the table."""
    table = result.ensemble.arm(id)
    if measure == "extinct":
        return (table["alive"] == 0).to_numpy(float)
    if measure == "food_per_head":
        return (table["eaten"] / table["days_lived"].clip(lower=1)).to_numpy()
    return table[measure].to_numpy(float)


def test_every_arm_is_told_by_the_mean_of_its_runs(result):
    assert {(row.regime, row.measure) for row in result.arms.itertuples()} == {
        (id, name) for id in result.regimes for name in MEASURES
    }
    for row in result.arms.itertuples():
        values = derived(result, row.regime, row.measure)
        known = values[np.isfinite(values)]
        assert row.runs == len(known)
        assert (row.estimate, row.low, row.high) == pytest.approx(tuple(mean_interval(known)))
        assert row.low <= row.estimate <= row.high


def test_every_effect_is_the_mean_of_paired_differences(result):
    assert set(result.effects["first"]) == {OWN}
    assert set(result.effects["second"]) == {SHARED, "none"}
    for row in result.effects.itertuples():
        a, b = (derived(result, id, row.measure) for id in (row.first, row.second))
        both = np.isfinite(a) & np.isfinite(b)
        a, b = a[both], b[both]
        assert row.pairs == len(a) > 1
        assert (row.estimate, row.low, row.high) == pytest.approx(tuple(paired_difference(a, b)))
        assert row.estimate == pytest.approx((a - b).mean())
        assert (row.first_higher, row.equal, row.first_lower) == pytest.approx(
            ((a > b).mean(), (a == b).mean(), (a < b).mean())
        )
        assert row.cliffs_delta == pytest.approx(cliffs_delta(a, b))
        assert -1.0 <= row.pairing_correlation <= 1.0


def test_a_comparison_tells_of_what_its_scenario_claims():
    result = compare("hero-of-the-night", ("heroics", SHARED), 3, settings={"days": 60})
    effect = result.effects.set_index("measure").loc["incidents"]
    ours, theirs = (result.ensemble.arm(id)["incidents"] for id in ("heroics", SHARED))
    assert effect["estimate"] == pytest.approx((ours.to_numpy() - theirs.to_numpy()).mean())
    assert any(line.startswith("incidents  ") for line in printed(result, 80))
    assert "| incidents | " in report_text(result)


def test_pairs_have_the_same_seed(result):
    assert [result.ensemble.arm(id)["seed"].tolist() for id in result.regimes] == [list(range(4, 16))] * 3


def test_survival_ends_at_the_share_alive(result):
    for id in result.regimes:
        curve = result.survival[id]
        assert curve["alive"].iloc[0] <= 1.0
        assert (np.diff(curve["alive"]) <= 0.0).all()
        assert curve["alive"].iloc[-1] == pytest.approx(result.ensemble.arm(id)["alive_share"].mean())


def test_flips_are_comparisons_of_the_first_two_regimes_with_one_setting_changed(result):
    assert [(row.parameter, row.value) for row in result.flips.itertuples()] == [
        (name, value) for name, values in FLIPS.items() for value in values
    ]
    for row in list(result.flips.itertuples(index=False))[::5]:
        again = compare("default-valley", (OWN, SHARED), 3, 4, settings=SMALL | {row.parameter: row.value})
        effect = again.effects.set_index("measure").loc["alive_share"]
        assert (row.estimate, row.low, row.high) == (effect["estimate"], effect["low"], effect["high"])
        assert row.verdict == verdict(row.low, row.high)
    assert (result.flips[OWN] - result.flips[SHARED]).to_numpy() == pytest.approx(result.flips["estimate"].to_numpy())


def test_daily_lines_are_means_over_the_runs_of_which_something_is_known(result):
    lines = by_day(result, kpi_by_day)
    store = by_day(result, store_by_day)
    for id in result.regimes:
        daily = kpi_by_day(result.ensemble.diaries[id])
        for day in (0, 100, 299):
            known = daily[:, day][np.isfinite(daily[:, day])]
            assert lines[id][day] == pytest.approx(known.mean()) if len(known) else np.isnan(lines[id][day])
        assert store[id][-1] == pytest.approx(result.ensemble.arm(id)["store"].mean())


def test_a_year_that_nobody_survives_is_told_without_a_warning():
    hard = {"days": 120, "small_game": 0.0, "start_store": 0.0, "herds": 0, "hunters": 3}
    result = compare("default-valley", (OWN, SHARED), 3, settings=hard)
    assert np.isnan(by_day(result, kpi_by_day)[OWN][-1])
    assert "trust" not in set(result.arms["measure"])
    assert sentences(result)[0] == (
        "Of 3 hunters, 0.0 see the end under own-product and 0.0 under shared-survival: no difference at all."
    )
    assert len(sentences(result)) == 2


def test_a_measure_that_one_band_alone_has_is_left_out():
    """Of three bands one survives, and one trust gives no interval."""
    harsh = {"hunters": 2, "days": 300, "start_store": 60.0, "herds": 0, "small_game": 1.2}
    parameters = scenario().parameters(OWN, **harsh)
    lives = [simulate(parameters, seed).alive > 0 for seed in range(200)]
    first = next(seed for seed in range(198) if sum(lives[seed : seed + 3]) == 1)
    result = compare("default-valley", (OWN, SHARED), 3, first, settings=harsh)
    told_of_own = result.arms[result.arms["regime"] == OWN]
    assert "trust" not in set(told_of_own["measure"])
    assert "kpi" in set(told_of_own["measure"])
    assert "trust" not in set(result.effects["measure"])


def test_as_many_runs_are_lived_as_were_announced():
    for ids, runs, flip_runs in (((OWN, SHARED), 3, 0), ((OWN, SHARED, "none"), 2, 2)):
        done = []
        compare("strangers", ids, runs, settings={"days": 5}, flip_runs=flip_runs, progress=done.append)
        assert sum(done) == runs_to_do(len(ids), runs, flip_runs)


@pytest.mark.parametrize(
    ("given_", "says"),
    [
        ({"regimes": (OWN,)}, "at least two different"),
        ({"regimes": ()}, "at least two different"),
        ({"regimes": (OWN, OWN)}, "at least two different"),
        ({"regimes": (OWN, "nosuch")}, "no regime named 'nosuch'"),
        ({"scenario_id": "nosuch"}, "no scenario named 'nosuch'"),
        ({"runs": 1}, "runs = 1 is not allowed: it must be a whole number from 2"),
        ({"runs": 2.0}, r"runs = 2\.0"),
        ({"seed": -1}, "seed = -1"),
        ({"flip_runs": 1}, "flip-runs = 1"),
        ({"flip_runs": -1}, "flip-runs = -1"),
        ({"flip_runs": True}, "flip-runs = True"),
        ({"workers": 0}, "workers = 0"),
        ({"settings": {"kapa": 1}}, "'kapa'"),
        ({"settings": {"kappa": "x"}}, "kappa = 'x'"),
    ],
)
def test_what_cannot_be_compared_is_refused_before_any_run(given_, says):
    done = []
    with pytest.raises(HuntError, match=says):
        compare(**({"runs": 2, "progress": done.append} | given_))
    assert done == []


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (-0.2, -0.1, "lower"),
        (0.1, 0.2, "higher"),
        (-0.1, 0.1, "too close to call"),
        (-0.1, 0.0, "too close to call"),
        (0.0, 0.1, "too close to call"),
        (0.0, 0.0, "too close to call"),
        (-1e-12, -1e-13, "lower"),
    ],
)
def test_a_verdict_needs_the_whole_interval_on_one_side(low, high, word):
    assert verdict(low, high) == word


@given(st.floats(-1, 1), st.floats(-1, 1))
@settings(max_examples=50)
def test_the_verdict_turns_with_the_difference(one, other):
    low, high = sorted((one, other))
    turned = {"lower": "higher", "higher": "lower", "too close to call": "too close to call"}
    assert verdict(-high, -low) == turned[verdict(low, high)]


def told(result, **effect):
    """Return the sentences on two regimes, had the share alive come out so; by measure, estimate, low and high."""
    effects = result.effects[result.effects["second"] == SHARED].copy()
    for measure, values in effect.items():
        where = effects["measure"] == measure
        for name, value in values.items():
            effects.loc[where, name] = value
    flips = result.flips.iloc[0:0]
    return sentences(dataclasses.replace(result, regimes=(OWN, SHARED), effects=effects, flips=flips))


UNSURE = "but too close to call, with 95 % confidence"


def between(estimate, low, high):
    return {"estimate": estimate, "low": low, "high": high}


@pytest.mark.parametrize(
    ("effect", "says"),
    [
        (between(-0.5, -0.7, -0.3), "3.5 fewer, with 95 % confidence 2.1 to 4.9 fewer"),
        (between(0.5, 0.3, 0.7), "3.5 more, with 95 % confidence 2.1 to 4.9 more"),
        (between(-0.1, -0.3, 0.1), f"0.7 fewer, {UNSURE} from 2.1 fewer to 0.7 more"),
        (between(0.1, -0.1, 0.3), f"0.7 more, {UNSURE} from 0.7 fewer to 2.1 more"),
        (between(0.0, -0.1, 0.1), f"equally many, {UNSURE} from 0.7 fewer to 0.7 more"),
        (between(-0.1, -0.2, 0.0), f"0.7 fewer, {UNSURE} from 1.4 fewer to equally many"),
        (between(0.0, 0.0, 0.0), "no difference at all"),
    ],
)
def test_a_difference_is_said_as_hunters(result, effect, says):
    said = told(result, alive_share=effect)[0]
    assert re.match(r"Of 7 hunters, \d\.\d see the end under own-product and \d\.\d under shared-survival: ", said)
    assert said.endswith(f": {says}.")


def test_a_lone_hunter_is_one(result):
    alone = compare("default-valley", (OWN, SHARED), 2, settings={"hunters": 1, "days": 10})
    assert sentences(alone)[0] == "Of 1 hunter, 1.0 see the end under own-product and 1.0 under shared-survival: " + (
        "no difference at all."
    )


def test_pairs_are_said_as_shares(result):
    shares = {"first_lower": 0.62, "first_higher": 0.18, "equal": 0.2, "pairs": 50, "pairing_correlation": 0.345}
    assert told(result, alive_share=shares)[1] == (
        "With the same luck own-product did worse in 62% of 50 pairs of bands, better in 18% and as well in 20%; the "
        "pairing correlates by 0.34."
    )
    alike = {"first_lower": 0.0, "first_higher": 0.0, "equal": 1.0, "pairs": 50}
    assert (
        told(result, alive_share=alike)[1] == "With the same luck there was no difference in any of 50 pairs of bands."
    )


@pytest.mark.parametrize(
    ("kpi", "store", "says"),
    [
        (between(0.18, 0.1, 0.2), between(-23.2, -40, -5), "met 18 points better, and a head has 23 days of food less"),
        (between(0.01, 0.005, 0.2), between(-1.0, -2, -0.1), "met 1 point better, and a head has 1 day of food less"),
    ],
)
def test_the_scissors_are_said_in_points_and_days(result, kpi, store, says):
    assert f"The scissors: under own-product the KPI is {says} on the first winter morning." in told(
        result, kpi=kpi, winter_store=store
    )


@pytest.mark.parametrize(
    ("kpi", "store"),
    [
        (between(0.18, 0.0, 0.2), between(-23.2, -40, -5)),
        (between(0.18, 0.1, 0.2), between(-23.2, -40, 0.0)),
        (between(-0.18, -0.2, -0.1), between(-23.2, -40, -5)),
        (between(0.18, 0.1, 0.2), between(23.2, 5, 40)),
    ],
)
def test_scissors_that_are_not_sure_are_not_said(result, kpi, store):
    assert not any("scissors" in one for one in told(result, kpi=kpi, winter_store=store))


def along(result, verdicts):
    """Return the sentence on flips, had the differences along one parameter these verdicts."""
    rows = [{"parameter": "coupling", "value": value, "verdict": word, "runs": 3} for value, word in verdicts.items()]
    (said,) = flip_sentences(dataclasses.replace(result, flips=pd.DataFrame(rows)))
    return said


LOW, HIGH, CLOSE = "lower", "higher", "too close to call"


@pytest.mark.parametrize(
    ("verdicts", "course", "found"),
    [
        (
            {0.0: HIGH, 0.5: CLOSE, 1.0: LOW},
            "flips",
            "fewer see the end at 1; more see the end at 0; too close to call at 0.5",
        ),
        ({0.0: LOW, 1.0: LOW}, "holds", "fewer see the end at 0 and 1"),
        ({0.0: HIGH, 0.5: HIGH, 1.0: HIGH}, "holds", "more see the end at 0, 0.5 and 1"),
        ({0.0: CLOSE}, "is nowhere clear", "too close to call at 0"),
        ({0.0: CLOSE, 1.0: LOW}, "does not hold everywhere", "fewer see the end at 1; too close to call at 0"),
    ],
)
def test_where_it_flips_is_said_in_one_sentence(result, verdicts, course, found):
    assert along(result, verdicts) == (
        f"Along coupling the result {course}: under own-product, against shared-survival, {found}."
    )


def test_every_sentence_is_one(result):
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
        assert ("too close to call" in said) == (outcome == CLOSE and row["low"] != row["high"])
        assert said.endswith("fewer.") or outcome != LOW
        assert said.endswith("more.") or outcome != HIGH


# --- tables ---------------------------------------------------------------------------------------------------------


def printed(result, width):
    out = io.StringIO()
    print_comparison(result, Console(file=out, width=width, highlight=False))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def only(result, regimes):
    """Return a comparison of some of the regimes."""
    effects = result.effects[result.effects["second"].isin(regimes)]
    return dataclasses.replace(result, regimes=regimes, effects=effects)


def test_every_measure_has_a_short_name():
    assert list(SHOWN) == list(MEASURES)
    assert len({label for label, _, _ in SHOWN.values()}) == len(SHOWN)
    assert max(len(label) for label, _, _ in SHOWN.values()) <= 15


@pytest.mark.parametrize("regimes", [(OWN, SHARED), (OWN, SHARED, "none")])
@pytest.mark.parametrize("width", [80, 100, 160, 300])
def test_no_row_of_a_table_is_broken_on_any_screen(result, regimes, width):
    lines = printed(only(result, regimes), width)
    assert max(map(len, lines)) <= width
    tables = 2 if len(regimes) == 3 and width <= 100 else 1
    labels = [label for label, _, _ in SHOWN.values()] if width <= 100 else list(MEASURES.values())
    cell = r"[-+]?\d+(\.\d+)?( \[[-+]?\d+(\.\d+)?, [-+]?\d+(\.\d+)?\])?"
    cells = rf"(, %)?(  +({cell})){{{3 if len(regimes) == 2 or tables == 2 else 5}}}"
    for label in labels:
        assert sum(bool(re.fullmatch(re.escape(label) + cells, line)) for line in lines) == tables, label


def test_a_wide_screen_shows_full_names_and_a_narrow_one_short_ones(result):
    both = only(result, (OWN, SHARED))
    for label in MEASURES.values():
        assert any(line.startswith(label) for line in printed(both, 160))
    for label, _, _ in SHOWN.values():
        assert any(line.startswith(label) for line in printed(both, 80))


def test_three_regimes_on_a_narrow_screen_make_a_table_a_pair(result):
    heads = [line.split() for line in printed(result, 80) if "difference" in line.split()]
    assert heads[:2] == [[OWN, SHARED, "difference"], [OWN, "none", "difference"]]
    assert [line.split() for line in printed(result, 300) if f"less {SHARED}" in line] == [
        [OWN, SHARED, "none", "less", SHARED, "less", "none"]
    ]


def test_numbers_in_the_table_are_those_of_the_comparison(result):
    rows = {row[0]: row[1:] for row in measure_rows(result, (SHARED,), MEASURES)}
    arms = result.arms.set_index(["regime", "measure"])
    effects = result.effects.set_index(["second", "measure"])
    for measure, label in MEASURES.items():
        _, factor, decimals = SHOWN[measure]
        cells = rows[label + (", %" if factor == 100.0 else "")]
        shown = [arms.loc[(id, measure)] for id in (OWN, SHARED)] + [effects.loc[(SHARED, measure)]]
        for cell, row in zip(cells, shown, strict=True):
            numbers = [float(one) for one in re.findall(r"[-+]?\d+\.?\d*", cell)]
            meant = [row["estimate"], row["low"], row["high"]] if row["low"] != row["high"] else [row["estimate"]]
            assert numbers == pytest.approx([factor * one for one in meant], abs=0.51 * 10**-decimals)
            assert "-0.0 " not in cell
        assert cells[2][0] in "+-"


def test_flips_are_a_small_table(result):
    head, *rows = flip_rows(result)
    assert head == ["along", "at", OWN, SHARED, "difference", ""]
    assert len(rows) == sum(map(len, FLIPS.values()))
    assert [row[0] for row in rows if row[0]] == list(FLIPS)
    for row, flip in zip(rows, result.flips.itertuples(), strict=True):
        assert float(row[1]) == flip.value
        assert int(re.match(r"[-+]\d+", row[4])[0]) == pytest.approx(100 * flip.estimate, abs=0.51)
        assert row[5] == {"too close to call": "unclear"}.get(flip.verdict, flip.verdict)
    lines = printed(result, 80)
    for row in rows:
        assert any(line.split() == " ".join(row).split() for line in lines)


def test_words_in_brackets_are_printed_as_they_are(result):
    strange = dataclasses.replace(result.scenario, title="[bold]", question="[/red] why [x]?")
    assert "[bold]: [/red] why [x]?" in printed(dataclasses.replace(result, scenario=strange), 80)


# --- the report and the command that repeats it ---------------------------------------------------------------------


def test_the_report_says_all_that_was_found(result):
    report = report_text(result)
    for one in sentences(result):
        assert f"- {one}\n" in report
    for id in result.regimes:
        assert f"(`{id}`)" in report
    for row in (*measure_rows(result, result.regimes[1:], MEASURES), *flip_rows(result)):
        assert "| " + " | ".join(row) + " |" in report
    assert result.scenario.sceptic in report
    assert f"`{result.scenario.counter}`" in report
    assert f"\n```\n{command(result)}\n```\n" in report


def test_tables_in_the_report_have_as_many_cells_in_every_row(result):
    blocks = re.findall(r"(?:^\|.*\n)+", report_text(result), flags=re.MULTILINE)
    assert len(blocks) == 2
    for block in blocks:
        assert len({line.count("|") for line in block.splitlines()}) == 1


def repeated(line):
    """Run a command in this process, for machines, and return what it gives."""
    words = shlex.split(line)
    assert words[0] == "hunt"
    with (
        mock.patch.object(sys, "argv", [*words, "--json"]),
        mock.patch.object(sys, "stdout", io.StringIO()) as out,
        pytest.raises(SystemExit) as left,
    ):
        cli.main()
    assert left.value.code == 0
    return json.loads(out.getvalue())


def assert_repeats(result):
    line = re.search(r"^hunt compare .*$", report_text(result), flags=re.MULTILINE)[0]
    again = repeated(line)
    for name in ("arms", "effects", "flips"):
        assert again[name] == json.loads(json.dumps(telling.records(getattr(result, name))))
    assert again["sentences"] == sentences(result)
    assert again["command"] == line == command(result)


def test_the_command_in_the_report_gives_the_same_effects(result):
    assert_repeats(result)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"form": Form.RANKING, "leadership": "chief"},
        {"kappa": 1 / 3, "hunters": 5.0, "needed": np.int64(3), "temperature": np.float64(0.1)},
        {"praises": [0.25, 0.25, 0.0, 0.0, 0.5]},
        {"table": [[1, 0, 0.5, 0, 0, 0, 0, 0, 0]] * 4, "praise": 5e-324},
    ],
    ids=lambda changes: ",".join(changes) or "none",
)
def test_settings_of_every_kind_are_repeated(changes):
    assert_repeats(compare("strangers", ("none", SHARED), 3, 2, settings={"days": 60} | changes))


def test_files_with_spaces_in_their_names_are_repeated(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("my folder").mkdir()
    Path("my folder/half & half's.toml").write_text('title = "a"\nwords = "b"\n[settings]\nshared = 0.5\n')
    text = (Path(cli.__file__).parent / "scenarios" / "strangers.toml").read_text()
    Path("my folder/my valley.toml").write_text(text)
    result = compare("my folder/my valley.toml", ("none", "my folder/half & half's.toml"), 2, settings={"days": 9})
    assert_repeats(result)
    assert result.scenario.settings == scenario("strangers").settings


@given(parameters=st.from_type(Parameters))
@settings(max_examples=25)
def test_any_settings_are_described_as_the_command_line_takes_them(parameters):
    words = shlex.split(described(parameters.as_dict()))
    assert words[::2] == ["--set"] * len(parameters.as_dict())
    assert Parameters(**cli._settings(words[1::2])) == parameters


def test_writing_it_twice_gives_the_same_tables(result, tmp_path):
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        written = write_files(result, tmp_path / folder)
        assert len(set(written)) == len(written)
        assert sorted(written) == sorted((tmp_path / folder).iterdir())
    for file in (tmp_path / "one").glob("*.[cmpj][sdar]*"):
        if file.suffix != ".png":
            assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes(), file.name
    assert (tmp_path / "one" / "runs.csv").read_bytes() == (tmp_path / "other" / "runs.csv").read_bytes()
