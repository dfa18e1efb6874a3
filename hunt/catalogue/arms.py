"""A band in one word: a regime, settings of its own and what is done to it, as links and commands write it.

``shared-survival~push:0~180:review:3``: the regime, then after each ``~`` either a setting from the first morning on,
``name:value``, or what is new from the morning of a day on, ``day:name:value``; see :mod:`hunt.changes`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hunt.catalogue.interventions import ACTS, FORCE, ROLE_ACTS, SIZES, Change, acts_of, segments, value_of
from hunt.catalogue.parameters import Parameters, parsed, plain
from hunt.catalogue.regimes import Regime, regime
from hunt.catalogue.scenarios import Claim, Scenario
from hunt.errors import HuntError, shown

SHOWN = 3
"""A title says so many differences; whoever wants all of them looks at the band's text."""


@dataclass(frozen=True)
class Arm:
    """A regime, the settings that are this band's alone, and what is done to it on the morning of which day."""

    regime: str
    settings: tuple[tuple[str, str], ...] = ()
    done: tuple[tuple[int, str, str], ...] = ()

    def text(self) -> str:
        """Return the band as it is written; `read_arm` reads it."""
        own = [f"{name}:{value}" for name, value in self.settings]
        return "~".join([self.regime, *own, *(f"{day}:{name}:{value}" for day, name, value in self.done)])

    def parameters(self, where: Scenario, **common: Any) -> Parameters:
        """Return the settings of this band in a scenario; its own ones go before those it has in common.

        Raises
        ------
        HuntError
            For an unknown regime or a setting that is not allowed.
        """
        own = {name: parsed(name, value) for name, value in self.settings}
        return where.parameters(self.regime, **(common | own))

    def changes(self) -> tuple[Change, ...]:
        """Return what is done to it, as :func:`hunt.record` takes it."""
        return tuple((day, {name: value_of(name, value)}) for day, name, value in self.done)


def read_arm(text: str) -> Arm:
    """Read a band; one that is only a regime, or a file of one, is its id or path alone.

    Raises
    ------
    HuntError
        When something after a ``~`` is neither a setting nor a change.
    """
    if text.endswith(".toml"):
        return Arm(text)
    id, *rest = text.split("~")
    settings: list[tuple[str, str]] = []
    done: list[tuple[int, str, str]] = []
    for one in rest:
        first, _, second = one.partition(":")
        name, colon, value = second.partition(":")
        if first.isdecimal() and first.isascii() and len(first) < 6 and colon and value:
            done.append((int(first), name, value))
        elif first and second and not first[0].isdigit():
            if first in dict(settings):
                raise HuntError(f"The band {shown(text)} gives {shown(first)} twice; leave one of them out.")
            settings.append((first, second))
        else:
            raise HuntError(
                f"~{shown(one)} is no change; write ~day:name:value, as in ~60:review:3, or ~name:value for a setting "
                "of the whole run."
            )
    return Arm(id, tuple(settings), tuple(done))


def checked_arm(text: str, where: Scenario, **common: Any) -> tuple[Parameters, tuple[Change, ...]]:
    """Return the settings and the changes of a band in a scenario, or refuse it before anything is lived."""
    one = read_arm(text)
    parameters, changes = one.parameters(where, **common), one.changes()
    segments(parameters, changes)
    acts_of(parameters, changes)
    return parameters, changes


def check_alike(arms: Mapping[str, Parameters]) -> None:
    """Refuse bands that cannot stand beside each other, because they would not meet the same luck.

    Raises
    ------
    HuntError
        When two of them differ in size or in the unit of food.
    """
    for name in (*SIZES, "need"):
        values = {id: getattr(one, name) for id, one in arms.items()}
        if len(set(values.values())) > 1:
            told = ", ".join(f"{shown(value)} for {id}" for id, value in values.items())
            raise HuntError(
                f"{name} differs between the bands ({told}), so they would not meet the same luck; change it for all."
            )


def arms_of(claim: Claim) -> tuple[Arm, Arm]:
    """Return the two bands that a claim compares."""
    done = [(day, name, _written(value)) for day, change in claim.done for name, value in change.items()]
    against = [(name, _written(value)) for name, value in claim.against.items()]
    return Arm(claim.regimes[0], done=tuple(done)), Arm(claim.regimes[1], settings=tuple(against))


def _written(value: Any) -> str:
    """Return a value so that reading it gives the very same one."""
    if isinstance(value, float):
        return f"{value:g}" if float(f"{value:g}") == value else repr(value)
    return str(value)


# --- what differs ------------------------------------------------------------------------------------------------

Named = Callable[[int, str, str], str]
"""Says what is done on a day: from day, name and value."""


def in_words(day: int, name: str, value: str) -> str:
    """Say what is done on a day, in plain words."""
    if name == "regime":
        return f"{regime(value).title} from day {day} on"
    if name in ROLE_ACTS:
        return f"day {day}: {name} {value}"
    if name == FORCE:
        hunter, _, action = value.partition("/")
        return f"day {day}: hunter {hunter} chooses {action}"
    return f"day {day}: {name} by {value}" if name in ACTS else f"{name.replace('_', ' ')} {value} from day {day} on"


def titles(
    bands: Sequence[Arm],
    where: Scenario,
    common: dict[str, Any],
    *,
    title: Callable[[Regime], str] = lambda one: one.title,
    said: Named = in_words,
    called: Callable[[str], str] = lambda name: name.replace("_", " "),
    figure: Callable[[str], str] = str,
    untouched: str = "nothing done",
) -> list[str]:
    """Return a title for each of the bands beside each other: the regime, and what else differs.

    Where a setting is one band's own, the others say what it is for them; where something is done to a band with the
    regime of another, the other says that to it nothing is.
    """
    names = list(dict.fromkeys(name for band in bands for name, _ in band.settings))
    words = []
    for band in bands:
        parameters = band.parameters(where, **common)
        parts = [f"{called(name)} {figure(_read(getattr(parameters, name)))}" for name in names]
        parts += [said(*one) for one in band.done]
        like = [other for other in bands if other is not band and other.regime == band.regime]
        if not parts and any(other.done for other in like):
            parts = [untouched]
        more = [f"+ {len(parts) - SHOWN}"] if len(parts) > SHOWN else []
        words.append(" \N{MIDDLE DOT} ".join([title(regime(band.regime)), *parts[:SHOWN], *more]))
    return unique_titles(words)


def unique_titles(words: Sequence[str]) -> list[str]:
    """Number the words that are the same: what was cut off them was the difference."""
    often, seen = Counter(words), Counter[str]()
    numbered = []
    for word in words:
        seen[word] += 1
        numbered.append(f"{word} ({seen[word]})" if often[word] > 1 else word)
    return numbered


def _read(value: Any) -> str:
    value = plain(value)
    return f"{value:g}" if isinstance(value, float) else str(value) if not isinstance(value, list) else "its own"
