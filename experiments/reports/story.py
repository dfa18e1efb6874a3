"""The content of a report, independent of its format."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from matplotlib.figure import Figure
from matplotlib.text import Text

Rows = list[list[str]]
"""A table as texts; the first row is its head."""

WORLD = "Model world: a parable with good mechanics, not a proof."


def as_it_is(text: str) -> str:
    """Return a text unchanged: the report in its own words."""
    return text


@dataclass(frozen=True)
class Picture:
    """A figure and its twin: one sentence that says what is to be seen."""

    name: str
    figure: Figure
    twin: str


@dataclass(frozen=True)
class Part:
    """One part of a report, in this order: paragraphs, list, pictures, table, note."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    table: Rows = field(default_factory=list)
    note: str = ""
    code: str = ""


@dataclass(frozen=True)
class Story:
    """A report: the question, the results in plain words, then the rest; how to reproduce it comes last."""

    title: str
    question: str
    parts: list[Part]

    def pictures(self) -> list[Picture]:
        """Return all pictures."""
        return [one for part in self.parts for one in part.pictures]

    def said(self, say: Callable[[str], str]) -> "Story":
        """Return the report in other words; texts in its figures are changed where they stand, code stays."""
        if say is as_it_is:
            return self
        for picture in self.pictures():
            for text in picture.figure.findobj(Text):
                text.set_text(say(text.get_text()))
        parts = [
            replace(
                part,
                title=say(part.title),
                paragraphs=[say(one) for one in part.paragraphs],
                items=[say(one) for one in part.items],
                pictures=[replace(one, twin=say(one.twin)) for one in part.pictures],
                table=[[say(cell) for cell in row] for row in part.table],
                note=say(part.note),
            )
            for part in self.parts
        ]
        return Story(say(self.title), say(self.question), parts)
