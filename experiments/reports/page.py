"""A report as one HTML file: nothing is fetched; it reads by day, by night and on paper; every figure has words."""

import html
import io
import re
from typing import Final

import matplotlib as mpl
from matplotlib.figure import Figure

from experiments.figures import palette
from experiments.reports.story import WORLD, Part, Picture, Rows, Story

COLOURS: Final = {
    "paper": (palette.PAPER, "#15181c"),
    "ink": (palette.INK, "#f1eee6"),
    "grey": (palette.GREY, "#aab2ba"),
    "ours": (palette.OURS, "#45bdf0"),
    "mine": (palette.MINE, "#ff7d57"),
    "prevention": (palette.PREVENTION, "#63b89c"),
    "heroics": (palette.HEROICS, "#d678c9"),
    "grid": (palette.GRID, "#353b42"),
    "shade": (palette.SHADE, "#23282f"),
    "winter": (palette.WINTER, "#1c2b35"),
    "snow": (palette.SNOW, "#2c3a45"),
}
"""By name, a colour of the figures by day and by night."""

STYLE: Final = """
:root { color-scheme: light dark; DAY }
@media (prefers-color-scheme: dark) { :root { NIGHT } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1.05rem/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem } h2 { font-size: 1.3rem; margin: 2.2rem 0 .6rem }
.question { font-size: 1.2rem; margin: 0 0 .6rem } .world, .note, figcaption, footer { color: var(--grey) }
li { margin: .35rem 0 } a { color: inherit }
figure { margin: 1.4rem 0; break-inside: avoid } figcaption { font-size: .95rem; margin-top: .3rem }
figure svg { display: block; width: 100%; height: auto }
.wide { overflow-x: auto } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .95rem }
th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid var(--grid) }
th:first-child, td:first-child { text-align: left } thead th { border-bottom: 2px solid var(--grey) }
tbody th { font-weight: normal }
pre { background: var(--shade); padding: .8rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
@media print {
  :root { DAY color-scheme: light }
  body { max-width: none; padding: 0; font-size: 10.5pt; background: none }
  h2 { break-after: avoid } tr, li { break-inside: avoid } .wide { overflow: visible }
  @page { margin: 16mm }
}
"""


def page(story: Story) -> str:
    """Return the whole page."""
    day, night = (" ".join(f"--{name}: {pair[k].lower()};" for name, pair in COLOURS.items()) for k in (0, 1))
    style = STYLE.replace("DAY", day).replace("NIGHT", night)
    body = "\n".join(_part(part) for part in story.parts)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(story.title)}</title>\n"
        '<link rel="icon" href="data:,">\n'  # or a browser asks its server for one
        f"<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{html.escape(story.title)}</h1>\n"
        + (f'<p class="question">{html.escape(story.question)}</p>\n' if story.question else "")
        + f'<p class="world">{WORLD}</p>\n{body}\n</main>\n</body>\n</html>\n'
    )


def _part(part: Part) -> str:
    lines = [f"<section>\n<h2>{html.escape(part.title)}</h2>"]
    lines += [f"<p>{html.escape(one)}</p>" for one in part.paragraphs]
    if part.items:
        lines += ["<ul>", *(f"<li>{html.escape(one)}</li>" for one in part.items), "</ul>"]
    lines += [_figure(one) for one in part.pictures]
    if part.table:
        lines.append(_table(part.table))
    if part.note:
        lines.append(f'<p class="note">{html.escape(part.note)}</p>')
    if part.code:
        lines.append(f"<pre><code>{html.escape(part.code)}</code></pre>")
    return "\n".join([*lines, "</section>"])


def _table(rows: Rows) -> str:
    head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in rows[0])
    body = [
        f'<tr><th scope="row">{html.escape(row[0])}</th>'
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows[1:]
    ]
    lines = ['<div class="wide" tabindex="0"><table>', f"<thead><tr>{head}</tr></thead>", "<tbody>", *body]
    return "\n".join([*lines, "</tbody>", "</table></div>"])


def _figure(one: Picture) -> str:
    words = html.escape(one.twin)
    return f"<figure>\n{svg_of(one.figure, one.name, one.twin)}\n<figcaption>{words}</figcaption>\n</figure>"


def svg_of(figure: Figure, name: str, twin: str) -> str:
    """Return a figure as an inline SVG: its colours follow the page, its ids are its own, and it says what it shows."""
    file = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "hunt", "svg.fonttype": "none"}):
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    text = file.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = re.sub(r"url\(#", f"url(#{name}-", text)
    text = re.sub(r'xlink:href="#', f'href="#{name}-', text)
    text = re.sub(r' xmlns(:xlink)?="[^"]*"', "", text)  # HTML knows them
    for colour, (light, _) in COLOURS.items():
        text = re.sub(re.escape(light), f"var(--{colour})", text, flags=re.IGNORECASE)
    text = re.sub(r"(?m)^\s+", "", text)
    head, rest = text.split(">", 1)
    head = re.sub(r' (width|height)="[^"]*"', "", head)
    return f'{head} role="img" aria-label="{html.escape(twin, quote=True)}">{rest}'.strip()
