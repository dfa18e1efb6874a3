"""The KPI table to edit: what a day of each activity counts for each role."""

import html
from collections.abc import Callable
from typing import Any

import solara

from dashboards.lab.choices import Sweeping, rows_of, table_problems, table_text
from dashboards.shared.choices import refusal
from dashboards.shared.controls import Entry, Press
from dashboards.shared.page_parts import Markup, Tag
from dashboards.shared.pay_table import activities, roles
from hunt.catalogue.parameters import Parameters, parsed
from hunt.errors import HuntError


@solara.component_vue("kpi_table.vue")
def _Cells(
    caption: str,
    corner: str,
    activities: list[str],
    roles: list[str],
    rows: list[list[float]],
    event_cell_changed: Callable[[Any], None],
) -> None:
    """Numbers in a table with named rows and columns."""


@solara.component
def KpiTable(choices: Sweeping, change: Callable[[Sweeping], None]) -> None:
    """Edit the numbers one by one, or all of them as text."""
    words = choices.page
    wrong, set_wrong = solara.use_state("")

    def cell_changed(cell: Any) -> None:
        role, action, text = cell
        try:
            now = choices.with_cell(int(role), int(action), number_in(text))
        except HuntError as error:
            set_wrong(str(error))
            return
        set_wrong("")
        change(now)

    with Tag("div", "content"):
        _Cells(
            caption=words.put("lab_kpi_note"),
            corner=words.put("pages_role"),
            activities=activities(choices.words),
            roles=roles(choices.words),
            rows=[list(row) for row in choices.rows()],
            event_cell_changed=cell_changed,
        )
        for sentence in filter(None, [wrong, *table_problems(choices)]):
            Markup(html.escape(sentence), tag="p", kind="wrong", english=True)
        Entry(
            words.put("lab_kpi_text"),
            choices.table or table_text(Parameters().table),
            lambda text: change(choices.with_table(text)),
            lambda text: refusal(lambda: rows_of(text)),
            note=words.put("lab_kpi_text_note"),
        )
        Press(
            label=words.put("lab_kpi_usual"),
            kind="quiet",
            disabled=not choices.table,
            event_pressed=lambda _: change(choices.with_table("")),
        )


def number_in(text: Any) -> float:
    """Return the number in a cell, or refuse it."""
    value = parsed("shared", str(text))
    Parameters().but(shared=value)  # a share, like every cell
    return float(value)
