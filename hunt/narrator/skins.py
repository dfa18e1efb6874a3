"""Skins are files in ``hunt/words``: read once, and refused in one sentence where they would fail on a stage.

A user's own skins are in a folder of the user's, see :mod:`hunt.narrator.own_skins`, and may change at any time.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from agents.actions import ACTIONS, Action
from agents.skills import PLAIN_WORDS as ROLE_WORDS
from agents.skills import Skill
from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.regimes import id_of, read_toml, regime_ids, text_of, unknown
from hunt.errors import HuntError, shown
from hunt.narrator.offers import SAYS, STORIES
from hunt.narrator.own_skins import own_file, own_skin_ids
from hunt.narrator.season_names import all_renamed
from hunt.narrator.sentence_tables import event_table, table_of
from hunt.narrator.skin_pages import page_of, parameters_of, part_of, refuse_unknown, scenarios_of
from hunt.narrator.words import GLOSSARY, MEANINGS, TEXT, Words

FOLDER = Path(__file__).parent.with_name("words")
DEFAULT = "stone-age"
TEXTS = ("title", "language", "names", "figures", "thousands", "joined", "the", "winds")

PARTS = ("pictures", "meanings", "regimes", "page", "settings", "scenarios")
PICTURES = ("stone-age", "data-centre", "customers", "product")
"""The sets of pictures the stage can draw with; the first is used where a skin names none."""


def skin_ids() -> tuple[str, ...]:
    """Return the ids of the skins there are: those of the house, then the user's own."""
    house = house_skin_ids()
    return (*house, *(id for id in own_skin_ids() if id not in house))


@cache
def house_skin_ids() -> tuple[str, ...]:
    """Return the ids of the skins that come with the program."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


def skin(id: str | Path = DEFAULT) -> Words:
    """Return the words of a skin, or of a TOML file whose path ends in ``.toml``.

    Raises
    ------
    HuntError
        When there is no such skin, or its file lacks something or says what is not allowed.
    """
    id = id_of("skin", id)
    if id.endswith(".toml"):  # never remembered: it may be edited between two looks
        return _skin(Path(id))
    if id not in skin_ids():
        raise unknown("skin", id, skin_ids())
    if id in house_skin_ids():
        return _of_the_house(id)
    file = own_file(id)
    found = file.stat()
    return _own(file, (found.st_mtime_ns, found.st_size, found.st_ino))


@lru_cache(maxsize=16)
def _own(file: Path, state: tuple[int, int, int]) -> Words:
    """Return the words of a user's skin; ``state`` tells when they are new: the time alone stands still for some ms."""
    return _skin(file)


@cache
def _of_the_house(id: str) -> Words:
    return _skin(FOLDER / f"{id}.toml")


def readable_skins() -> list[Words]:
    """Return all skins but those files of the user's that cannot be read: one of them must not cost a page the rest."""
    found = [skin(id) for id in house_skin_ids()]
    for id in skin_ids()[len(found) :]:
        with suppress(HuntError, OSError):
            found.append(skin(id))
    return found


def skin_rows(id: str | None = None) -> list[dict[str, Any]]:
    """Return one row per skin, or of the one asked for a row per thing that it has a word of its own for."""
    if id is not None:
        return [{"word": of.replace("_", " "), "stands here for": here} for of, here in skin(id).meanings.items()]
    return [
        {"id": one, "title": skin(one).title, "language": skin(one).language}
        | {"a mammoth is": skin(one).meanings["mammoth"]}
        for one in skin_ids()
    ]


def _skin(file: Path) -> Words:
    return words_of(read_toml(file), file)


def words_of(data: dict[str, Any], file: Path) -> Words:
    """Return the words that the data of a file say, the rest as in the skin that it is like.

    Raises
    ------
    HuntError
        When something is missing, unknown or not allowed; the sentence names the file.
    """
    data = _with_the_rest(data, file)
    kinds = [kind.name.lower() for kind, _ in SAYS]
    refuse_unknown(data, (*TEXTS, *PARTS, *GLOSSARY, *STORIES, *kinds), file.name, file)
    title, language = (text_of(data, key, file) for key in ("title", "language"))
    forms = {group: _words_with_forms(data, group, enum, file) for group, enum in GLOSSARY.items()}
    words = Words(
        id=file.stem,
        title=title,
        language=language,
        meanings=_meanings(data, file),
        names=_names(data, file),
        figures=_texts(data, "figures", file, least=2),
        thousands=text_of(data, "thousands", file),
        joined=f" {text_of(data, 'joined', file)} ",
        the=_texts(data, "the", file, least=2),
        winds=_texts(data, "winds", file, least=8),
        regimes=_regimes(data, file),
        glossary={group: tuple(one[TEXT] for one in words) for group, words in forms.items()},
        forms=forms,
        sentences={pair: event_table(data, pair, forms, file) for pair in SAYS},
        stories={name: table_of(part_of(data, name, file), name, STORIES[name], forms, file) for name in STORIES},
        page=page_of(data, file),
        pictures=_pictures(data, file),
        scenarios=scenarios_of(data, file),
        settings=parameters_of(data, file),
    )
    _refuse_unknown_pairs(data, file)
    return words


def _with_the_rest(data: dict[str, Any], file: Path) -> dict[str, Any]:
    """Return a file's data on top of those of the skin it is like.

    A word replaces a word, a rule a rule; all sentences of an event replace all of them. Where a season has another
    name, what is inherited says that name.
    """
    if "like" not in data:
        return data
    house = house_skin_ids()
    if data["like"] not in house:
        raise HuntError(f"{file.name}: like = {shown(data['like'])} is no skin; there are {', '.join(house)}.")
    own = {key: part for key, part in data.items() if key != "like"}
    rest = _with_seasons_of(own, read_toml(FOLDER / f"{data['like']}.toml"))
    both = {key: {**rest[key], **own[key]} for key in own if _is_table(own, key) and _is_table(rest, key)}
    return {**rest, **own, **both}


def _with_seasons_of(own: Mapping[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
    given, usual = own.get("seasons"), rest["seasons"]
    if not isinstance(given, dict):
        return rest
    names = {usual[one]: given[one] for one in usual if isinstance(given.get(one), str) and given[one].strip()}
    language = str(own.get("language", rest["language"]))
    return {
        key: all_renamed(part, names, language) if key != "seasons" and isinstance(part, dict | list) else part
        for key, part in rest.items()
    }


def _is_table(data: Mapping[str, Any], key: str) -> bool:
    return key not in STORIES and isinstance(data.get(key), dict)


def _refuse_unknown_pairs(data: Mapping[str, Any], file: Path) -> None:
    for kind in {kind for kind, _ in SAYS}:
        reasons = [because.name.lower() for of, because in SAYS if of == kind]
        refuse_unknown(data[kind.name.lower()], reasons, kind.name.lower(), file)


# --- names and words -------------------------------------------------------------------------------------------


def _texts(data: Mapping[str, Any], key: str, file: Path, least: int) -> tuple[str, ...]:
    given = data.get(key)
    if not isinstance(given, list) or not all(isinstance(one, str) and one.strip() for one in given):
        raise HuntError(f"{file.name} needs a line {key} = [...] with at least {least} texts.")
    if len(given) < least:
        raise HuntError(f"{file.name}: {key} has {len(given)} texts; it needs at least {least}.")
    return tuple(given)


def _names(data: Mapping[str, Any], file: Path) -> tuple[str, ...]:
    names = _texts(data, "names", file, least=int(FIELDS["hunters"].metadata["high"]))
    for name, times in Counter(names).items():
        if times > 1:
            raise HuntError(f"{file.name} names {times} hunters {name}; give each a name of their own.")
    return names


def _pictures(data: Mapping[str, Any], file: Path) -> str:
    given = data.get("pictures", PICTURES[0])
    if given not in PICTURES:
        raise HuntError(f"{file.name}: pictures = {shown(given)} is no set; there are {', '.join(PICTURES)}.")
    return str(given)


def _meanings(data: Mapping[str, Any], file: Path) -> dict[str, str]:
    part = part_of(data, "meanings", file)
    refuse_unknown(part, MEANINGS, "meanings", file)
    return {one: text_of(dict(part), one, file) for one in MEANINGS}


def _regimes(data: Mapping[str, Any], file: Path) -> dict[str, str]:
    if "regimes" not in data:
        return {}
    part = part_of(data, "regimes", file)
    refuse_unknown(part, regime_ids(), "regimes", file)
    return {id: text_of(dict(part), id, file) for id in part}


def _words_with_forms(
    data: Mapping[str, Any], group: str, enum: type[IntEnum], file: Path
) -> tuple[Mapping[str, str], ...]:
    part = part_of(data, group, file)
    refuse_unknown(part, [one.name.lower() for one in enum], group, file)
    usual = next((one for one in part.values() if isinstance(one, dict)), {TEXT: ""})
    words = tuple(
        _forms(part, group, one.name.lower(), file)
        if one.name.lower() in part
        else dict.fromkeys(usual, plain_word(group, one))
        for one in enum
    )
    if any(one.keys() != words[0].keys() for one in words):
        raise HuntError(f"{file.name}: the words of [{group}] must all have the same forms.")
    return words


def plain_word(group: str, one: IntEnum) -> str:
    """Return the plain English word for what a skin has no word for, such as an action added since it was written."""
    if group == "options":
        return ACTIONS[Action(one)].plain
    if group == "roles":
        return ROLE_WORDS[Skill(one)]
    if group == "products":
        return f"work as a {ROLE_WORDS[Skill(one)]}"
    return one.name.lower().replace("_", " ")


def _forms(part: Mapping[str, Any], group: str, one: str, file: Path) -> Mapping[str, str]:
    """Return the forms of a word: a plain text is its only form."""
    given = part.get(one)
    if not isinstance(given, dict):
        return {TEXT: text_of(dict(part), one, file)}
    if TEXT not in given:
        raise HuntError(f"{file.name}: {one} in [{group}] has forms; it needs one named {TEXT} as well.")
    return {form: text_of(given, form, file) for form in given}
