"""The ledger as a picture: a mark where each difference lies, empty where its interval holds zero."""

from chart_reading import assert_readable, written

from experiments.figures import palette
from experiments.figures.causes import causes

ROWS = [
    {"id": "L1", "says": "as it is", "estimate": -0.3, "low": -0.4, "high": -0.2},
    {"id": "L3", "says": "own numbers leave no gap", "estimate": 0.02, "low": -0.05, "high": 0.09},
    {"id": "L5", "says": "numbers that measure what feeds", "estimate": 0.3, "low": 0.2, "high": 0.4},
]


def test_every_row_has_its_sentence_its_interval_and_its_mark() -> None:
    figure = causes(ROWS, "What is left", "3 x 20 runs")
    said = written(figure)
    assert all(f"{row['id']} {row['says']}" in " ".join(said.split()) for row in ROWS)
    lines = [line.get_xdata() for line in figure.axes[0].lines]
    assert [list(line) for line in lines if len(line) == 2][1:] == [[row["low"], row["high"]] for row in ROWS]
    marks = [line for line in figure.axes[0].lines if line.get_marker() == "s"]
    assert [line.get_xdata()[0] for line in marks] == [row["estimate"] for row in ROWS]
    assert [line.get_markerfacecolor() for line in marks] == [palette.MINE, palette.PAPER, palette.OURS]
    assert_readable(figure)
