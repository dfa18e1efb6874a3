"""A season has one name: texts that a skin inherits, or shares with others, say the name that the skin has given.

A company that calls the winter its Christmas rush must not read of a funding gap on the next screen, only because the
skin it is built upon says so.
"""

import re
from collections.abc import Mapping
from typing import Any

GERMAN = "de"
ARTICLES = "der|den|dem|des|die|das"


def renamed(text: str, names: Mapping[str, str], language: str) -> str:
    """Return a text that calls seasons by other names; ``names`` are the usual ones and what stands there instead.

    A German name may have another gender than the usual one: there the name stands in quotation marks, without an
    article. An English sentence that begins with the name gets an article.

    >>> renamed("Peak season begins. The peak season is here.", {"peak season": "Christmas rush"}, "en")
    'The Christmas rush begins. The Christmas rush is here.'
    >>> renamed("Der Winter ist da", {"Winter": "Inventur"}, "de")
    '„Inventur“ ist da'
    """
    known = {usual.lower(): (usual, own) for usual, own in names.items() if usual != own}
    if not known:
        return text
    words = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    article, genitive = (f"(?:(?:{ARTICLES}) )?", "s?") if language == GERMAN else ("", "")

    def instead(found: re.Match[str]) -> str:
        usual, own = known[found["word"].lower()]
        if language == GERMAN:
            return own if found[0] == text else f"„{own}“"
        own = re.sub("^the ", "", own, flags=re.IGNORECASE)
        begins = not found.start() or text[: found.start()].endswith((". ", "? ", "! "))
        if begins and found[0][0] != usual[0] and re.match(r" [a-z]", text[found.end() :]):
            return f"The {own}"
        return own[0].upper() + own[1:] if begins or found[0][0] != usual[0] else own

    # what stands in braces is a number, and a longer word is another word
    pattern = rf"(?<![\w{{-]){article}(?P<word>{words}){genitive}(?![\w}}-])"
    return re.sub(pattern, instead, text, flags=re.IGNORECASE)


def all_renamed(data: Any, names: Mapping[str, str], language: str) -> Any:
    """Return tables and lists in whose texts seasons have other names."""
    if isinstance(data, str):
        return renamed(data, names, language)
    if isinstance(data, list):
        return [all_renamed(one, names, language) for one in data]
    if isinstance(data, Mapping):
        return {key: all_renamed(one, names, language) for key, one in data.items()}
    return data
