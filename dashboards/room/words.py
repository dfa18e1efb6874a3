"""The words of the room, in one file a voice: what phones, screen and strip say, and the texts of each step.

``company`` is a voice for skins without hunters: it is like English, apart from what would be out of place there.
A voice calls the winter what the skin calls it: ``company:Christmas rush`` is the voice of a skin with that word.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hunt.narrator import DEFAULT, skin
from hunt.narrator.season_names import all_renamed
from hunt.vocabulary import Season

FOLDER = Path(__file__).with_name("words")
COMPANY = "company"
CALLS = ":"
"""Stands in a voice before its word for the winter, where that is not the usual one."""


def voices() -> tuple[str, ...]:
    """Return the voices of the room."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


def voice_of(id: str) -> str:
    """Return the voice that fits a skin, with the skin's word for the winter."""
    words = skin(id)
    english = words.language not in voices() or words.language == skin(DEFAULT).language
    voice = words.language
    if english:
        voice = skin(DEFAULT).language if id == DEFAULT else COMPANY
    winter = words.word("seasons", Season.WINTER)
    return voice if winter == room_words(voice)["winter"] else f"{voice}{CALLS}{winter}"


@cache
def room_words(voice: str) -> Mapping[str, Any]:
    """Return all texts of a voice, by part and name; what it does not say is as in the voice it is ``like``."""
    name, _, winter = voice.partition(CALLS)
    found = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    like = found.pop("like", None)
    texts = _over(dict(room_words(like)), found) if like else found
    return all_renamed(texts, {texts["winter"]: winter}, texts["language"]) if winter else texts


def _over(base: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in own.items():
        base[name] = _over(dict(base.get(name, {})), value) if isinstance(value, dict) else value
    return base


def step_texts(voice: str, id: str) -> Mapping[str, Any]:
    """Return the texts of a step.

    A day of Hands, ``hands-3``, has those of ``hands-day`` with its number filled in, and so has a day of its second
    year, ``hands-second-3``.
    """
    steps = room_words(voice)["steps"]
    if id in steps:
        return dict(steps[id])
    plain = id.replace("-first-", "-").replace("-second-", "-")
    if plain in steps:
        return dict(steps[plain])
    name, _, number = plain.rpartition("-")
    texts = dict(steps[f"{name}-day"])
    return {key: text.format(day=number) if isinstance(text, str) else text for key, text in texts.items()}
