"""One arm of a comparison as a short text: a regime, its own settings and interventions, as links and commands use it.

``shared-survival~push:0~180:review:3`` is the regime, then after each ``~`` either a setting for the whole run,
``name:value``, or an intervention on a day, ``day:name:value``; see :mod:`hunt.catalogue.interventions`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hunt.catalogue.interventions import (
    ACTS,
    FORCE,
    REGIME,
    ROLE_ACTS,
    SIZES,
    Change,
    acts_of,
    lasting,
    segments,
    value_of,
)
from hunt.catalogue.own_rules import RULES, registered_rules
from hunt.catalogue.parameters import FIELDS, SHAPES, Parameters, parsed, plain
from hunt.catalogue.regimes import Regime, regime
from hunt.catalogue.scenarios import Claim, Scenario
from hunt.errors import HuntError, shown
from hunt.vocabulary import Form, Leadership

REFERENCE = "none"
"""The arm without any pay rule that is shown next to the bands of a claim; no claim is judged by it."""

SHOWN = 3
"""A title lists at most this many differences; the text of the arm has all of them."""


@dataclass(frozen=True)
class Arm:
    """A regime, the settings of this arm alone, and its interventions by day."""

    regime: str
    settings: tuple[tuple[str, str], ...] = ()
    done: tuple[tuple[int, str, str], ...] = ()

    def text(self) -> str:
        """Return the arm as text; `read_arm` reads it back."""
        own = [f"{name}:{value}" for name, value in self.settings]
        return "~".join([self.regime, *own, *(f"{day}:{name}:{value}" for day, name, value in self.done)])

    def parameters(self, where: Scenario, **common: Any) -> Parameters:
        """Return the settings of this arm in a scenario; its own override the common ones.

        The strength of pay that is common to all is not for an arm without pay.

        Raises
        ------
        HuntError
            For an unknown regime or a setting that is not allowed.
        """
        own = {name: registered_rules(value) if name == RULES else parsed(name, value) for name, value in self.settings}
        return where.parameters(self.regime, **(regime(self.regime).without_pay_strength(common) | own))

    def names_rules(self) -> bool:
        """Tell whether this arm itself says by which rules it lives."""
        return RULES in dict(self.settings)

    def changes(self, **common: Any) -> tuple[Change, ...]:
        """Return its interventions, as :func:`hunt.record` takes them.

        What the common settings say of pay, such as its strength, holds for a regime that comes later as well; what
        this arm sets for itself is part of how it was paid until then.
        """
        return tuple((day, lasting({name: value_of(name, value)}, common)) for day, name, value in self.done)


def read_arm(text: str) -> Arm:
    """Read an arm; one that is only a regime is just its id or the path of its file.

    Raises
    ------
    HuntError
        When something after a ``~`` is neither a setting nor an intervention.
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
                raise HuntError(f"The arm {shown(text)} gives {shown(first)} twice; leave one of them out.")
            settings.append((first, second))
        else:
            raise HuntError(
                f"~{shown(one)} is not an intervention; write ~day:name:value, as in ~60:review:3, or ~name:value for "
                "a setting of the whole run."
            )
    return Arm(id, tuple(settings), tuple(done))


def checked_arm(text: str, where: Scenario, **common: Any) -> tuple[Parameters, tuple[Change, ...]]:
    """Return the settings and interventions of an arm in a scenario, or refuse it before anything is simulated."""
    one = read_arm(text)
    parameters, changes = one.parameters(where, **common), one.changes(**common)
    segments(parameters, changes)
    acts_of(parameters, changes)
    return parameters, changes


def check_alike(arms: Mapping[str, Parameters]) -> None:
    """Refuse arms that cannot be compared because they would not share their random numbers.

    Raises
    ------
    HuntError
        When two of them differ in size or in the unit of food.
    """
    for name in (*SIZES, "need"):
        values = {id: getattr(one, name) for id, one in arms.items()}
        if len(set(values.values())) > 1:
            each = ", ".join(f"{shown(value)} for {id}" for id, value in values.items())
            raise HuntError(
                f"{name} differs between the arms ({each}), so they would not meet the same luck; change it for all."
            )


def arms_of(claim: Claim) -> tuple[Arm, Arm]:
    """Return the two arms that a claim compares."""
    done = [(day, name, value_text(value)) for day, change in claim.done for name, value in change.items()]
    against = [(name, value_text(value)) for name, value in claim.against.items()]
    return Arm(claim.regimes[0], done=tuple(done)), Arm(claim.regimes[1], settings=tuple(against))


def value_text(value: Any) -> str:
    """Return a value as text that reads back as the same value; rows of a table by ``/``, its numbers by ``_``."""
    if isinstance(value, tuple | list):
        return ("/" if value and isinstance(value[0], tuple | list) else "_").join(map(value_text, value))
    if isinstance(value, Form | Leadership):
        return value.name.lower()
    if isinstance(value, float):
        return f"{value:g}" if float(f"{value:g}") == value else repr(value)
    return str(value)


# --- what differs ------------------------------------------------------------------------------------------------

Named = Callable[[int, str, str], str]
"""Describes an intervention, given its day, name and value."""


def in_words(day: int, name: str, value: str) -> str:
    """Describe an intervention in plain words."""
    if name == REGIME:
        return f"{regime(value).title} from day {day} on"
    if name in ROLE_ACTS:
        return f"day {day}: {name} {value}"
    if name == FORCE:
        hunter, _, action = value.partition("/")
        return f"day {day}: hunter {hunter} chooses {action}"
    return f"day {day}: {name} by {value}" if name in ACTS else f"{name.replace('_', ' ')} {value} from day {day} on"


def titles(
    arms: Sequence[Arm],
    where: Scenario,
    common: dict[str, Any],
    *,
    title: Callable[[Regime], str] = lambda one: one.title,
    said: Named = in_words,
    called: Callable[[str], str] = lambda name: name.replace("_", " "),
    figure: Callable[[str], str] = str,
    untouched: str = "no change",
) -> list[str]:
    """Return a title for each arm: its regime, and what else differs between the arms.

    If one arm sets a parameter, the others state their value, too.  If two arms share a regime and only one has
    interventions, the other says that it has none.
    """
    names = list(dict.fromkeys(name for arm in arms for name, _ in arm.settings))
    words = []
    for arm in arms:
        parameters = arm.parameters(where, **common)
        own = dict(arm.settings)
        parts = [called(name) for name in names if name in SHAPES and name in own]
        parts += [f"{called(RULES)} {own[RULES]}"] if RULES in own else []
        parts += [
            f"{called(name)} {figure(_read(getattr(parameters, name)))}"
            for name in names
            if name in FIELDS and name not in SHAPES
        ]
        parts += [said(*one) for one in arm.done]
        like = [other for other in arms if other is not arm and other.regime == arm.regime]
        if not parts and any(other.done or other.names_rules() for other in like):
            parts = [untouched]
        more = [f"+ {len(parts) - SHOWN}"] if len(parts) > SHOWN else []
        words.append(" \N{MIDDLE DOT} ".join([title(regime(arm.regime)), *parts[:SHOWN], *more]))
    return unique_titles(words)


def unique_titles(words: Sequence[str]) -> list[str]:
    """Number equal titles: what was cut off them was the difference."""
    often, seen = Counter(words), Counter[str]()
    numbered = []
    for word in words:
        seen[word] += 1
        numbered.append(f"{word} ({seen[word]})" if often[word] > 1 else word)
    return numbered


def _read(value: Any) -> str:
    value = plain(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
