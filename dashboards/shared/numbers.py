"""Numbers and differences of a result, in the words of the page."""

from collections.abc import Mapping
from typing import Any

from dashboards.shared.page_words import PageWords
from experiments.statistics.estimates import verdict

Row = Mapping[str, Any]


def number(words: PageWords, value: float, decimals: int, sign: str = "") -> str:
    """Return a number as the language writes it; what rounds to nothing has no sign."""
    rounded = round(value, decimals) + 0.0
    return words.number(f"{rounded:{sign if rounded else ''}.{decimals}f}")


def interval(words: PageWords, row: Row, factor: float, decimals: int, sign: str = "") -> str:
    """Return an estimate with its 95 % interval."""
    estimate, low, high = (number(words, factor * row[name], decimals, sign) for name in ("estimate", "low", "high"))
    return estimate if row["low"] == row["high"] else f"{estimate} [{low}, {high}]"


def means(words: PageWords, row: Row) -> str:
    """Say in a word what a difference means."""
    if row["low"] == row["high"] == 0.0:
        return words.put("compare_same")
    found = verdict(row["low"], row["high"])
    return {
        "lower": words.put("compare_fewer"),
        "higher": words.put("compare_more"),
        "unclear": words.put("compare_unclear"),
    }[found]
