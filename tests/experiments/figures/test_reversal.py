"""The reversal chart: a paired difference along one parameter, and between which values its sign changes."""

import re

import numpy as np
from cases import each
from chart_reading import WORDS, assert_readable, one_reversal, written, xy
from matplotlib.figure import Figure

from experiments.figures.reversal import reversal
from experiments.statistics.estimates import paired_difference

Difference = tuple[float, float, float]


def verdicts(figure: Figure) -> list[str]:
    """Return what is said of the shaded regions."""
    return [" ".join(text.get_text().split()) for text in figure.axes[0].texts if text.get_fontweight() == "bold"]


def test_the_reversal_is_marked_between_the_clear_values() -> None:
    (found,) = verdicts(one_reversal())
    assert re.findall(r"[\d.]+", found) == ["0.4", "1.0"]
    said = written(one_reversal())
    assert "small game per cell" in said
    assert re.search(r"← [\w ]*own-product", said)
    assert re.search(r"shared-survival →", said)
    assert "+0.21 (0.17 to 0.25)" in said
    assert "-0.09 (-0.14 to -0.04)".replace("-", "\N{MINUS SIGN}") in said


UNCLEAR = ()


@each(
    ("differences", "between"),
    [
        ([(2, 1, 3), (-2, -3, -1)], [("1", "2")]),
        ([(2, 1, 3), (0, -1, 1), (2, 1, 3)], [UNCLEAR]),
        ([(0, -1, 1), (2, 1, 3)], [UNCLEAR]),
        ([(2, 1, 3), (0, -1, 1)], [UNCLEAR]),
        ([(0, 0, 0)], [UNCLEAR]),
        ([(1, 0, 2)], [UNCLEAR]),
        ([(2, 1, 3), (3, 2, 4)], []),
        ([(2, 1, 3), (0, -1, 1), (-2, -3, -1), (3, 2, 4)], [("1", "3"), ("3", "4")]),
    ],
)
def test_a_region_names_the_values_between_which_the_sign_changes(
    differences: list[Difference], between: list[tuple[str, ...]]
) -> None:
    figure = reversal(dict(enumerate(differences, start=1)), "x", "Regions")
    assert [tuple(re.findall(r"\d+", verdict)) for verdict in verdicts(figure)] == between
    assert_readable(figure)


def test_rows_run_downwards_and_marks_show_who_does_better() -> None:
    figure = reversal({3: (-2, -3, -1), 1: (2, 1, 3), 2: (0.5, -1, 2)}, "x", "Rows")
    (axes,) = figure.axes
    marks = {xy(line)[0, 1]: line for line in axes.get_lines() if line.get_marker() != "None"}
    assert [text.get_text() for text in axes.get_yticklabels()] == ["1", "2", "3"]
    assert axes.yaxis_inverted()
    assert [xy(marks[row])[0, 0] for row in (0, 1, 2)] == [2, 0.5, -2]
    assert [marks[row].get_marker() for row in (0, 1, 2)] == ["o", "D", "s"]


def test_intervals_as_measured_can_be_drawn() -> None:
    rng = np.random.default_rng(1)
    points = {kappa: paired_difference(rng.normal(kappa, size=50), rng.normal(size=50)) for kappa in (0.0, 0.25, 2.0)}
    figure = reversal(points, "kappa", "Measured", words=WORDS, measure="days survived per hunter")
    assert f"{points[2.0].estimate:+.1f}" in written(figure)
    for name in WORDS.values():
        assert name in written(figure)
    assert_readable(figure)
