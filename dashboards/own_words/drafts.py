"""A draft of a skin: read from a request, tried out, and written as a file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dashboards.own_words.fields import NAMES, Data, FieldError, checked, data_of, fields_of, id_of
from dashboards.shared.page_words import page_words_of
from dashboards.shared.toml_text import as_toml
from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import DEFAULT, scenario
from hunt.errors import HuntError, shown
from hunt.history import History, record
from hunt.narrator import Words, house_skin_ids, readable_skins, skin, tell
from hunt.narrator.own_skins import own_file, own_skin_ids, save_own
from hunt.narrator.skins import words_of
from hunt.vocabulary import Action, Kind, Season, Skill

LONGEST = 200_000
"""Characters of a file that are read."""

SENTENCES = 3


@dataclass(frozen=True)
class Draft:
    """A skin that is not saved yet."""

    id: str
    text: str  # as a TOML file
    words: Words
    before: Words  # the skin it is built upon


def form_of(id: str) -> dict[str, Any]:
    """Return the fields for a skin as they are now: of the user's own, or of one to build upon."""
    own = id in own_skin_ids() and id not in house_skin_ids()
    return _form(skin(id), own_file(id).read_text(encoding="utf-8") if own else "", id if own else "")


def form_of_file(text: str) -> dict[str, Any]:
    """Return the fields for a file that someone has brought along; it is checked, and nothing is saved."""
    base = _parsed(text)
    return _form(words_of(base, Path("words.toml")), text, "")


def _form(words: Words, text: str, id: str) -> dict[str, Any]:
    title = words.title if text else ""
    values = {field.name: field.now(words) for field in fields_of(words)} | {NAMES: ", ".join(words.names)}
    return {
        "id": id,
        "like": "" if text else words.id,
        "text": text,
        "language": words.language,
        "values": values | {"title": title},
        "skins": [{"id": one.id, "title": one.title, "language": one.language} for one in readable_skins()],
    }


def draft_of(given: Mapping[str, Any]) -> Draft:
    """Return the draft that a request describes.

    Raises
    ------
    HuntError
        When a word, or the file that is built upon, is not allowed; a :class:`FieldError` names the field.
    """
    text, like, values = given.get("text", ""), given.get("like", ""), given.get("values", {})
    if not isinstance(text, str) or not isinstance(like, str) or not isinstance(values, dict):
        raise HuntError("The words are not in the form that this page sends.")
    if text:
        base = _parsed(text)
        before = words_of(base, Path("words.toml"))
    else:
        if like not in house_skin_ids():
            raise HuntError(f"{shown(like)} is no skin to build upon; there are {', '.join(house_skin_ids())}.")
        base, before = {"like": like}, skin(like)
    title = checked("title", values.get("title", ""))
    id = id_of(title)
    data = data_of(base, before, values) | {"title": title}
    return Draft(id, as_toml(data), words_of(data, Path(f"{id}.toml")), before)


def _parsed(text: str) -> Data:
    if len(text) > LONGEST:
        raise HuntError(f"The file has {len(text)} characters; at most {LONGEST} are read.")
    try:
        text.encode()  # half a character is none
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeEncodeError, RecursionError) as error:
        raise HuntError(f"The file is not valid TOML: {str(error).rstrip('.')}.") from None


def preview(draft: Draft) -> dict[str, Any]:
    """Return what the words look like: sentences of a year, and labels of the stage."""
    words, page = draft.words, page_words_of(draft.words)
    new, old = _told(words), _told(draft.before)
    changed = [one for one, before in zip(new, old, strict=True) if one != before]
    some = [one for one in new if one in changed[:SENTENCES]]
    sentences = sorted({*some, *[one for one in new if one not in some][: SENTENCES - len(some)]}, key=new.index)
    seasons = [words.word("seasons", one) for one in Season]
    labels = [
        page.say("next_season", season=seasons[1], next=seasons[3], days=165),
        f"{page.say('food')}: {page.say('food_days', days=12)}, {page.say('food_days_one', days=1)}",
        f"{page.say('band')}, {page.say('hunter')}: {', '.join(words.word('roles', one) for one in Skill)}",
        ", ".join(words.word("beasts", one) for one in Kind) + f", {page.say('dial_small_game')}",
        ", ".join(words.word("options", one) for one in (Action.FORAGE, Action.SCOUT, Action.HUNT, Action.OWN)),
    ]
    return {"id": draft.id, "file": draft.text, "language": words.language, "sentences": sentences, "labels": labels}


def save(draft: Draft, over: str) -> dict[str, str]:
    """Save a draft in the user's folder; another skin of that name is kept, unless it is the one being changed."""
    if draft.id in own_skin_ids() and draft.id != over:
        raise FieldError("title", f"You have a skin called {draft.id} already; choose another name.")
    save_own(draft.id, draft.text)
    return {"id": skin(draft.id).id}


@cache
def _a_year() -> History:
    return record(scenario(DEFAULT).parameters("own-product"), 1)


def _told(words: Words) -> list[str]:
    return [one.text for one in tell(_a_year(), words, most=12, regime=regime("own-product"))]
