"""A report as PDF, with text that can be selected, and as Markdown."""

import io
from datetime import UTC, datetime
from pathlib import Path

import matplotlib as mpl

from experiments.reports.story import WORLD, Part, Rows, Story

FONT = "DejaVu Sans"
DOTS = 170
"""Per inch, of the figures in the PDF."""

LONGEST = 90
"""Characters that fit into a line of code."""


def pdf(story: Story) -> bytes:
    """Return a PDF on A4, the same bytes each time.

    fpdf2 because it is one small wheel of plain Python that embeds any font: an engine for HTML would need libraries
    of the system, and matplotlib's own PDF cannot break a paragraph.
    """
    from fpdf import FPDF

    fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
    paper = FPDF(format="A4")
    paper.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
    paper.set_title(story.title)
    paper.set_lang("en")
    paper.add_font(FONT, "", fonts / "DejaVuSans.ttf")
    paper.add_font(FONT, "B", fonts / "DejaVuSans-Bold.ttf")
    paper.add_font("mono", "", fonts / "DejaVuSansMono.ttf")
    paper.set_auto_page_break(True, margin=18)
    paper.set_margins(18, 18, 18)
    paper.add_page()

    def write(text: str, size: float = 10, bold: bool = False, after: float = 2, family: str = FONT) -> None:
        paper.set_font(family, "B" if bold else "", size)
        paper.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
        paper.ln(after)

    write(story.title, 18, bold=True)
    if story.question:
        write(story.question, 12)
    write(WORLD, 9, after=4)
    for part in story.parts:
        first = part.pictures[0].figure.get_size_inches() if part.pictures else (1.0, 0.0)
        alone = not part.paragraphs and not part.items  # a heading stays with what it heads
        if paper.will_page_break(30 + (min(paper.epw * first[1] / first[0], paper.eph - 50) if alone else 0.0)):
            paper.add_page()
        write(part.title, 13, bold=True)
        for one in part.paragraphs:
            write(one)
        for one in part.items:
            write(f"\N{BULLET} {one}")
        for picture in part.pictures:
            wide, high = picture.figure.get_size_inches()
            width = paper.epw
            height = width * high / wide
            if height > paper.eph - 20:
                width, height = width * (paper.eph - 20) / height, paper.eph - 20
            if paper.will_page_break(height + 14):
                paper.add_page()
            image = io.BytesIO()
            picture.figure.savefig(image, format="png", dpi=DOTS, metadata={"Software": None})
            image.seek(0)
            paper.image(image, w=width, alt_text=picture.twin)
            paper.ln(1)
            write(picture.twin, 9, after=4)
        if part.table:
            _table(paper, part.table)
        if part.note:
            write(part.note, 9)
        if part.code:
            write(part.code, 8, family="mono")
    return bytes(paper.output())


def _table(paper, rows: Rows) -> None:  # type: ignore[no-untyped-def]
    size = 8.0 if len(rows[0]) <= 5 else 6.5
    paper.set_font(FONT, "", size)
    first = max(2.0, 4.0 - 0.3 * len(rows[0]))
    with paper.table(
        borders_layout="HORIZONTAL_LINES",
        col_widths=(first, *([1.6] * (len(rows[0]) - 1))),
        text_align=("LEFT", *(["RIGHT"] * (len(rows[0]) - 1))),
        line_height=size * 0.55,
        padding=0.6,
    ) as table:
        for row in rows:
            line = table.row()
            for cell in row:
                line.cell(cell)
    paper.ln(3)


def markdown(story: Story) -> str:
    """Return the report as Markdown; its figures are SVG files in the same folder, by their names."""
    lines = [f"# {story.title}", ""]
    if story.question:
        lines += [story.question, ""]
    lines += [WORLD, ""]
    for part in story.parts:
        lines += [f"## {part.title}", ""]
        for one in part.paragraphs:
            lines += [one, ""]
        lines += [f"- {one}" for one in part.items] + ([""] if part.items else [])
        for picture in part.pictures:
            lines += [f"![{picture.twin}]({picture.name}.svg)", "", f"*{picture.twin}*", ""]
        lines += [*_markdown_table(part), ""] if part.table else []
        lines += [part.note, ""] if part.note else []
        lines += ["```text", part.code, "```", ""] if part.code else []
    return "\n".join(lines)


def _markdown_table(part: Part) -> list[str]:
    rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in part.table]
    return [rows[0], "|---" + "|--:" * (len(part.table[0]) - 1) + "|", *rows[1:]]
