"""The five colours of the project on light paper, and how each regime is drawn.

Colour is never the only cue: every regime has its own dash and mark as well (round for ours, square for mine).
Text is ink or grey, never a hue; marks are filled with colour and outlined in ink.
The five hues keep a CIE76 distance of at least 22.9 from each other under simulated protan, deutan and tritan vision.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

PAPER: Final = "#FBF8F1"
INK: Final = "#1B1F24"
GREY: Final = "#5C636B"
OURS: Final = "#0796D4"
MINE: Final = "#CF3D16"
PREVENTION: Final = "#2E6D5B"
HEROICS: Final = "#8B237D"

GRID: Final = "#E3DED2"
SHADE: Final = "#EEE9DD"
WINTER: Final = "#E6ECF0"
SNOW: Final = "#FFFFFF"

Dash = str | tuple[float, tuple[float, ...]]
"""A matplotlib line style: a name, or an offset with on and off lengths in line widths."""


class Style(NamedTuple):
    """How one regime is drawn: colour, dash of its line, mark at its end."""

    colour: str
    dash: Dash
    mark: str


REGIMES: Final[dict[str, Style]] = {
    "shared-survival": Style(OURS, "solid", "o"),
    "own-product": Style(MINE, (0, (5, 2)), "s"),
    "mixed": Style(GREY, (0, (9, 2.5)), "^"),
    "ranking": Style(GREY, (0, (1, 1.3)), "v"),
    "sla": Style(GREY, (0, (6, 2, 1, 2)), "D"),
    "plan": Style(GREY, (0, (6, 2, 1, 2, 1, 2)), "P"),
    "heroics": Style(GREY, (0, (2.5, 1.5)), "*"),
    "none": Style(GREY, (0, (1, 3)), "X"),
}


def styles(regimes: Iterable[str]) -> dict[str, Style]:
    """How each regime of one figure is drawn.

    Parameters
    ----------
    regimes : iterable of str
        Regime ids or names of own tables.

    Returns
    -------
    dict of str to Style
        A regime of the catalogue always looks the same. A name that is not in the catalogue gets the first grey style
        nobody else in the figure uses; when those run out, they are used again.
    """
    names = list(regimes)
    greys = [style for regime, style in REGIMES.items() if style.colour == GREY and regime not in names]
    greys = greys or [style for style in REGIMES.values() if style.colour == GREY]
    strangers = [name for name in names if name not in REGIMES]
    lent = {name: greys[i % len(greys)] for i, name in enumerate(strangers)}
    return {name: REGIMES.get(name) or lent[name] for name in names}
