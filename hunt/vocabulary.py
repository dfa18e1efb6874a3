"""All words that rules compare, as numbers: the enums of ``agents/``, from one place.

>>> from hunt.vocabulary import Action
>>> Action.HUNT.value
2
"""

import warnings
from typing import Any

from agents.actions import Action
from agents.events import Because, EventKind
from agents.skills import Skill
from agents.vocabulary import (
    IMPOSSIBLE,
    NOBODY,
    RING,
    Act,
    Ending,
    Form,
    Hours,
    Kind,
    Leadership,
    Phase,
    Praise,
    Season,
    Terrain,
    Weather,
)
from hunt.errors import HuntError

__all__ = [
    "IMPOSSIBLE",
    "NOBODY",
    "RING",
    "Act",
    "Action",
    "Because",
    "Ending",
    "EventKind",
    "Form",
    "Hours",
    "Kind",
    "Leadership",
    "Phase",
    "Praise",
    "Season",
    "Skill",
    "Terrain",
    "Weather",
]


def __getattr__(name: str) -> Any:
    """Give the old name of an action for one more version, and say of another that it is gone."""
    if name == "Option":
        warnings.warn("hunt.vocabulary.Option is now Action", DeprecationWarning, stacklevel=2)
        return Action
    if name == "Decision":  # no AttributeError: an import would swallow its sentence
        raise HuntError(
            "hunt.vocabulary.Decision is gone: every hunter decides by what it expects of each action; leave the "
            "setting decision out."
        )
    raise AttributeError(f"module 'hunt.vocabulary' has no attribute {name!r}")
