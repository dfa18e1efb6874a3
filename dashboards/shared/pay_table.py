"""The KPI table with names: what a day of each activity counts for each role."""

from collections.abc import Sequence

from dashboards.shared.page_parts import Cell
from dashboards.shared.page_words import PageWords
from hunt.narrator import Words
from hunt.vocabulary import Action, Skill


def roles(words: Words) -> list[str]:
    """Return the roles as the stage names them."""
    return [words.word("roles", skill) for skill in Skill]


def activities(words: Words) -> list[str]:
    """Return what a hunter can do with a day, as the stage names it."""
    return [words.word("options", action) for action in Action]


def pay_rows(table: Sequence[Sequence[float]], words: Words, page: PageWords) -> tuple[list[str], list[list[Cell]]]:
    """Return heads and rows of a KPI table."""
    heads = [page.put("pages_role"), *activities(words)]
    rows: list[list[Cell]] = [
        [("text", role), *(("num", page.number(f"{value:g}")) for value in row)]
        for role, row in zip(roles(words), table, strict=True)
    ]
    return heads, rows
