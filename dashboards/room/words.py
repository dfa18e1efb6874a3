"""The words of the room, in one file a language: what phones, screen and strip say, and the texts of each step."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("words")


def languages() -> tuple[str, ...]:
    """Return the languages of the room."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


@cache
def room_words(language: str) -> Mapping[str, Any]:
    """Return all texts of a language, by part and name."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def step_texts(language: str, id: str) -> Mapping[str, Any]:
    """Return the texts of a step. A day of Hands, ``hands-3``, has those of ``hands-day`` with its number filled in."""
    steps = room_words(language)["steps"]
    if id in steps:
        return dict(steps[id])
    name, _, number = id.rpartition("-")
    texts = dict(steps[f"{name}-day"])
    return {key: text.format(day=number) if isinstance(text, str) else text for key, text in texts.items()}
