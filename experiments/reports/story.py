"""The content of a report, independent of its format."""

from dataclasses import dataclass, field

from matplotlib.figure import Figure

Rows = list[list[str]]
"""A table as texts; the first row is its head."""

WORLD = "Model world: a parable with good mechanics, not a proof."


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
