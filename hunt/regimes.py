"""What a regime pays, praises and lets be seen: data, one file each in ``hunt/regimes``."""

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hunt.parameters import HuntError, Parameters
from hunt.vocabulary import Praise

FOLDER = Path(__file__).with_name("regimes")
SETTINGS = ("kappa", "shared", "chief_shared", "sees", "form", "quota", "praises", "table")
"""The parameters that are a regime; :mod:`hunt.rules.rewarding` is the only rule that reads them."""


@dataclass(frozen=True)
class Regime:
    """A named way to pay and praise.

    ``settings`` are parameters by name; ``words`` say it to people.
    """

    id: str
    title: str
    words: str
    settings: dict[str, Any]

    def on(self, parameters: Parameters) -> Parameters:
        """Return the parameters with this regime in place of theirs."""
        return parameters.but(**self.settings)


def regime_ids() -> tuple[str, ...]:
    """Return the ids of the catalogue."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


@cache
def regime(id: str) -> Regime:
    """Return a regime of the catalogue, or from a TOML file whose path ends in ``.toml``.

    Raises
    ------
    HuntError
        When there is no such regime, or its file says what is not allowed.
    """
    file = Path(id) if id.endswith(".toml") else FOLDER / f"{id}.toml"
    if not id.endswith(".toml") and id not in regime_ids():
        raise unknown("regime", id, regime_ids())
    data = read_toml(file)
    settings = dict(data.get("settings", {}))
    for name in settings:
        if name not in SETTINGS:
            raise HuntError(
                f"{file.name} sets {name!r}, which is not part of a regime; a regime sets {', '.join(SETTINGS)}."
            )
    if isinstance(settings.get("praises"), dict):
        settings["praises"] = _praises(settings["praises"], file.name)
    found = Regime(file.stem, text_of(data, "title", file), text_of(data, "words", file), settings)
    found.on(Parameters())
    return found


def _praises(given: dict[str, Any], name: str) -> list[Any]:
    words = [one.name.lower() for one in Praise]
    for word in given:
        if word not in words:
            raise HuntError(f"{name} praises {word!r}, which is not known; it may praise {', '.join(words)}.")
    return [given.get(word, 0.0) for word in words]


def unknown(what: str, id: str, known: tuple[str, ...]) -> HuntError:
    """Say that there is no such thing, what there is, and what may have been meant."""
    near = difflib.get_close_matches(id, known, n=1, cutoff=0.4)
    hint = f" Did you mean {near[0]}?" if near else ""
    return HuntError(f"There is no {what} named {id!r}; there are {', '.join(known)}.{hint}")


def read_toml(file: Path) -> dict[str, Any]:
    """Read a TOML file, or say in one sentence why not."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise HuntError(
            f"{file} cannot be read: {(error.strerror or 'unknown reason').lower()}; check the path."
        ) from None
    except UnicodeDecodeError:
        raise HuntError(f"{file} is not text in UTF-8; save it as such.") from None
    except tomllib.TOMLDecodeError as error:
        raise HuntError(f"{file} is not valid TOML: {error}.") from None


def text_of(data: dict[str, Any], key: str, file: Path) -> str:
    """Return a text that a file must have."""
    if not isinstance(data.get(key), str):
        raise HuntError(f'{file.name} needs a line {key} = "...".')
    return " ".join(str(data[key]).split())
