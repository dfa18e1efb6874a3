"""The sentences of a skin: refused now where they would otherwise fail on a stage, in the middle of a story."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hunt.errors import HuntError
from hunt.narrator.offers import PLAIN, SAYS, WORD_OF, Says
from hunt.narrator.skin_pages import named, part_of, refuse_unknown
from hunt.narrator.words import TEXT, Count, Fact, Noun, Pair, Table

Forms = Mapping[str, tuple[Mapping[str, str], ...]]


def event_table(data: Mapping[str, Any], pair: Pair, forms: Forms, file: Path) -> Table:
    """Return the sentences about a kind of event and its reason."""
    kind, because = (one.name.lower() for one in pair)
    part = part_of(data, kind, file).get(because)
    if not isinstance(part, dict):
        raise HuntError(f"{file.name} needs a table [{kind}.{because}].")
    return table_of(part, f"{kind}.{because}", SAYS[pair], forms, file)


def table_of(part: Mapping[str, Any], name: str, says: Says, forms: Forms, file: Path) -> Table:
    """Return a table of sentences, each of which can be filled with what it names."""
    refuse_unknown(part, (TEXT, *says.cases), name, file)
    table = {}
    for case, sentences in part.items():
        if not isinstance(sentences, list) or not all(isinstance(one, str) and one.strip() for one in sentences):
            raise HuntError(f"{file.name}: {case} in [{name}] must be a list of sentences.")
        table[case] = tuple(sentences)
        for one in sentences:
            _check_braces(one, name, says, forms, file)
    if not any(named(one) <= says.sure for one in table.get(TEXT, ())):
        raise HuntError(
            f"{file.name}: [{name}] needs, under text, a sentence that names only what is always known: "
            f"{', '.join(sorted(says.sure))}."
        )
    return table


def _check_braces(one: str, name: str, says: Says, forms: Forms, file: Path) -> None:
    """Refuse now what would otherwise fail on a stage, in the middle of a story."""
    known = says.sure | says.perhaps
    try:
        strange = sorted(named(one) - known)
        if not strange:
            one.format_map({word: _sample(word, forms) for word in known})
    except (ValueError, LookupError) as error:
        raise HuntError(f"{file.name}: {one!r} in [{name}] cannot be filled: {error}.") from None
    if strange:
        raise HuntError(
            f"{file.name}: {one!r} in [{name}] names {{{strange[0]}}}; it may name {', '.join(sorted(known))}."
        )


def _sample(word: str, forms: Forms) -> Fact:
    if word in WORD_OF:
        return Noun(forms[WORD_OF[word]][0], new=True)
    return word if word in PLAIN else Count(2, "two")
