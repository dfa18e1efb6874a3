"""How a measure is called in a report, and how a number of it is written."""

from experiments.comparison.compare import MEASURES
from experiments.comparison.summary import SHOWN

UNCLEAR = "too close to call"


def label(measure: str) -> str:
    return MEASURES.get(measure, measure.replace("_", " "))


def number(value: float, measure: str, sign: str = "") -> str:
    _, factor, decimals = SHOWN.get(measure, (measure, 1.0, 2))
    return (
        f"{round(factor * value, decimals) + 0.0:{sign}.{decimals}f}{' %' if factor == 100.0 and not sign else ''}"
        + (" points" if factor == 100.0 and sign else "")
    )
