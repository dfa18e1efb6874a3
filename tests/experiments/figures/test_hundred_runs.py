"""One mark for each of one hundred runs, stacked by the number of hunters alive at the end."""

import numpy as np
from cases import each
from chart_reading import assert_readable, two_hundred_runs, written
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from experiments.figures import palette
from experiments.figures.hundred_runs import hundred_runs


def columns(figure: Figure, panel: int, hunters: int) -> list[int]:
    """Return the marks per number of hunters alive, read off the drawing."""
    (marks,) = figure.axes[panel].collections
    x = np.asarray(marks.get_offsets())[:, 0]
    assert np.abs(x - np.round(x)).max() < 0.5
    return [int(count) for count in np.bincount(np.round(x).astype(int), minlength=hunters + 1)]


def caption(figure: Figure) -> str:
    """Return the small print below the chart, which says what a mark is."""
    return figure.texts[0].get_text()


@settings(max_examples=10)
@given(st.lists(st.integers(0, 8), min_size=1, max_size=100))
def test_up_to_a_hundred_bands_every_band_is_one_mark(alive: list[int]) -> None:
    figure = hundred_runs({"own-product": alive}, 8, "Years")
    assert columns(figure, 0, 8) == np.bincount(alive, minlength=9).tolist()
    (marks,) = figure.axes[0].collections
    assert len({(round(x, 6), round(y, 6)) for x, y in np.asarray(marks.get_offsets())}) == len(alive)


def test_of_more_bands_a_hundred_evenly_spaced_quantiles_are_drawn() -> None:
    alive = np.repeat([0, 1, 8], [2500, 5100, 2400])
    figure = hundred_runs({"own-product": np.random.default_rng(0).permutation(alive)}, 8, "Years")
    assert columns(figure, 0, 8) == [25, 51, 0, 0, 0, 0, 0, 0, 24]
    said = written(figure)
    for number in ("2.4 of 8", "2,500 of 10,000"):  # of all bands, not of the hundred
        assert number in said
    every_band_is_drawn = hundred_runs({"own-product": alive[:100]}, 8, "Years")
    assert caption(every_band_is_drawn) != caption(figure)


def test_panels_come_in_the_order_given_with_their_marks() -> None:
    figure = two_hundred_runs()
    lower, upper = figure.axes
    assert upper.get_position().y0 > lower.get_position().y1
    said = written(figure)
    assert said.index("own-product") > said.index("100 years")
    (squares,), (circles,) = upper.collections, lower.collections
    assert to_hex(np.asarray(squares.get_facecolor())[0]).upper() == palette.MINE
    assert to_hex(np.asarray(circles.get_facecolor())[0]).upper() == palette.OURS
    assert len(np.asarray(squares.get_paths()[0].vertices)) == 5
    assert len(np.asarray(circles.get_paths()[0].vertices)) > 5


@each("hunters", [1, 8, 24, 40])
def test_even_if_all_bands_end_alike_their_marks_fit_the_column(hunters: int) -> None:
    figure = hundred_runs({"own-product": [hunters] * 100, "none": [0] * 100}, hunters, "Alike")
    assert columns(figure, 1, hunters)[hunters] == 100
    for axes in figure.axes:
        heights = np.asarray(axes.collections[0].get_offsets())[:, 1]
        assert heights.min() > 0
        assert heights.max() < axes.get_ylim()[1] < 2.1  # inches
    assert_readable(figure)
