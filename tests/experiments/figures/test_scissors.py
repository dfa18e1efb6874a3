"""The scissors chart: KPI above, store below, from the same runs."""

import numpy as np
from chart_reading import (
    LONG_NAMES,
    LONG_TITLE,
    REGIMES,
    WORDS,
    assert_readable,
    curves_of,
    headings,
    line,
    two_blades,
    written,
    xy,
)

from experiments.figures.scissors import scissors


def test_both_panels_have_a_heading_and_a_label_at_each_line() -> None:
    figure = two_blades()
    assert len(set(headings(figure))) == 2
    said = written(figure)
    for label in (
        "a target for each hunter 79 %",
        "one target for all 41 %",
        "a target for each hunter 3 days",
        "one target for all 58 days",
    ):
        assert label in said


def test_each_panel_has_one_dashed_line_of_the_right_numbers() -> None:
    upper = {drawn.get_linestyle(): xy(drawn)[-1, 1] for drawn in curves_of(two_blades())[:2]}
    lower = {drawn.get_linestyle(): xy(drawn)[-1, 1] for drawn in curves_of(two_blades())[2:]}
    assert upper == {"--": 79, "-": 41}
    assert lower == {"--": 3, "-": 58}


def test_where_two_lines_are_the_same_the_dashed_one_lies_on_top() -> None:
    same = {"own-product": line(30), "shared-survival": line(30)}
    own, shared = curves_of(scissors(same, same, "Same"))[:2]
    assert own.get_zorder() > shared.get_zorder()


def test_a_line_ends_where_nobody_is_left() -> None:
    ended = line(20)
    ended[300:] = np.nan
    figure = scissors({"own-product": ended}, {"own-product": ended}, "Nobody left")
    assert f"own-product {ended[299]:.0f} days" in written(figure)
    assert_readable(figure)


def test_scissors_of_all_regimes_can_be_read() -> None:
    same = {regime: line(30) for regime in REGIMES}
    empty = {regime: 0 * values for regime, values in same.items()}
    assert_readable(scissors(same, empty, LONG_TITLE, words=LONG_NAMES))
    assert_readable(scissors(empty, same, LONG_TITLE, words=WORDS))
