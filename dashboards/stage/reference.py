"""The same year without any pay rule: the few numbers of it that the stage shows next to its bands."""

from typing import Any

import numpy as np

from dashboards.shared.address import Address
from dashboards.stage.film import winter_need
from hunt.engine.compiled import ArmSettings, run_arms
from hunt.engine.kernel import DIARY
from hunt.errors import HuntError


def reference_year(address: Address) -> dict[str, Any]:
    """Simulate the year of an address without any pay rule; return its number of living and its store, by day.

    Nobody sees its valley, so no film is made of it: this takes a hundredth of the time.

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
    (diary,) = run_arms([ArmSettings(parameters)], np.array([address.seed]), diaries=True).diaries
    living, store = (diary[0, :, DIARY.index(name)] for name in ("living", "store"))
    return {
        "band": band.text(),
        "title": address.reference_title(),
        "hunters": parameters.hunters,
        "living": living.astype(int).tolist(),
        "store": (store / (parameters.need * np.maximum(living, 1))).tolist(),
        "winter": winter_need(parameters).tolist(),
    }
