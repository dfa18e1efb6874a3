"""The words that the form asks for, where each stands in a skin, and what is allowed in it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboards.shared.page_words import page_words_of
from hunt.errors import HuntError
from hunt.narrator import Words, house_skin_ids
from hunt.narrator.words import GLOSSARY

LONGEST = 60
"""Characters of a word; longer ones would not fit on the stage."""

NUMBER = "\N{HORIZONTAL ELLIPSIS}"
"""Where a number stands in a text."""

LONGEST_LIST = 3000
FEWEST_NAMES = 12
"""The band of the default size has a name for everyone; the rest come from the skin that is built upon."""

Data = dict[str, Any]


class FieldError(HuntError):
    """A word that is not allowed, and the field it stands in."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Field:
    """One word: what it is in a skin, and where it is put."""

    name: str
    now: Callable[[Words], str]
    put: Callable[[Data, str], None]
    group: str = ""  # of the glossary; its words may have several forms


def _of_the_page(name: str, *others: str) -> Field:
    """Return the field of a text of the page."""

    def put(data: Data, value: str) -> None:
        for one in (name, *others):
            data.setdefault("page", {})[one] = value

    return Field(name, lambda words: page_words_of(words).texts[name], put)


def _with_a_number(name: str, **others: str) -> Field:
    """Return the field of a text with a number of days in it; ``others`` are texts that call the number otherwise."""

    def put(data: Data, value: str) -> None:
        parts = value.replace("...", NUMBER).split(NUMBER)
        if len(parts) != 2:
            raise FieldError(name, f"Write {NUMBER} once, where the number stands.")
        for text, number in {name: "days", **others}.items():
            data.setdefault("page", {})[text] = f"{{{number}}}".join(parts)

    return Field(name, lambda words: page_words_of(words).texts[name].replace("{days}", NUMBER), put)


def _of_the_glossary(group: str, one: Any) -> Field:
    key = one.name.lower()

    def put(data: Data, value: str) -> None:
        data.setdefault(group, {})[key] = value

    return Field(f"{group}_{key}", lambda words: words.word(group, one), put, group)


def _list(group: str, *keys: str) -> tuple[Field, ...]:
    members = {one.name.lower(): one for one in GLOSSARY[group]}
    return tuple(_of_the_glossary(group, members[key]) for key in keys)


FIELDS: tuple[Field, ...] = (
    Field("title", lambda words: "", lambda data, value: data.update(title=value)),
    _of_the_page("band"),
    _of_the_page("hunter"),
    *_list("roles", "track", "drive", "strike", "keep"),
    *_list("beasts", "calf", "cow", "bull"),
    _of_the_page("dial_small_game", "meaning_small_game"),
    *_list("options", "forage", "scout", "hunt", "own", "tend"),
    *_list("seasons", "spring", "summer", "autumn", "winter"),
    _of_the_page("food"),
    _with_a_number("food_days_one"),
    _with_a_number("food_days", days_worth="number"),
    *_list("hours", "meeting", "reminder"),
)
NAMES = "names"

NOT_ALLOWED = re.compile(r"[{}|#\\\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Signs with a meaning in sentences, and those that nobody sees."""


def fields_of(words: Words) -> tuple[Field, ...]:
    """Return the fields that a skin can have: a word with several forms (German cases) cannot be asked for as one."""
    return tuple(one for one in FIELDS if not one.group or len(words.forms[one.group][0]) == 1)


def checked(name: str, given: Any) -> str:
    """Return a word without blanks around it, or refuse it in one sentence."""
    text = " ".join(unicodedata.normalize("NFC", str(given)).split(" ")).strip()
    if not text:
        raise FieldError(name, "This must not be empty.")
    if len(text) > LONGEST:
        raise FieldError(name, f"This has {len(text)} characters; at most {LONGEST} fit.")
    sign = NOT_ALLOWED.search(text)
    if sign:
        shown = f"the sign {sign[0]}" if sign[0].isprintable() else "a line break or a sign that cannot be seen"
        raise FieldError(name, f"This must not contain {shown}.")
    return text


def names_in(given: Any, usual: tuple[str, ...]) -> list[str]:
    """Return the names of a list with commas, filled up with the usual ones."""
    text = str(given)
    if len(text) > LONGEST_LIST:
        raise FieldError(NAMES, f"The list has {len(text)} characters; at most {LONGEST_LIST} are read.")
    own = [checked(NAMES, one) for one in re.split(r"[,;\n]", text) if one.strip()]
    twice = next((one for k, one in enumerate(own) if one in own[:k]), None)
    if twice is not None:
        raise FieldError(NAMES, f"{twice} is there twice; give each a name of their own.")
    if len(own) < FEWEST_NAMES:
        raise FieldError(NAMES, f"There are {len(own)} names; at least {FEWEST_NAMES} are needed.")
    rest = [one for one in usual if one not in own]
    return (own + rest)[: max(len(own), len(usual))]


def data_of(base: Mapping[str, Any], words: Words, given: Mapping[str, Any]) -> Data:
    """Return the data of a skin: those of a base, with the words that differ from the ones the base has.

    Raises
    ------
    FieldError
        When a word is not allowed; it names the field.
    """
    data: Data = {key: dict(part) if isinstance(part, Mapping) else part for key, part in base.items()}
    for field in fields_of(words):
        text = checked(field.name, given.get(field.name, field.now(words)))
        if text != field.now(words):
            field.put(data, text)
    usual = ", ".join(words.names)
    if str(given.get(NAMES, usual)) != usual:
        data[NAMES] = names_in(given[NAMES], words.names)
    return data


def id_of(title: str) -> str:
    """Return the id that a title gives: small letters, digits and hyphens; never that of a skin of the house.

    Raises
    ------
    FieldError
        When nothing is left of the title, or a skin of the house is called so.
    """
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss")).encode("ascii", "ignore").decode()
    id = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-")
    if not id:
        raise FieldError("title", "The name needs at least one letter from a to z, or a digit.")
    if id in house_skin_ids():
        raise FieldError("title", f"A skin that comes with the program is called {id}; choose another name.")
    return id
