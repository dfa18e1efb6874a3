"""What the pay rule builder shows of a band: its pay table, how well that measures what feeds, and what follows."""

from typing import Any

from agents.actions import CONTRIBUTIONS, congruence
from dashboards.pay.holding import Threshold, thresholds
from dashboards.shared.address import Address
from dashboards.shared.toml_text import as_toml
from hunt.catalogue.arms import Arm, value_text
from hunt.catalogue.parameters import FIELDS, Parameters, plain
from hunt.catalogue.regimes import SETTINGS, Regime, congruence_of
from hunt.catalogue.regimes import regime as catalogued
from hunt.errors import HuntError
from hunt.vocabulary import Action, Praise, Skill

ALWAYS = ("kappa", "shared", "praises")
"""What a regime file says even where it is as usual."""

BASE = "own-product"
"""The regime that an arm made of a file starts from; all of its settings are given."""


def preview(address: Address) -> dict[str, Any]:
    """Return the pay of the one band of an address, and what the rules make of it.

    Raises
    ------
    HuntError
        When the address has more than one band.
    """
    if len(address.bands) != 1:
        raise HuntError("A pay rule belongs to one band; name one, as in bands=own-product.")
    parameters = address.parameters(address.bands[0])
    table = [list(row) for row in parameters.table]
    return {
        "band": address.bands[0].text(),
        "table": table,
        "feeds": list(CONTRIBUTIONS),
        "shared": parameters.shared,
        "kappa": parameters.kappa,
        "praise": parameters.praise,
        "praised": [one.name.lower() for one in Praise if parameters.praises[one] > 0.0 and parameters.praise > 0.0],
        "congruence": congruence_of(parameters),
        "by_role": [congruence([row]) for row in table],
        "roles": list(address.words.glossary["roles"]),
        "actions": list(address.words.glossary["options"]),
        "warnings": [_warning(one, address) for one in thresholds(parameters)],
        "toml": regime_toml(parameters, address.titles()[0]),
    }


def _warning(one: Threshold, address: Address) -> str:
    name = "pay_always" if one.share <= 0.0 else "pay_never" if one.share > 1.0 else "pay_only"
    role, instead = address.words.word("roles", one.role), address.words.word("options", one.instead)
    return address.page.say(name, role=role, option=instead, share=address.page.number(f"{100 * one.share:.0f}"))


def regime_toml(parameters: Parameters, title: str) -> str:
    """Return a pay rule as a regime file, for ``hunt compare --regimes FILE.toml`` and the like."""
    settings = {name: plain(getattr(parameters, name)) for name in SETTINGS}
    kept = {name: value for name, value in settings.items() if value != plain(FIELDS[name].default) or name in ALWAYS}
    kept["table"] = {
        role.name.lower(): {action.name.lower(): row[action] for action in Action if row[action] > 0.0}
        for role, row in zip(Skill, parameters.table, strict=True)
    }
    return as_toml({"title": title, "words": "Made with the pay rule builder.", "settings": kept})


def arm_of(regime: Regime) -> str:
    """Return a regime that is in no catalogue as an arm, which a link can carry: all that is special is written out."""
    base = catalogued(BASE).on(Parameters())
    mine = regime.on(Parameters())
    differs = [name for name in SETTINGS if getattr(mine, name) != getattr(base, name)]
    return Arm(BASE, tuple((name, value_text(getattr(mine, name))) for name in differs)).text()
