"""The folder of a comparison: its report says all that was found, and its command repeats it."""

import dataclasses
import io
import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from comparisons import OWN, SHARED, hard_year, only
from hypothesis import given, settings
from hypothesis import strategies as st

import hunt.catalogue.scenarios
from experiments.comparison.compare import compare, described
from experiments.comparison.summary import command, congruence_sentence, flip_rows, measure_rows, records, sentences
from experiments.reports.comparison_files import figures_of, write_files
from experiments.reports.comparison_report import story_of_comparison
from experiments.reports.document import markdown
from hunt import cli
from hunt.catalogue.measures import COMPARED
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario
from hunt.cli.options import settings_of
from hunt.vocabulary import Form

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.fixture(scope="module")
def result(compiled):
    """Three regimes over a year that is hard enough for some to starve."""
    return hard_year()


def report_text(result):
    """Return the report as Markdown."""
    return markdown(story_of_comparison(result, figures_of(result)))


def test_the_report_says_all_that_was_found(result):
    report = report_text(result)
    for one in sentences(result, result.titles):
        assert f"- {one}\n" in report
    for id in result.regimes:
        assert f"({id}): " in report
    for row in (
        *measure_rows(result, result.regimes[1:], COMPARED, result.titles),
        *flip_rows(result, result.titles),
    ):
        assert "| " + " | ".join(row) + " |" in report
    assert result.scenario.sceptic in report
    assert f"the scenario {result.scenario.counter}." in report
    assert f"\n- {congruence_sentence(result, result.titles)}\n" in report
    assert f"\n```text\n{command(result)}\n```\n" in report


def test_tables_in_the_report_have_as_many_cells_in_every_row(result):
    blocks = re.findall(r"(?:^\|.*\n)+", report_text(result), flags=re.MULTILINE)
    assert len(blocks) == 3
    for block in blocks:
        assert len({line.count("|") for line in block.splitlines()}) == 1


def run(line):
    """Run a command in this process, for machines, and return its data."""
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
    again = run(line)
    for name in ("arms", "effects", "flips"):
        assert again[name] == json.loads(json.dumps(records(getattr(result, name))))
    assert again["sentences"] == sentences(result)
    assert again["command"] == line == command(result)


def test_the_command_in_the_report_gives_the_same_effects(result):
    assert_repeats(result)


def test_settings_of_every_kind_are_repeated():
    for changes in (
        {},
        {"form": Form.RANKING, "leadership": "chief"},
        {"kappa": 1 / 3, "hunters": 5.0, "needed": np.int64(3), "temperature": np.float64(0.1)},
        {"praises": [0.25, 0.25, 0.0, 0.0, 0.5]},
        {"table": [[1, 0, 0.5, 0, 0, 0, 0, 0, 0]] * 4, "praise": 5e-324},
    ):
        assert_repeats(compare("strangers", ("none", SHARED), 2, 2, settings={"days": 30} | changes))


def test_files_with_spaces_in_their_names_are_repeated(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("my folder").mkdir()
    Path("my folder/half & half's.toml").write_text('title = "a"\nwords = "b"\n[settings]\nshared = 0.5\n')
    shutil.copy(hunt.catalogue.scenarios.FOLDER / "strangers.toml", "my folder/my valley.toml")
    result = compare("my folder/my valley.toml", ("none", "my folder/half & half's.toml"), 2, settings={"days": 9})
    assert_repeats(result)
    assert result.scenario.settings == scenario("strangers").settings


@given(parameters=st.from_type(Parameters))
@settings(max_examples=25)
def test_any_settings_are_written_as_the_command_line_reads_them(parameters):
    words = shlex.split(described(parameters.as_dict()))
    assert words[::2] == ["--set"] * len(parameters.as_dict())
    assert Parameters(**settings_of(words[1::2])) == parameters


def one_reversal_of(result):
    """Return a comparison of two regimes along one parameter: few figures to draw."""
    flips = result.flips[result.flips["parameter"] == "alignment"]
    return dataclasses.replace(only(result, (OWN, SHARED)), flips=flips)


def test_all_files_that_are_written_are_named(result, tmp_path):
    written = write_files(one_reversal_of(result), tmp_path)
    assert len(set(written)) == len(written)
    assert sorted(written) == sorted(tmp_path.iterdir())
    assert all(file.stat().st_size > 0 for file in written)


@pytest.mark.slow
def test_writing_it_twice_gives_the_same_files(result, tmp_path):
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        write_files(one_reversal_of(result), tmp_path / folder)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes(), file.name
