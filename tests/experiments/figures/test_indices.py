"""Bars of indices: the largest on top, each with its interval."""

import numpy as np
import pytest

from experiments.figures.indices import Bars, index_bars

NAMES = ["a", "b", "c"]


def test_bars_are_ordered_by_the_first_index_and_have_their_lengths():
    figure = index_bars(NAMES, [Bars("total", [0.2, 0.7, -0.1], [0.1, 0.2, 0.0])], "T", "share", "Note.")
    (axes,) = figure.axes
    bars = sorted(axes.patches, key=lambda bar: bar.get_y())
    assert [bar.get_width() for bar in bars] == pytest.approx([0.7, 0.2, -0.1])
    words = [text.get_text() for text in figure.texts]
    heights = [next(text.get_position()[1] for text in figure.texts if text.get_text() == name) for name in "bac"]
    assert heights == sorted(heights, reverse=True), words


def test_two_kinds_of_index_stand_next_to_each_other_and_are_named():
    kinds = [Bars("total", [0.2, 0.7, 0.1], [0.1, 0.2, 0.0]), Bars("first", [0.1, 0.5, 0.0], [0.1, 0.2, 0.0])]
    figure = index_bars(NAMES, kinds, "T", "share", "Note.")
    assert len(figure.axes[0].patches) == 6
    assert any("Dark: total; light: first." in text.get_text() for text in figure.texts)
    tops = np.sort([bar.get_y() for bar in figure.axes[0].patches])
    assert (np.diff(tops) > 0.2).all(), "no bar covers another"


def test_nothing_to_draw_is_refused():
    with pytest.raises(ValueError, match="0 parameters"):
        index_bars([], [Bars("total", [], [])], "T", "share", "")
