"""What a regime pays, praises and lets be seen: data, one file each in ``hunt/regimes``."""

import difflib
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from agents.actions import CONTRIBUTIONS, congruence
from hunt.catalogue.own_files import own_file, own_folder, own_ids
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.errors import LONGEST, HuntError, shown
from hunt.vocabulary import Action, Praise, Skill

FOLDER = Path(__file__).parents[1] / "regimes"
SETTINGS = ("kappa", "shared", "chief_shared", "sees", "form", "quota", "praises", "table", "alignment")
"""The parameters that are a regime; :mod:`agents.behaviour.rewarding` is the only rule that reads them."""


@dataclass(frozen=True)
class Regime:
    """A named way to pay and praise.

    ``id`` is the name or path it was loaded by; ``words`` describe it; ``says`` are the parameters that its file names,
    and ``settings`` all that a regime is: those and the usual values of the others, so that nothing of another regime
    is left where this one takes its place.
    """

    id: str
    title: str
    words: str
    says: dict[str, Any]

    @property
    def settings(self) -> dict[str, Any]:
        """The parameters that a regime consists of, by name."""
        return {name: FIELDS[name].default for name in SETTINGS} | self.says

    def without_pay_strength(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Return settings meant for all regimes as they are for this one: no pay is no pay, however strong."""
        unpaid = self.says.get("kappa") == 0.0
        return {name: value for name, value in settings.items() if not (unpaid and name == "kappa")}

    def kept(self, common: Mapping[str, Any]) -> dict[str, Any]:
        """Return what settings meant for all regimes say of pay and praise; it holds for a later one as well."""
        return {name: value for name, value in self.without_pay_strength(common).items() if name in SETTINGS}

    def on(self, parameters: Parameters) -> Parameters:
        """Return the parameters with this regime in place of theirs."""
        return parameters.but(**self.settings)


def congruence_of(parameters: Parameters) -> float:
    """Return how well what is measured agrees with what feeds the band, 0 to 1.

    It is :func:`agents.actions.congruence` of the pay table as ``alignment`` has moved it.
    """
    aligned = parameters.alignment
    table = [
        [(1.0 - aligned) * paid + aligned * feeds for paid, feeds in zip(row, CONTRIBUTIONS, strict=True)]
        for row in parameters.table
    ]
    return congruence(table)


def paid_by_table(parameters: Parameters) -> float:
    """Return the share of the pay that goes by the pay table, 0 to 1; 0 where nobody is paid.  A chief may differ."""
    return 1.0 - parameters.shared * parameters.sees if parameters.kappa > 0.0 else 0.0


def regime_ids() -> tuple[str, ...]:
    """Return the ids of the catalogue."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


def regime(id: str | Path) -> Regime:
    """Return a regime of the catalogue, one of the user's own, or from a TOML file whose path ends in ``.toml``.

    Raises
    ------
    HuntError
        When there is no such regime, or its file says what is not allowed.
    """
    id = id_of("regime", id)
    if id.endswith(".toml"):  # never remembered: it may be edited between two looks
        return _regime(id, own_file("regimes", id))
    if id in regime_ids():
        return _of_the_catalogue(id)
    if id in (own := own_ids("regimes", ".toml")):
        return _regime(id, own_folder("regimes") / f"{id}.toml")
    raise unknown("regime", id, (*regime_ids(), *own))


@cache
def _of_the_catalogue(id: str) -> Regime:
    return _regime(id, FOLDER / f"{id}.toml")


def _regime(id: str, file: Path) -> Regime:
    data = read_toml(file)
    refuse_others(data, ("title", "words", "settings"), f"{file.name} says")
    settings = settings_of(data, file)
    refuse_others(settings, SETTINGS, f"[settings] of {file.name} sets", "a regime sets")
    if isinstance(settings.get("praises"), dict):
        praises, words = settings["praises"], [one.name.lower() for one in Praise]
        refuse_others(praises, words, f"{file.name} praises")
        settings["praises"] = [praises.get(word, 0.0) for word in words]
    if isinstance(settings.get("table"), dict):
        settings["table"] = _pay_table(settings["table"], file)
    found = Regime(id, text_of(data, "title", file), text_of(data, "words", file), settings)
    try:
        found.on(Parameters())
    except HuntError as error:
        raise HuntError(f"{file.name}: {error}") from None
    return found


def _pay_table(given: dict[str, Any], file: Path) -> list[list[Any]]:
    """Return a pay table given by role and action, as in ``table.track = {scout = 1.0}``; what is left out pays 0."""
    roles, actions = ([one.name.lower() for one in words] for words in (Skill, Action))
    refuse_others(given, roles, f"table of {file.name} pays")
    for role, row in given.items():
        if not isinstance(row, dict):
            raise HuntError(f"{file.name}: table.{role} must give a share for each action, as in {{scout = 1.0}}.")
        refuse_others(row, actions, f"table.{role} of {file.name} pays")
    return [[given.get(role, {}).get(action, 0.0) for action in actions] for role in roles]


def id_of(what: str, given: Any) -> str:
    """Return an id, or a path as one; refuse what is neither."""
    if not isinstance(given, str | Path):
        raise HuntError(f"{what} = {shown(given)} is not allowed: it must be an id, or the path of a .toml file.")
    return str(given)


def unknown(what: str, id: str, known: tuple[str, ...]) -> HuntError:
    """Say that there is no such thing, what there is, and what may have been meant."""
    near = difflib.get_close_matches(id[:LONGEST], known, n=1, cutoff=0.4)
    hint = f" Did you mean {near[0]}?" if near else ""
    if "." in id or "/" in id:
        hint = " The name of a file must end in .toml."
    return HuntError(f"There is no {what} named {shown(id)}; there are {', '.join(known)}.{hint}")


def refuse_others(given: Iterable[str], known: Collection[str], says: str, only: str = "known are") -> None:
    """Refuse names in a file that nothing would read."""
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(str(name)[:LONGEST], known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"{only} {', '.join(known)}."
            raise HuntError(f"{says} {shown(name)}, which is not known here; {hint}")


def read_toml(file: Path, loads: Callable[[str], dict[str, Any]] = tomllib.loads) -> dict[str, Any]:
    """Read a TOML file, or say in one sentence why not; ``loads`` may read its text in another way."""
    name = str(file) if len(str(file)) < 200 else f"...{str(file)[-200:]}"
    try:
        return loads(file.read_bytes().decode("utf-8-sig"))  # some editors begin a text with a mark
    except OSError as error:
        raise HuntError(f"{name} cannot be read: {(error.strerror or str(error)).lower()}; check the path.") from None
    except UnicodeDecodeError:
        raise HuntError(f"{name} is not text in UTF-8; save it as such.") from None
    except tomllib.TOMLDecodeError as error:
        raise HuntError(f"{name} is not valid TOML: {str(error).rstrip('.')}; mend that line.") from None
    except (ValueError, RecursionError):  # the reader gives up; so does the path, on a character no path can have
        raise HuntError(f"{name} cannot be read as TOML; check its path, its long numbers and deep lists.") from None


def settings_of(data: dict[str, Any], file: Path) -> dict[str, Any]:
    """Return the table of parameters of a file; it may be missing."""
    settings = data.get("settings", {})
    if not isinstance(settings, dict):
        raise HuntError(f"{file.name}: settings must be a table of parameters, [settings] and lines name = value.")
    return dict(settings)


def text_of(data: dict[str, Any], key: str, file: Path) -> str:
    """Return a text that a file must have."""
    text = data.get(key)
    if not isinstance(text, str) or not text.strip():
        raise HuntError(f'{file.name} needs a line {key} = "...".')
    return " ".join(text.split())
