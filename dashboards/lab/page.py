"""The lab, for students: every parameter with unit and reason, a KPI table to edit, a live sweep of one or two."""

from typing import Any

import solara

from dashboards.compare.page import SETTINGS, asked_for, claimed, offered, settings_in, settings_of
from dashboards.lab.heat_map import Map, sweep
from dashboards.shared.page_parts import Choice, Frame, Line, Progress, Refusal, Table, Text, Work, use_work
from hunt.catalogue.listing import parameter_rows
from hunt.catalogue.parameters import ENUMS, FIELDS, SHAPES, Parameters, parsed
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError, shown
from hunt.vocabulary import Action, Skill

MOST_POINTS = 7
"""Values of one parameter in a sweep."""

RUNS = {"20": "20 bands a point", "50": "50 bands a point", "100": "100 bands a point"}
DIALS = [name for name in FIELDS if name not in ENUMS and name not in SHAPES]
NONE = "-"


@solara.component
def Lab() -> None:
    """Show the page."""
    search = solara.use_router().search
    try:
        place, regimes = asked_for(search)
        settings = settings_in(search)
    except HuntError as error:
        with Frame("Lab", "This address cannot be read."):
            Refusal(str(error))
        return
    Laboratory(place, regimes[:2], settings)


def changes_of(text: str, tables: dict[Skill, str]) -> dict[str, Any]:
    """Return the settings from the form, ``name=value`` separated by spaces, and the KPI table.

    Raises
    ------
    HuntError
        For what cannot be read.
    """
    settings = settings_of(text)
    rows = [row_of(skill, tables[skill]) for skill in Skill]
    if [list(row) for row in Parameters().table] != rows:
        settings["table"] = rows
    return settings


def row_of(skill: Skill, text: str) -> list[float]:
    """Return one row of the KPI table."""
    words = text.split()
    try:
        row = [float(word) for word in words]
    except ValueError:
        row = []
    if len(row) != len(Action):
        raise HuntError(
            f"The KPI row of {skill.name.lower()} is {shown(text)}; it needs {len(Action)} numbers from 0 to 1."
        )
    return row


def written_row(skill: Skill) -> str:
    """Return a row of the usual KPI table as text."""
    return " ".join(f"{one:g}" for one in Parameters().table[skill])


@solara.component
def Laboratory(place: str, regimes: list[str], given: str) -> None:
    """Choose, sweep, look."""
    where, set_where = solara.use_state(place)
    first, set_first = solara.use_state(regimes[0])
    second, set_second = solara.use_state(regimes[1])
    text, set_text = solara.use_state(given)
    across, set_across = solara.use_state("small_game")
    across_values, set_across_values = solara.use_state("0.6 1.1 1.8 2.4")
    down, set_down = solara.use_state(NONE)
    down_values, set_down_values = solara.use_state("0 0.5 1")
    runs, set_runs = solara.use_state("20")
    tables, set_tables = solara.use_state({skill: written_row(skill) for skill in Skill})
    looked, set_looked = solara.use_state("")
    mistake, set_mistake = solara.use_state("")
    swept, set_swept = solara.use_state(
        ("", "", "")
    )  # what the points were computed for, even if the form has changed since
    work = use_work()
    titles = offered(where, [first, second])

    def elsewhere(place: str) -> None:
        set_where(place)
        set_first(claimed(place)[0])
        set_second(claimed(place)[1])

    def go() -> None:
        try:
            axes = axes_of((across, across_values), (down, down_values))
            settings = changes_of(text, tables)
            refuse_swept(settings, axes)
            job = sweep(where, (first, second), settings, axes, int(runs))
        except HuntError as error:
            set_mistake(str(error))
            return
        set_mistake("")
        set_swept((titles[first], titles[second], scenario(where).title))
        work.start(job)

    with Frame("Lab", "Change anything, sweep one or two dials, and see where the result turns."):
        with solara.Columns([1, 1, 1]):
            Choice("Scenario", {id: scenario(id).title for id in scenario_ids()}, where, elsewhere)
            Choice("Band", titles, first, set_first)
            Choice("Against", titles, second, set_second)
        Line(SETTINGS, text, set_text)
        names = {name: name for name in DIALS}
        Axis("Sweep", names, across, set_across, across_values, set_across_values)
        Axis("And by", {NONE: "nothing else", **names}, down, set_down, down_values, set_down_values)
        with solara.Row():
            Choice("How many", RUNS, runs, set_runs)
            solara.Button("Sweep", on_click=go, color="primary", disabled=work.running, classes=["go"])
        Result(mistake, work, list(work.job.parts) if work.job is not None else [], swept)
        with solara.Details(summary="Own KPI table: what is measured, by role and activity"):
            KpiTable(tables, set_tables)
        with solara.Details(summary="Every parameter: unit, range and reason"):
            Line("Look for", looked, set_looked)
            ParameterTable(looked, where)


def axes_of(across: tuple[str, str], down: tuple[str, str]) -> dict[str, list[Any]]:
    """Return the values of each swept parameter, of which there are one or two.

    Raises
    ------
    HuntError
        For values that are not allowed, or one parameter twice.
    """
    axes = {across[0]: values_of(*across)}
    if down[0] != NONE:
        if down[0] == across[0]:
            raise HuntError(f"{across[0]} cannot be swept against itself; choose another one.")
        axes[down[0]] = values_of(*down)
    return axes


def refuse_swept(settings: dict[str, Any], axes: dict[str, list[Any]]) -> None:
    """Refuse a parameter that is both a setting and swept."""
    for name in axes:
        if name in settings:
            raise HuntError(f"{name} is among the settings and swept as well; leave it out of one of them.")


@solara.component
def Result(mistake: str, work: Work, points: list[Any], swept: tuple[str, str, str]) -> None:
    """Show a mistake in the form, progress, and the points so far; ``swept`` are two regimes and the scenario."""
    with solara.Column(gap="14px"):  # always rendered, so that what is below keeps its place and stays open
        if mistake:
            Refusal(mistake)
        Progress(work, "runs")
        if points:
            Text(swept[2], tag="h2")
            Map(points, *swept[:2])


@solara.component
def Axis(title: str, names: dict[str, str], name: str, set_name: Any, values: str, set_values: Any) -> None:
    """Choose a parameter to sweep, and its values."""
    with solara.Columns([1, 2]):
        Choice(title, names, name, set_name)
        if name != NONE:
            Line(f"Values: {hint(name)}", values, set_values)


def hint(name: str) -> str:
    """Say what a swept parameter may be."""
    meta = FIELDS[name].metadata
    return f"{meta['low']:g} to {meta['high']:g} ({meta['unit']}); {meta['why']}"


def values_of(name: str, text: str) -> list[Any]:
    """Return the values of a sweep, or refuse them."""
    values = [parsed(name, word) for word in text.replace(",", " ").split()]
    if not 1 <= len(values) <= MOST_POINTS:
        raise HuntError(f"{name} has {len(values)} values; give 1 to {MOST_POINTS}, with blanks between them.")
    return list(dict.fromkeys(values))


@solara.component
def KpiTable(tables: dict[Skill, str], set_tables: Any) -> None:
    """Edit what is measured: one row of numbers per role."""
    Text(
        "Numbers from 0 to 1, in this order; the best of a role must be 1: "
        + " ".join(one.name.lower() for one in Action)
    )
    for skill in Skill:
        Line(skill.name.lower(), tables[skill], lambda value, skill=skill: set_tables({**tables, skill: value}))


@solara.component
def ParameterTable(looked: str, where: str) -> None:
    """List every parameter that has a word in its name or reason."""
    own = scenario(where).settings
    rows = [["name", "default", "here", "allowed", "why", "guess"]]
    for row in parameter_rows():
        words = f"{row['name']} {row['why']}".lower()
        if looked.lower() in words:
            default = "a table" if isinstance(row["default"], list) else f"{row['default']}"
            here = str(own.get(row["name"], "")) if row["name"] not in SHAPES else ""
            rows.append([row["name"], default, here, row["allowed"], row["why"], "guess" if row["guess"] else ""])
    Table(rows)
