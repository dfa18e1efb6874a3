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
from dashboards.shared.choices import offered_bands, refusal, seed_of
from dashboards.shared.controls import Choose, CopyLink, DialBox, Entry, Press
from dashboards.shared.long_work import Progress, Work, use_work
from dashboards.shared.page_parts import Cell, Details, Frame, Refusal, Table, Tag, Text, use_address
from dashboards.shared.page_words import PageWords
from hunt.catalogue.listing import parameter_rows
from hunt.catalogue.parameters import FIELDS, SHAPES, allowed
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError


@solara.component
def Lab() -> None:
    """Show the page: the address is all it knows of what was chosen."""
    search, push = use_address("/lab")
    choices = solara.use_memo(lambda: read_choices(search), [search])
    words = choices.page
    work = use_work()
    mistake, set_mistake = solara.use_state("")
    wanted = choices.key() if choices.show and not choices.problems() else ""
    swept = use_swept(work, wanted)

    def begin() -> None:
        try:
            work.start(choices.key(), prepared(choices))
            set_mistake("")
        except HuntError as error:
            set_mistake(str(error))

    def follow() -> None:
        set_mistake("")
        if wanted and wanted != work.key and RESULTS.get(wanted) is None:
            begin()

    def go(_: Any = None) -> None:
        if choices.problems():
            set_mistake(choices.problems()[0])
            return
        if wanted and RESULTS.get(wanted) is None:
            begin()
        push(replace(choices, show=True, problem="").query())

    def change(now: Sweeping) -> None:
        push(replace(now, show=False, problem="").query())

    solara.use_effect(follow, [wanted])
    with Frame("/lab", words.put("page_lab"), words.put("lab_about"), choices):
        if choices.problem:
            Refusal(choices.problem)
        Form(choices, change, go, work)
        if mistake:
            Refusal(mistake)
        Progress(work, words)
        with Tag("div", "content"):  # always there, so that what is below keeps its place and stays open
            if swept is not None and swept.points:
                Found(choices, swept, work.running)
        with Details(words.put("lab_kpi")):
            KpiTable(choices, change)
        with Details(words.put("lab_all")):
            AllDials(choices)


def use_swept(work: Work, wanted: str) -> Swept | None:
    """Return what is to be shown: what is wanted, as far as it is known, or what was found before."""
    before = solara.use_ref(None)
    if work.parts and (work.key == wanted or not wanted):
        before.current = work.parts[-1]
    kept = RESULTS.get(wanted) if wanted else None
    if kept is not None:
        before.current = kept
    return before.current


@solara.component
def Form(choices: Sweeping, change: Callable[[Sweeping], None], go: Callable[..., None], work: Work) -> None:
    """Show what can be chosen."""
    words = choices.page
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
            lambda runs: change(replace(choices, runs=runs)),
        )
        Axis(0, choices, change)
        Entry(
            words.put("pages_settings"),
            choices.settings,
            lambda text: change(replace(choices, settings=" ".join(text.split()))),
            choices.settings_problem,
            note=words.put("pages_settings_note"),
        )
        Axis(1, choices, change)
        Entry(
            words.put("pages_seed"),
            choices.seed,
            lambda text: change(replace(choices, seed=text.strip())),
            lambda text: refusal(lambda: seed_of(text)),
        )
        with Tag("div", "buttons"):
            Press(label=words.put("lab_go"), kind="go", disabled=work.running, event_pressed=go)
            CopyLink(
                label=words.put("pages_copy"), copied=words.put("pages_copied"), failed=words.put("pages_not_copied")
            )


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
