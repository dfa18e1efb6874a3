"""The lab, for students: sweep one or two dials, with a KPI table of your own, and see where the result turns."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import solara

from dashboards.lab.choices import RUNS, Sweeping, read_choices
from dashboards.lab.dial_values import DIALS
from dashboards.lab.heat_map import Map, point_table
from dashboards.lab.kpi_table import KpiTable
from dashboards.lab.sweep import RESULTS, Swept, prepared
from dashboards.shared.asked import Asked, Buttons, SeedEntry, SettingsEntry, use_asked
from dashboards.shared.choices import offered_bands
from dashboards.shared.controls import Choose, DialBox, Entry
from dashboards.shared.long_work import Progress
from dashboards.shared.page_parts import Cell, Details, Frame, Refusal, Table, Tag, Text, use_address
from dashboards.shared.page_words import PageWords
from hunt.catalogue.listing import parameter_rows
from hunt.catalogue.parameters import FIELDS, SHAPES, allowed
from hunt.catalogue.scenarios import scenario, scenario_ids


@solara.component
def Lab() -> None:
    """Show the page: the address is all it knows of what was chosen."""
    search, push = use_address("/lab")
    choices = solara.use_memo(lambda: read_choices(search), [search])
    words = choices.page
    asked = use_asked(choices, push, RESULTS, prepared)
    work, swept = asked.work, asked.result

    def change(now: Sweeping) -> None:
        push(replace(now, show=False, problem="").query())

    with Frame("/lab", words.put("page_lab"), words.put("lab_about"), choices):
        if choices.problem:
            Refusal(choices.problem)
        Form(choices, change, asked)
        if asked.mistake:
            Refusal(asked.mistake)
        Progress(work, words)
        with Tag("div", "content"):  # always there, so that what is below keeps its place and stays open
            if swept is not None and swept.points:
                Found(choices, swept, work.running)
        with Details(words.put("lab_kpi")):
            KpiTable(choices, change)
        with Details(words.put("lab_all")):
            AllDials(choices)


@solara.component
def Form(choices: Sweeping, change: Callable[[Sweeping], None], asked: Asked) -> None:
    """Show what can be chosen."""
    words = choices.page

    def changed(**some: Any) -> None:
        change(replace(choices, **some))

    with Tag("div", "form", attributes={"role": "group", "aria-label": words.put("pages_choices")}):
        places = {id: words.plain(words.scenario(scenario(id))["title"]) for id in scenario_ids()}
        Choose(words.put("scenario"), places, choices.scenario, lambda id: change(choices.at(id)))
        offered = offered_bands(choices)
        for k, label in enumerate((words.put("compare_first"), words.put("compare_with"))):
            others = {id: title for id, title in offered.items() if id == choices.bands[k] or id not in choices.bands}
            Choose(label, others, choices.bands[k], lambda id, k=k: change(with_band(choices, k, id)))
        Choose(
            words.put("compare_many"),
            {one: words.put("lab_years", runs=one) for one in RUNS},
            choices.runs,
            lambda runs: changed(runs=runs),
        )
        Axis(0, choices, change)
        SettingsEntry(choices, changed)
        Axis(1, choices, change)
        SeedEntry(choices, changed)
        Buttons(choices, words.put("lab_go"), asked)


def with_band(choices: Sweeping, k: int, id: str) -> Sweeping:
    """Return the choices with another band in one of the two places."""
    bands = [*choices.bands]
    bands[k] = id
    return replace(choices, bands=tuple(bands))


@solara.component
def Axis(k: int, choices: Sweeping, change: Callable[[Sweeping], None]) -> None:
    """Choose a dial to sweep, and its values."""
    words = choices.page
    name, values = choices.axes[k] if k < len(choices.axes) else ("", "")
    others = [one for one, _ in choices.axes if one != name]
    nothing = [{"id": "", "title": words.put("lab_nothing"), "raw": "", "unit": "", "why": ""}] if k else []
    with Tag("div", "group"):
        DialBox(
            label=words.put("lab_and_by") if k else words.put("lab_sweep"),
            options=[*nothing, *(option(one, words) for one in DIALS if one not in others)],
            value=name,
            nothing=words.put("lab_not_found"),
            event_chosen=lambda id: change(choices.with_axis(k, id)),
        )
        if name:
            meta = FIELDS[name].metadata
            low, high = (words.number(f"{meta[end]:g}") for end in ("low", "high"))
            Entry(
                words.put("lab_values"),
                values,
                lambda text: change(choices.with_values(k, text)),
                lambda text: choices.values_problem(k, text),
                note=words.put("lab_range", low=low, high=high),
            )


def option(name: str, words: PageWords) -> dict[str, str]:
    """Return a dial as the combobox shows it; a company does not see names from the stone age."""
    meta = FIELDS[name].metadata
    why, unit = words.plain(meta["why"]), words.plain(meta["unit"])
    return {
        "id": name,
        "title": words.dial(name),
        "raw": "" if words.company else name,
        "unit": "" if unit == "1" else unit,
        "why": why,
    }


@solara.component
def Found(choices: Sweeping, swept: Swept, running: bool) -> None:
    """Show what a sweep found."""
    words = choices.page
    own = replace(swept.choices, skin=choices.skin)
    names = own.titles(swept.bands)
    with Tag("div", "content"):
        if own.key() != choices.key() and not running:
            Text(words.put("pages_changed", button=words.put("lab_go")), kind="changed")
        Text(words.plain(words.scenario(scenario(own.scenario))["title"]), tag="h2")
        Map(swept, names, words)
        with Details(words.put("lab_points")):
            heads, rows = point_table(swept, names, words)
            Table(heads, rows, words.put("lab_points_note", runs=own.runs), words.put("lab_points"))


@solara.component
def AllDials(choices: Sweeping) -> None:
    """List every parameter with its range and reason."""
    words = choices.page
    own = scenario(choices.scenario).settings
    heads = [words.put("lab_dial"), words.put("lab_default"), words.put("lab_here"), words.put("lab_allowed")]
    heads += [words.put("lab_why"), words.put("lab_guess")]
    rows: list[list[Cell]] = []
    for row in parameter_rows():
        name = row["name"]
        title = words.dial(name) if words.company else f"{words.dial(name)} ({name})"
        default = words.put("lab_a_table") if name in SHAPES else words.number(f"{row['default']}")
        here = words.number(f"{own[name]}") if name in own and name not in SHAPES else ""
        why, guess = words.plain(row["why"]), words.put("lab_is_guess") if row["guess"] else ""
        cells = [("text", default), ("text", here), ("english", words.plain(allowed(name))), ("english", why)]
        rows.append([("text", title), *cells, ("text", guess)])
    Table(heads, rows, "", words.put("lab_all"))
