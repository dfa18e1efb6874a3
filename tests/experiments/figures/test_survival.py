"""The survival chart: each line is its curve, and its label stands at its end."""

from itertools import pairwise

import numpy as np
import pytest
from cases import each
from chart_reading import (
    LONG_NAMES,
    LONG_TITLE,
    REGIMES,
    WORDS,
    assert_readable,
    curve,
    curves_of,
    headings,
    two_curves,
    written,
    xy,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.figures.days import SEASONS
from experiments.figures.survival import survival_curves


def test_labels_name_each_line_and_its_end() -> None:
    figure = two_curves()
    said = written(figure)
    for word in ("own-product 37 %", "shared-survival 62 %", "Who survives?", *SEASONS, "90", "360"):
        assert word in said
    assert len(headings(figure)) == 1


def test_ours_is_solid_and_blue_and_mine_is_dashed_and_red() -> None:
    own, shared = curves_of(two_curves())
    assert (shared.get_color(), shared.get_linestyle()) == ("#0796D4", "-")
    assert (own.get_color(), own.get_linestyle()) == ("#CF3D16", "--")


def test_the_line_is_the_curve_in_percent_with_its_interval_behind() -> None:
    figure = survival_curves({"own-product": curve(0.37)}, "Who survives?")
    (drawn,) = curves_of(figure)
    assert xy(drawn)[[0, -1]].tolist() == [[0, 100], [360, 37]]
    interval = np.asarray(figure.axes[0].collections[0].get_paths()[0].vertices)
    assert interval[:, 1].min() == pytest.approx(0.95 * 37)
    assert [360, pytest.approx(1.05 * 37)] in interval.tolist()


@each(("end", "words"), [(0.0, WORDS), (0.5, LONG_NAMES), (1.0, None)])
def test_lines_that_end_together_get_labels_apart(end: float, words: dict[str, str] | None) -> None:
    figure = survival_curves({regime: curve(end) for regime in REGIMES}, LONG_TITLE, words=words)
    assert_readable(figure)
    assert written(figure).count(f"{100 * end:.0f} %") >= len(REGIMES)


@settings(max_examples=10)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=8))
def test_labels_keep_the_order_of_their_lines(ends: list[float]) -> None:
    figure = survival_curves({regime: curve(end, 9) for regime, end in zip(REGIMES, ends, strict=False)}, "Order", 9)
    labels = {text.get_text().split()[0]: text.get_position()[1] for text in figure.axes[0].texts}
    lowest_first = sorted(zip(ends, REGIMES, strict=False))
    for (lower, below), (higher, above) in pairwise(lowest_first):
        assert labels[below] < labels[above] or lower == higher
    assert len({round(height, 3) for height in labels.values()}) == len(ends)


def test_a_label_with_room_around_it_stays_at_its_line() -> None:
    figure = two_curves()
    assert [text.get_position()[1] for text in figure.axes[0].texts] == pytest.approx([37, 62])


@each(("days", "named"), [(45, SEASONS[:1]), (360, SEASONS), (1080, SEASONS[3:] * 3), (7200, ())])
def test_seasons_are_named_as_far_as_there_is_room(days: int, named: tuple[str, ...]) -> None:
    figure = survival_curves({"none": curve(0.4, days)}, "Long and short", days)
    assert [text.get_text() for text in figure.axes[-1].texts] == list(named)
    assert_readable(figure)
