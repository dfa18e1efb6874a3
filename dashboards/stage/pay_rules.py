"""The pay rules of a band in the order in which they hold: the first from day 0, another one from the day it comes."""

from typing import Any

from dashboards.shared.address import Address, said
from hunt.catalogue.arms import SHOWN
from hunt.catalogue.interventions import ACTS, REGIME
from hunt.catalogue.regimes import regime


def pay_rules(address: Address) -> list[dict[str, Any]]:
    """Return each pay rule of the one band of an address, with the ``day`` from which it holds.

    ``also`` says what else is done to the band: of settings, those that another rule has not replaced.
    """
    (band,) = address.bands
    done = sorted(band.done, key=lambda one: one[0])  # of two on one morning, the later one in the text holds
    rules: dict[int, str] = {0: band.regime} | {day: value for day, name, value in done if name == REGIME}
    found = []
    for day, id in sorted(rules.items()):
        rule = regime(id)
        also = [
            said(address.words, address.page, *one)
            for one in done
            if one[1] in ACTS or (one[0] >= day and not (one[1] == REGIME and one[0] == day))
        ]
        texts = {"title": address.page.title(rule), "words": address.words.rule(rule)}
        found.append({"day": day, "id": id, **texts, "also": also[:SHOWN]})
    return found
