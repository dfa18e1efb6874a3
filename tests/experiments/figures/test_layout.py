"""What all charts share: readable text, no legend box, and files that are the same bytes each time."""

from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from cases import each
from chart_reading import (
    CHARTS,
    LONG_TITLE,
    assert_readable,
    curve,
    one_reversal,
    texts,
    two_curves,
    written,
)
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from experiments.figures import palette
from experiments.figures.hundred_runs import hundred_runs
from experiments.figures.layout import save
from experiments.figures.reversal import reversal
from experiments.figures.scissors import scissors
from experiments.figures.survival import survival_curves


@pytest.fixture(scope="module")
def drawn() -> dict[str, Figure]:
    """One chart of each kind."""
    return {name: draw() for name, draw in CHARTS.items()}


@pytest.fixture(scope="module")
def saved(drawn: dict[str, Figure], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The files of each chart: PNG, SVG."""
    folder = tmp_path_factory.mktemp("charts")
    return {name: save(figure, folder / name) for name, figure in drawn.items()}


@pytest.mark.parametrize("name", CHARTS)
def test_png_and_svg_are_the_same_bytes_each_time(name: str, saved: dict[str, list[Path]], tmp_path: Path) -> None:
    again = save(CHARTS[name](), str(tmp_path / "new" / "again"))
    assert [path.name for path in saved[name]] == [f"{name}.png", f"{name}.svg"]
    assert [path.name for path in again] == ["again.png", "again.svg"]
    for one, other in zip(saved[name], again, strict=True):
        assert one.read_bytes() == other.read_bytes()
    assert again[0].read_bytes().startswith(b"\x89PNG")
    assert again[1].read_text(encoding="utf-8").rstrip().endswith("</svg>")


def test_files_do_not_say_when_or_with_what_they_were_made(saved: dict[str, list[Path]]) -> None:
    for path in (path for paths in saved.values() for path in paths):
        content = path.read_bytes()
        for word in (b"Matplotlib", b"matplotlib.org", b"Software", b"date", b"creator", str(path.parent).encode()):
            assert word not in content, (path.name, word)


@pytest.mark.parametrize("name", CHARTS)
def test_all_text_can_be_read(name: str, drawn: dict[str, Figure]) -> None:
    figure = drawn[name]
    assert_readable(figure)
    assert min(float(text.get_fontsize()) for text in texts(figure)) >= 11
    assert {to_hex(text.get_color()).upper() for text in texts(figure)} == {palette.INK, palette.GREY}


def test_the_svg_holds_its_texts_as_text(drawn: dict[str, Figure], saved: dict[str, list[Path]]) -> None:
    for name, figure in drawn.items():
        svg = saved[name][1].read_text(encoding="utf-8")
        for text in texts(figure):
            for part in text.get_text().split("\n"):
                assert f">{part}<" in svg, (name, part)
        assert f"<title>{figure.get_label()}</title>" in svg


def test_every_chart_says_that_it_shows_a_model_world(drawn: dict[str, Figure]) -> None:
    for name, figure in drawn.items():
        assert "model world" in written(figure).lower(), name


def test_there_is_no_legend_box(drawn: dict[str, Figure]) -> None:
    for name, figure in drawn.items():
        assert figure.legends == [], name
        assert [axes.get_legend() for axes in figure.axes] == [None] * len(figure.axes), name


def test_drawing_and_saving_leave_the_settings_of_matplotlib_alone(tmp_path: Path) -> None:
    before = dict(mpl.rcParams)
    save(two_curves(), tmp_path / "chart")
    assert dict(mpl.rcParams) == before


def test_a_dot_in_the_name_of_a_file_is_kept_and_a_png_has_150_dots_per_inch(tmp_path: Path) -> None:
    figure = one_reversal()
    files = save(figure, tmp_path / "kappa-0.5")
    assert [path.name for path in files] == ["kappa-0.5.png", "kappa-0.5.svg"]
    header = files[0].read_bytes()[16:24]
    width, height = figure.get_size_inches()
    assert int.from_bytes(header[:4], "big") == pytest.approx(150 * width, abs=1)
    assert int.from_bytes(header[4:], "big") == pytest.approx(150 * height, abs=1)


def test_a_long_title_is_wrapped() -> None:
    figure = survival_curves({"none": curve(0.5)}, LONG_TITLE)
    assert LONG_TITLE in written(figure)
    assert_readable(figure)


def test_a_dollar_is_a_dollar(tmp_path: Path) -> None:
    figure = reversal({1: (2, 1, 3)}, "price in $", "From $5 to $6")
    svg = save(figure, tmp_path / "chart")[1].read_text(encoding="utf-8")
    assert svg.count(">From $5 to $6<") == 3  # seen on the page, and twice in its metadata


@each(
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
