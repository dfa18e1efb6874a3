"""What `hunt compare` prints fits every screen, and says what was found."""

import dataclasses
import io
import re

import pytest
from cases import each
from comparisons import OWN, SHARED, hard_year, only
from rich.console import Console

from experiments.comparison.summary import flip_rows
from experiments.console.comparison import print_comparison
from hunt.catalogue.measures import COMPARED, look_of

pytestmark = pytest.mark.usefixtures("compiled")

SHORT = [look_of(name).short for name in COMPARED]


@pytest.fixture(scope="module")
def result(compiled):
    """Three regimes over a year that is hard enough for some to starve."""
    return hard_year()


def printed(result, width):
    out = io.StringIO()
    print_comparison(result, Console(file=out, width=width, highlight=False))
    return [line.rstrip() for line in out.getvalue().splitlines()]


@each(
    ("regimes", "width", "tables", "labels"),
    [
        ((OWN, SHARED), 80, 1, SHORT),
        ((OWN, SHARED), 160, 1, COMPARED.values()),
        ((OWN, SHARED, "none"), 80, 2, SHORT),
        ((OWN, SHARED, "none"), 300, 1, COMPARED.values()),
    ],
)
def test_no_row_of_a_table_is_broken_on_any_screen(result, regimes, width, tables, labels):
    """A wide screen shows full names, a narrow one short names and, of three regimes, one table a pair."""
    lines = printed(only(result, regimes), width)
    assert max(map(len, lines)) <= width
    cell = r"[-+]?\d+(\.\d+)?( \[[-+]?\d+(\.\d+)?, [-+]?\d+(\.\d+)?\])?"
    cells = rf"(, %)?(  +({cell})){{{3 if len(regimes) == 2 or tables == 2 else 5}}}"
    for label in labels:
        assert sum(bool(re.fullmatch(re.escape(label) + cells, line)) for line in lines) == tables, label


def test_three_regimes_on_a_narrow_screen_make_a_table_for_each_pair(result):
    heads = [line.split()[:2] for line in printed(result, 80) if line.split()[:1] == [OWN] and len(line.split()) == 3]
    assert heads == [[OWN, SHARED], [OWN, "none"]]
    assert any(line.split()[:3] == [OWN, SHARED, "none"] for line in printed(result, 300))


def test_reversals_are_a_small_table(result):
    lines = [line.split() for line in printed(result, 80)]
    for row in flip_rows(result):
        assert " ".join(row).split() in lines


def test_words_in_brackets_are_printed_as_they_are(result):
    strange = dataclasses.replace(result.scenario, title="[bold]", question="[/red] why [x]?")
    assert "[bold]: [/red] why [x]?" in printed(dataclasses.replace(result, scenario=strange), 80)
