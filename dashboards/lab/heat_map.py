"""What a sweep found, as a map of squares and as a table."""

import html
from typing import Any

import solara

from dashboards.lab.sweep import Swept
from dashboards.shared.numbers import interval, means, number
from dashboards.shared.page_parts import Cell, Markup, Tag
from dashboards.shared.page_words import PageWords


def in_points(point: dict[str, Any], words: PageWords) -> str:
    """Return a difference in points; one that is unclear gets a circle."""
    text = number(words, 100.0 * point["estimate"], 0, "+")
    return f"\N{WHITE CIRCLE} {text}" if point["verdict"] == "unclear" else text


def map_html(swept: Swept, names: list[str], words: PageWords) -> str:
    """Return the map: one dial across, and the other one, if there is one, upwards; open points are hatched."""
    dials = list(swept.values)
    known = {tuple(point["at"].values()): point for point in swept.points}
    across = swept.values[dials[0]]
    down = sorted(swept.values[dials[1]], reverse=True) if len(dials) > 1 else [None]
    rows = []
    for y in down:
        points = [known.get((x,) if y is None else (x, y)) for x in across]
        cells = "".join(
            f'<td class="{point["verdict"]}">{in_points(point, words)}</td>' if point else '<td class="open"></td>'
            for point in points
        )
        head = words.put("lab_difference") if y is None else f"{words.number(f'{y:g}')}"
        rows.append(f'<tr><th scope="row">{html.escape(head)}</th>{cells}</tr>')
    title = words.dial(dials[0]) + " \N{RIGHTWARDS ARROW}"
    if len(dials) > 1:
        title = f"{words.dial(dials[1])} \N{DOWNWARDS ARROW}, {title}"
    heads = "".join(f'<th scope="col">{words.number(f"{x:g}")}</th>' for x in across)
    legend = words.put("lab_legend", first=names[0], second=names[1], runs=swept.choices.runs)
    return (
        f'<table class="map"><caption><span>{html.escape(legend)}</span></caption>'
        f'<thead><tr><th scope="col">{html.escape(title)}</th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


@solara.component
def Map(swept: Swept, names: list[str], words: PageWords) -> None:
    """Draw the points as a map of squares."""
    with Tag("div", "content"):
        solara.HTML(
            tag="div",
            classes=["table"],
            attributes={"tabindex": "0", "id": "map", "role": "region", "aria-label": words.put("lab_map")},
            unsafe_innerHTML=map_html(swept, names, words),
        )
        Markup(html.escape(sentence(swept, names, words)), tag="p", kind="finding")


def sentence(swept: Swept, names: list[str], words: PageWords) -> str:
    """Say at how many points the first band does better, worse, or no one can tell."""
    found = [point["verdict"] for point in swept.points]
    more, fewer, unclear = (found.count(one) for one in ("higher", "lower", "unclear"))
    values = {"first": names[0], "second": names[1], "more": more, "fewer": fewer, "unclear": unclear}
    return words.put("lab_sentence", points=len(found), **values)


def point_table(swept: Swept, names: list[str], words: PageWords) -> tuple[list[str], list[list[Cell]]]:
    """Return a row for each point: survivors and how often nobody is left in each band, and the difference."""
    people = swept.hunters
    heads = [words.dial(name) for name in swept.values]
    for name in names:
        heads += [words.put("lab_alive", band=name, people=people), words.put("lab_nobody", band=name)]
    heads += [words.put("compare_less", first=names[0], second=names[1]), words.put("compare_means")]
    rows: list[list[Cell]] = []
    for point in swept.points:
        cells: list[Cell] = [("num", words.number(f"{value:g}")) for value in point["at"].values()]
        for id in swept.bands:
            cells.append(("num", number(words, people * point["alive"][id], 1)))
            cells.append(("num", f"{number(words, 100.0 * point['nobody'][id], 0)} %"))
        cells += [("num", interval(words, point, people, 1, "+")), ("text", means(words, point))]
        rows.append(cells)
    return heads, rows
