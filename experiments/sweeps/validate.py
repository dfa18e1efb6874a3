"""Values asked of a design file: each is there and allowed, or refused in one sentence."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any, NoReturn

from hunt.catalogue.regimes import refuse_others
from hunt.errors import HuntError, shown


@dataclass(frozen=True)
class Asked:
    """One table of a design file.

    ``where`` says in a sentence whose table it is.
    """

    data: Mapping[str, Any]
    where: str

    def only(self, *known: str) -> None:
        """Refuse names that nothing would read."""
        refuse_others(self.data, known, f"{self.where} says")

    def refuse(self, name: str, given: Any, wanted: str) -> NoReturn:
        """Say what was given and what is allowed."""
        raise HuntError(f"{self.where}: {name} = {shown(given)} is not allowed: it must be {wanted}.")

    def whole(self, name: str, low: int, high: int, default: int | None, hint: str = "") -> int:
        """Return a whole number."""
        given = self._given(name, default, f"a whole number from {low} to {high}")
        given = int(given) if isinstance(given, float) and given.is_integer() else given
        if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
            self.refuse(name, given, f"a whole number from {low} to {high}{hint}")
        return given

    def number(self, name: str, low: float, high: float, default: float | None = None) -> float:
        """Return a number of a range, its ends excluded."""
        given = self._given(name, default, f"a number between {low:g} and {high:g}")
        if isinstance(given, bool) or not isinstance(given, Real) or not low < given < high:
            self.refuse(name, given, f"a number between {low:g} and {high:g}")
        return float(given)

    def word(self, name: str, words: Collection[str], default: str | None) -> str:
        """Return one of some words."""
        wanted = f"one of {', '.join(words)}"
        given = self._given(name, default, wanted)
        if not isinstance(given, str) or given not in words:
            self.refuse(name, given, wanted)
        return given

    def flag(self, name: str) -> bool:
        """Return true or false; false where nothing is said."""
        given = self.data.get(name, False)
        if not isinstance(given, bool):
            self.refuse(name, given, "true or false")
        return given

    def text(self, name: str, default: str) -> str:
        """Return a text in one line."""
        given = self.data.get(name, default)
        if not isinstance(given, str):
            self.refuse(name, given, "a text in quotation marks")
        return " ".join(given.split())

    def texts(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return different texts: a list of them, or one alone."""
        given = self.data.get(name, list(default))
        given = [given] if isinstance(given, str) else given  # text is one text, never its letters
        if not isinstance(given, list) or not given or not all(isinstance(one, str) and one.strip() for one in given):
            self.refuse(name, given, 'a list of texts, as in ["a", "b"]')
        if len(set(given)) < len(given):
            self.refuse(name, given, "a list in which nothing is said twice")
        return tuple(given)

    def table(self, name: str) -> dict[str, Any]:
        """Return a table; empty where it is missing."""
        given = self.data.get(name, {})
        if not isinstance(given, dict):
            self.refuse(name, given, f"a table, [{name}] with lines name = value")
        return dict(given)

    def _given(self, name: str, default: Any, wanted: str) -> Any:
        if name not in self.data and default is None:
            raise HuntError(f"{self.where} needs a line {name} = ...: {wanted}.")
        return self.data.get(name, default)
