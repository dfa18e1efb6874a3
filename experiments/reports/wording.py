"""How a measure is called in a report, and how a number of it is written."""

from hunt.catalogue.measures import look_of

UNCLEAR = "too close to call"


def label(measure: str) -> str:
    return look_of(measure).says if look_of(measure).compared else look_of(measure).short


def number(value: float, measure: str, sign: str = "") -> str:
    look = look_of(measure)
    unit = "" if not look.percent else " points" if sign else " %"
    return f"{round(look.factor * value, look.decimals) + 0.0:{sign}.{look.decimals}f}{unit}"
