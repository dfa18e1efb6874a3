"""The charts: what is written on them, that it can be read, and that the files are the same each time."""

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from numpy.typing import NDArray

from experiments.figures import palette
from experiments.figures.hundred_runs import hundred_runs
from experiments.figures.layout import save
from experiments.figures.reversal import reversal
from experiments.figures.scissors import scissors
from experiments.figures.survival import survival_curves
from experiments.statistics.estimates import paired_difference

REGIMES = list(palette.REGIMES)
LONG_NAMES = {regime: f"the regime that is called {regime}" for regime in REGIMES}
LONG_TITLE = (
    "A title that says more than a title should and so fills not one line only, but most of the next line as well"
)
WORDS = {"own-product": "each is paid for the own product", "shared-survival": "paid when all survive"}


def curve(last: float, days: int = 360) -> pd.DataFrame:
    """A curve that falls in a straight line from 1 to `last`."""
    alive = np.linspace(1, last, days + 1)
    return pd.DataFrame(
        {"day": range(days + 1), "alive": alive, "low": 0.95 * alive, "high": np.minimum(1, 1.05 * alive)}
    )


def line(last: float, days: int = 360) -> NDArray[np.float64]:
    return np.linspace(40, last, days)


def two_curves() -> Figure:
    return survival_curves({"own-product": curve(0.37), "shared-survival": curve(0.62)}, "Who lives?")


def two_blades() -> Figure:
    kpi = {"own-product": line(79), "shared-survival": line(41)}
    store = {"own-product": line(3), "shared-survival": line(58)}
    return scissors(kpi, store, "KPIs rise, the store falls", words=WORDS)


def two_hundred_winters() -> Figure:
    alive = {"own-product": np.arange(200) % 13, "shared-survival": 24 - np.arange(200) % 17}
    return hundred_runs(alive, 24, "100 winters")


def one_flip() -> Figure:
    points = {0.2: (0.21, 0.17, 0.25), 0.4: (0.15, 0.1, 0.2), 0.6: (0.03, -0.02, 0.08), 1: (-0.09, -0.14, -0.04)}
    return reversal(points, "small game per cell", "More small game turns the result")


CHARTS = [two_curves, two_blades, two_hundred_winters, one_flip]
every_chart = pytest.mark.parametrize("draw", CHARTS)


def texts(figure: Figure) -> list[Text]:
    """All texts that are seen, with the page laid out so that their places are known."""
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
    unseen = set()
    for axis in [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]:
        low, high = sorted(axis.get_view_interval())
        unseen |= {tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high}
    found = [text for text in figure.findobj(Text) if isinstance(text, Text) and text not in unseen]
    return [text for text in found if text.get_visible() and text.get_text()]


def written(figure: Figure) -> str:
    """Everything written on a figure, line breaks and hard spaces as spaces."""
    return " | ".join(" ".join(text.get_text().split()) for text in texts(figure))


def assert_readable(figure: Figure) -> None:
    """No text leaves the page, and no text lies on another."""
    seen = texts(figure)
    boxes = [(text.get_text(), text.get_window_extent().padded(-0.5)) for text in seen]
    page = figure.bbox
    for said, box in boxes:
        assert page.x0 <= box.x0 <= box.x1 <= page.x1, f"{said!r} is cut at the side"
        assert page.y0 <= box.y0 <= box.y1 <= page.y1, f"{said!r} is cut above or below"
    for (first, one), (second, other) in combinations(boxes, 2):
        assert not one.overlaps(other), f"{first!r} lies on {second!r}"


def xy(line: Line2D) -> NDArray[np.float64]:
    """Points of a line, shape (points, 2)."""
    return np.asarray(line.get_xydata(), dtype=np.float64)


def curves_of(figure: Figure) -> list[Line2D]:
    """Lines of daily data: no leaders, ends, marks or axes."""
    return [line for axes in figure.axes for line in axes.get_lines() if len(xy(line)) > 2]


# ------------------------------------------------------------------------------------------------ all of the charts


@every_chart
def test_png_and_svg_are_written_with_the_same_bytes_each_time(draw: Callable[[], Figure], tmp_path: Path) -> None:
    first, second = save(draw(), tmp_path / "first"), save(draw(), str(tmp_path / "new" / "second"))
    assert [path.name for path in first] == ["first.png", "first.svg"]
    assert [path.name for path in second] == ["second.png", "second.svg"]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()
    assert first[0].read_bytes().startswith(b"\x89PNG")
    assert first[1].read_text(encoding="utf-8").rstrip().endswith("</svg>")


@every_chart
def test_files_do_not_say_when_or_with_what_they_were_made(draw: Callable[[], Figure], tmp_path: Path) -> None:
    for path in save(draw(), tmp_path / "chart"):
        for word in (b"Matplotlib", b"matplotlib.org", b"Software", b"date", b"creator"):
            assert word not in path.read_bytes()
        assert str(tmp_path).encode() not in path.read_bytes()


@every_chart
def test_all_text_can_be_read(draw: Callable[[], Figure]) -> None:
    figure = draw()
    assert_readable(figure)
    assert min(float(text.get_fontsize()) for text in texts(figure)) >= 11
    assert {to_hex(text.get_color()).upper() for text in texts(figure)} == {palette.INK, palette.GREY}


@every_chart
def test_the_svg_holds_its_texts_as_text(draw: Callable[[], Figure], tmp_path: Path) -> None:
    figure = draw()
    svg = save(figure, tmp_path / "chart")[1].read_text(encoding="utf-8")
    for text in texts(figure):
        for part in text.get_text().split("\n"):
            assert f">{part}<" in svg
    assert "Model world." in svg
    assert f"<title>{figure.get_label()}</title>" in svg


@every_chart
def test_there_is_no_legend_box(draw: Callable[[], Figure]) -> None:
    figure = draw()
    assert figure.legends == []
    assert [axes.get_legend() for axes in figure.axes] == [None] * len(figure.axes)


def test_drawing_and_saving_leave_the_settings_of_matplotlib_alone(tmp_path: Path) -> None:
    before = dict(mpl.rcParams)
    save(two_curves(), tmp_path / "chart")
    assert dict(mpl.rcParams) == before


def test_a_dot_in_the_name_of_a_file_is_kept(tmp_path: Path) -> None:
    assert [path.name for path in save(one_flip(), tmp_path / "kappa-0.5")] == ["kappa-0.5.png", "kappa-0.5.svg"]


def test_a_png_has_150_dots_per_inch(tmp_path: Path) -> None:
    figure = one_flip()
    header = save(figure, tmp_path / "chart")[0].read_bytes()[16:24]
    width, height = figure.get_size_inches()
    assert int.from_bytes(header[:4], "big") == pytest.approx(150 * width, abs=1)
    assert int.from_bytes(header[4:], "big") == pytest.approx(150 * height, abs=1)


def test_a_long_title_is_wrapped() -> None:
    figure = survival_curves({"none": curve(0.5)}, LONG_TITLE)
    assert LONG_TITLE in written(figure)
    assert_readable(figure)


def test_a_dollar_is_a_dollar(tmp_path: Path) -> None:
    svg = save(reversal({1: (2, 1, 3)}, "price in $", "From $5 to $6"), tmp_path / "chart")[1].read_text(
        encoding="utf-8"
    )
    assert svg.count(">From $5 to $6<") == 3  # seen on the page, and twice in its metadata


# ---------------------------------------------------------------------------------------------------------- palette


def contrast(one: str, other: str) -> float:
    """Contrast of two colours after WCAG 2.2, 1 to 21."""

    def luminance(colour: str) -> float:
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [palette.PAPER, palette.SHADE, palette.WINTER])
def test_text_and_hues_stand_out_from_what_they_are_drawn_on(ground: str) -> None:
    assert contrast(palette.INK, ground) > 7
    assert contrast(palette.GREY, ground) > 4.5
    assert contrast(palette.MINE, ground) > 3


def test_the_contrasts_of_the_palette_are_those_of_its_table() -> None:
    hues = [palette.INK, palette.OURS, palette.MINE, palette.PREVENTION, palette.HEROICS]
    assert [round(contrast(hue, palette.PAPER), 1) for hue in hues] == [15.6, 3.1, 4.6, 5.7, 7.5]


def test_regimes_differ_in_dash_and_mark_and_not_in_colour_alone() -> None:
    looks = list(palette.REGIMES.values())
    assert len({look.dash for look in looks}) == len({look.mark for look in looks}) == len(looks)
    assert palette.REGIMES["shared-survival"] == (palette.OURS, "solid", "o")
    assert palette.REGIMES["own-product"].mark == "s"


def test_own_tables_get_greys_that_nobody_else_uses() -> None:
    looks = palette.styles(["mine", "mixed", "shared-survival", "yours"])
    assert looks["mixed"] == palette.REGIMES["mixed"]
    assert len({look.mark for look in looks.values()}) == 4
    assert looks["mine"].colour == looks["yours"].colour == palette.GREY
    many = palette.styles([f"table {i}" for i in range(20)])
    assert {look.colour for look in many.values()} == {palette.GREY}
    assert len(palette.styles([*REGIMES, "one more"])) == 9


# ------------------------------------------------------------------------------------------------- survival curves


def test_survival_labels_name_each_line_and_its_end() -> None:
    said = written(two_curves())
    assert "own-product 37 %" in said
    assert "shared-survival 62 %" in said
    for word in ("Who lives?", "hunters alive", "spring", "summer", "autumn", "winter", "90", "360", "Model world."):
        assert word in said


def test_ours_is_solid_and_blue_and_mine_is_dashed_and_red() -> None:
    own, shared = curves_of(two_curves())
    assert (shared.get_color(), shared.get_linestyle()) == ("#0796D4", "-")
    assert (own.get_color(), own.get_linestyle()) == ("#CF3D16", "--")


def test_the_line_is_the_curve_in_percent_with_its_band_behind() -> None:
    figure = survival_curves({"own-product": curve(0.37)}, "Who lives?")
    (line,) = curves_of(figure)
    assert xy(line)[[0, -1]].tolist() == [[0, 100], [360, 37]]
    band = np.asarray(figure.axes[0].collections[0].get_paths()[0].vertices)
    assert band[:, 1].min() == pytest.approx(0.95 * 37)
    assert [360, pytest.approx(1.05 * 37)] in band.tolist()


@pytest.mark.parametrize("end", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("words", [None, WORDS, LONG_NAMES])
def test_lines_that_end_together_get_labels_apart(end: float, words: dict[str, str] | None) -> None:
    figure = survival_curves({regime: curve(end) for regime in REGIMES}, LONG_TITLE, words=words)
    assert_readable(figure)
    assert written(figure).count(f"{100 * end:.0f} %") >= 8


@settings(deadline=None, max_examples=25)
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
    heights = [text.get_position()[1] for text in figure.axes[0].texts]
    assert heights == pytest.approx([37, 62])


@pytest.mark.parametrize(
    ("days", "named"),
    [(45, ["spring"]), (360, ["spring", "summer", "autumn", "winter"]), (1080, ["winter"] * 3), (7200, [])],
)
def test_seasons_are_named_as_far_as_there_is_room(days: int, named: Sequence[str]) -> None:
    figure = survival_curves({"none": curve(0.4, days)}, "Long and short", days)
    assert [text.get_text() for text in figure.axes[-1].texts] == named
    assert_readable(figure)


# ------------------------------------------------------------------------------------------------ scissors


def test_scissors_label_both_panels() -> None:
    said = written(two_blades())
    assert "KPIs met" in said
    assert "store, in days of food per head" in said
    for label in (
        "each is paid for the own product 79 %",
        "paid when all survive 41 %",
        "product 3 days",
        "survive 58 days",
    ):
        assert label in said


def test_each_panel_has_one_dashed_line_of_the_right_numbers() -> None:
    upper = {line.get_linestyle(): xy(line)[-1, 1] for line in curves_of(two_blades())[:2]}
    lower = {line.get_linestyle(): xy(line)[-1, 1] for line in curves_of(two_blades())[2:]}
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


# ------------------------------------------------------------------------------------------------ winters


def columns(figure: Figure, panel: int, hunters: int) -> list[int]:
    """Marks per number of hunters alive, read off the drawing."""
    (marks,) = figure.axes[panel].collections
    x = np.asarray(marks.get_offsets())[:, 0]
    assert np.abs(x - np.round(x)).max() < 0.5
    return [int(count) for count in np.bincount(np.round(x).astype(int), minlength=hunters + 1)]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 8), min_size=1, max_size=100))
def test_up_to_a_hundred_bands_every_band_is_one_mark(alive: list[int]) -> None:
    figure = hundred_runs({"own-product": alive}, 8, "Winters")
    assert columns(figure, 0, 8) == np.bincount(alive, minlength=9).tolist()
    (marks,) = figure.axes[0].collections
    assert len({(round(x, 6), round(y, 6)) for x, y in np.asarray(marks.get_offsets())}) == len(alive)


def test_of_more_bands_a_hundred_evenly_spaced_quantiles_are_drawn() -> None:
    alive = np.repeat([0, 1, 8], [2500, 5100, 2400])
    figure = hundred_runs({"own-product": np.random.default_rng(0).permutation(alive)}, 8, "Winters")
    assert columns(figure, 0, 8) == [25, 51, 0, 0, 0, 0, 0, 0, 24]
    assert "2.4 of 8 hunters alive on average · nobody left in 2,500 of 10,000 bands" in written(figure)
    assert "evenly spaced quantiles" in written(figure)


def test_panels_come_in_the_order_given_with_their_marks() -> None:
    figure = two_hundred_winters()
    lower, upper = figure.axes
    assert upper.get_position().y0 > lower.get_position().y1
    said = written(figure)
    assert said.index("own-product") > said.index("100 winters")
    (squares,), (circles,) = upper.collections, lower.collections
    assert to_hex(np.asarray(squares.get_facecolor())[0]).upper() == palette.MINE
    assert to_hex(np.asarray(circles.get_facecolor())[0]).upper() == palette.OURS
    assert len(np.asarray(squares.get_paths()[0].vertices)) == 5
    assert len(np.asarray(circles.get_paths()[0].vertices)) > 5


@pytest.mark.parametrize("hunters", [1, 8, 24, 40])
def test_even_if_all_bands_end_alike_their_marks_fit_the_column(hunters: int) -> None:
    figure = hundred_runs({"own-product": [hunters] * 100, "none": [0] * 100}, hunters, "Alike")
    assert columns(figure, 1, hunters)[hunters] == 100
    for axes in figure.axes:
        heights = np.asarray(axes.collections[0].get_offsets())[:, 1]
        assert heights.min() > 0
        assert heights.max() < axes.get_ylim()[1] < 2.1  # inches
    assert_readable(figure)


# ------------------------------------------------------------------------------------------------ flip


def test_the_flip_is_marked_between_the_clear_values() -> None:
    said = written(one_flip())
    assert "flips between 0.4 and 1.0" in said
    assert "small game per cell" in said
    assert "← favours own-product" in said
    assert "favours shared-survival →" in said
    assert "+0.21 (0.17 to 0.25)" in said
    assert "-0.09 (-0.14 to -0.04)".replace("-", "\N{MINUS SIGN}") in said


@pytest.mark.parametrize(
    ("differences", "said"),
    [
        ([(2, 1, 3), (-2, -3, -1)], ["flips between 1 and 2"]),
        ([(2, 1, 3), (0, -1, 1), (2, 1, 3)], ["too close to call"]),
        ([(0, -1, 1), (2, 1, 3)], ["too close to call"]),
        ([(2, 1, 3), (0, -1, 1)], ["too close to call"]),
        ([(0, 0, 0)], ["too close to call"]),
        ([(1, 0, 2)], ["too close to call"]),
        ([(2, 1, 3), (3, 2, 4)], []),
        ([(2, 1, 3), (0, -1, 1), (-2, -3, -1), (3, 2, 4)], ["flips between 1 and 3", "flips between 3 and 4"]),
    ],
)
def test_regions_of_the_flip_chart(differences: list[tuple[float, float, float]], said: list[str]) -> None:
    figure = reversal(dict(enumerate(differences, start=1)), "x", "Regions")
    verdicts = [" ".join(text.get_text().split()) for text in figure.axes[0].texts if text.get_fontweight() == "bold"]
    assert verdicts == said
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
    figure = reversal(points, "kappa", "Measured", words=WORDS, measure="days lived per hunter")
    assert f"{points[2.0].estimate:+.1f}" in written(figure)
    assert "favours each is paid for the own product" in written(figure)
    assert_readable(figure)


# ------------------------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: survival_curves({}, "t"), "curves is empty"),
        (lambda: survival_curves({"none": curve(0.5).drop(columns="low")}, "t"), r"none has 361 rows and lacks .*low"),
        (lambda: survival_curves({"none": curve(0.5).iloc[:0]}, "t"), "none has 0 rows"),
        (lambda: survival_curves({"none": curve(0.5) * 100}, "t"), "shares are 0 to 1"),
        (lambda: survival_curves({"none": curve(0.5)}, "t", 90), "runs to day 360, past the 90 days"),
        (lambda: survival_curves({"none": curve(0.5)}, "t", 0), "days is 0"),
        (lambda: scissors({}, {}, "t"), "kpi is empty"),
        (lambda: scissors({"none": [1.0]}, {"sla": [1.0]}, "t"), "they must be the same"),
        (lambda: scissors({"none": [1.0]}, {"none": [1.0, 2.0]}, "t"), r"\[1, 2\] days long"),
        (lambda: scissors({"none": [np.nan]}, {"none": [1.0]}, "t"), "kpi of none"),
        (lambda: scissors({"none": [1.0]}, {"none": [np.inf]}, "t"), "store of none"),
        (lambda: scissors({"none": [1.0]}, {"none": [-1.0]}, "t"), "store of none falls to -1"),
        (lambda: hundred_runs({}, 8, "t"), "alive is empty"),
        (lambda: hundred_runs({"none": [9]}, 8, "t"), "from 9 to 9: 0 to 8 is allowed"),
        (lambda: hundred_runs({"none": [-1, 3]}, 8, "t"), "from -1 to 3"),
        (lambda: hundred_runs({"none": [0.5]}, 8, "t"), "whole numbers"),
        (lambda: hundred_runs({"none": []}, 8, "t"), "whole numbers"),
        (lambda: hundred_runs({"none": [0]}, 0, "t"), "hunters is 0"),
        (lambda: hundred_runs({"none": [0]}, 8, "t", shown=0), "shown is 0"),
        (lambda: reversal({}, "x", "t"), "points is empty"),
        (lambda: reversal({1: (5, 1, 2)}, "x", "t"), "at x = 1 the estimate 5 is not within 1 to 2"),
        (lambda: reversal({1: (float("nan"), 1, 2)}, "x", "t"), "estimate nan"),
        (lambda: reversal({1: (1, 0, float("inf"))}, "x", "t"), "0 to inf"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call: Callable[[], Figure], said: str) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        call()
    assert "\n" not in str(refused.value)
