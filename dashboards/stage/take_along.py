"""What a visitor takes along from the stage: the numbers of every day as CSV, and a link as a code for phones."""

from io import BytesIO

import pandas as pd
import segno

from dashboards.shared.address import LONGEST, Address
from dashboards.stage.film import series
from hunt.errors import HuntError
from hunt.history import record

MOST = 1500
"""Characters of a link that a code can still hold legibly."""


def numbers(address: Address) -> str:
    """Return the lines of :func:`dashboards.stage.film.series` for every band, a row a day, as CSV.

    Raises
    ------
    HuntError
        When the address names no seed, so no year.
    """
    if address.seed is None:
        raise HuntError("A year has a seed; name one, as in seed=1.")
    tables = []
    for band in address.arms():
        history = record(*address.run(band))
        table = pd.DataFrame(series(history))
        table.insert(0, "day", range(len(table)))
        table.insert(0, "seed", address.seed)
        table.insert(0, "band", band.text())
        tables.append(table)
    return pd.concat(tables).to_csv(index=False)


def code(text: str) -> bytes:
    """Return a text as a QR code, an SVG picture.

    Raises
    ------
    HuntError
        When there is no text, or more than a code holds legibly.
    """
    if not 0 < len(text) <= min(MOST, LONGEST):
        raise HuntError(f"A code holds 1 to {MOST} characters, and this link has {len(text)}; leave out some settings.")
    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", scale=8, border=4, light="#fff")
    return picture.getvalue()
