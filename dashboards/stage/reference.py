"""The same year without any pay rule: the few numbers of it that the stage shows next to its bands."""

from typing import Any

from dashboards.shared.address import Address
from dashboards.stage.film import lines_of
from hunt.errors import HuntError
from hunt.history import record


def reference_year(address: Address) -> dict[str, Any]:
    """Simulate the year of an address without any pay rule; return the lines of its charts, by day.

    Nobody sees its valley, so no film is made of it.

    Raises
    ------
    HuntError
        When the reference is not asked for, or there is no seed.
    """
    arms = address.arms()[len(address.bands) :]
    if not arms:
        raise HuntError("There is nothing to show for reference: one of the bands has no pay rule already.")
    if address.seed is None:
        raise HuntError("A year has a seed; name one, as in seed=1.")
    (band,) = arms
    parameters = address.parameters(band)
    lines = lines_of(record(parameters, address.seed))
    return {
        "band": band.text(),
        "title": address.reference_title(),
        "hunters": parameters.hunters,
        **{name: lines[name].tolist() for name in ("store", "food", "kpi", "winter")},
        "living": lines["living"].astype(int).tolist(),
    }
