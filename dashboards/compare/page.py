"""Compare, for trainers: scenarios and regimes over many paired bands, with intervals, and where it flips."""

import html
import zipfile
from typing import Any
from urllib.parse import parse_qsl

import solara

from dashboards.shared import downloads as made
from dashboards.shared.address import check_size
from dashboards.shared.job_queue import Job
from dashboards.shared.page_parts import Choice, Figure, Frame, Line, Progress, Refusal, Table, Text, use_work
from hunt.catalogue.arms import REFERENCE, arms_of, checked_arm, read_arm, titles
from hunt.catalogue.parameters import parsed, require_known
from hunt.catalogue.regimes import regime, regime_ids
from hunt.catalogue.scenarios import DEFAULT, scenario, scenario_ids
from hunt.errors import HuntError, shown

RUNS = {"100": "100 bands: seconds", "400": "400 bands", "1000": "1000 bands: half a minute"}
SETTINGS = "Settings, as name=value with blanks between"
FLIP_RUNS = 30
MOST_REGIMES = 4
FIGURES = {
    "survival": "Hunters alive by day, with a band for how sure that is.",
    "scissors": "KPI attainment and store by day, in the same runs.",
    "winters": "One hundred of the runs, by the number of hunters alive at the end.",
}


def asked_for(search: str | None) -> tuple[str, list[str]]:
    """Return scenario and bands of an address; where it names none, those that the scenario's claim is about.

    Raises
    ------
    HuntError
        For a scenario or a regime that is not in the catalogue, or a band that is not allowed there.
    """
    given = dict(parse_qsl((search or "")[:2000].lstrip("?")))
    place = given.get("scenario", DEFAULT)
    if place not in scenario_ids():
        scenario(place if not place.endswith(".toml") else place.removesuffix(".toml") + " toml")
    named = given.get("regimes") or given.get("bands") or ""
    bands = list(dict.fromkeys(one for one in named.replace(".toml", " toml").split(",") if one))
    for one in bands:
        checked_arm(one, scenario(place))
    if len(bands) == 1:  # a band alone is compared with the first other one that the claim is about
        bands += [one for one in claimed(place) if one != bands[0]][:1]
    return place, bands or claimed(place)


def settings_in(search: str | None) -> str:
    """Return the settings of an address as a line of ``name=value``, or refuse them."""
    lines = []
    for name, value in parse_qsl((search or "")[:2000].lstrip("?")):
        if name == "set":
            setting, _, text = value.partition(":")
            parsed(setting, text)
            lines.append(f"{setting}={text}")
    return " ".join(lines)


def settings_of(text: str) -> dict[str, Any]:
    """Return the settings from the form, ``name=value`` separated by spaces.

    Raises
    ------
    HuntError
        For what cannot be read.
    """
    settings: dict[str, Any] = {}
    for one in text[:2000].split():
        name, equals, value = one.partition("=")
        if not equals:
            raise HuntError(f"{shown(one)} has no value; write name=value, as in winter=0.5.")
        require_known(name)
        settings[name] = parsed(name, value)
    return settings


def claimed(place: str) -> list[str]:
    """Return the bands that a scenario's claim is about, as :mod:`hunt.bands` writes them."""
    return [one.text() for one in arms_of(scenario(place).claim)]


def with_reference(bands: list[str]) -> list[str]:
    """Return bands with the one without any pay rule, as long as there is room; a visitor may take it off."""
    return bands if REFERENCE in bands or len(bands) >= MOST_REGIMES else [*bands, REFERENCE]


def offered(place: str, chosen: list[str]) -> dict[str, str]:
    """Return the bands to choose from, by what they are called: all regimes, the claim's bands and those chosen."""
    words = {id: regime(id).title for id in regime_ids()}
    for pair in (claimed(place), chosen):
        found = titles([read_arm(one) for one in pair], scenario(place), {})
        words |= dict(zip(pair, found, strict=True))
    return words


@solara.component
def Compare() -> None:
    """Show the page."""
    search = solara.use_router().search
    try:
        place, regimes = asked_for(search)
        settings = settings_in(search)
    except HuntError as error:
        with Frame("Compare", "This address cannot be read."):
            Refusal(str(error))
        return
    Comparing(place, regimes, settings)


def drop_result(result: Any) -> None:
    """Remove the folder of a comparison nobody looks at any more."""
    made.drop(result["token"])


@solara.component
def Comparing(place: str, regimes: list[str], given: str = "") -> None:
    """Choose, run, show."""
    where, set_where = solara.use_state(place)
    arms, set_arms = solara.use_state(with_reference(regimes))
    text, set_text = solara.use_state(given)
    runs, set_runs = solara.use_state("100")
    seed, set_seed = solara.use_state("1")
    flips, set_flips = solara.use_state(True)
    mistake, set_mistake = solara.use_state("")
    work = use_work(drop_result)
    words = offered(where, arms)
    back = {title: id for id, title in words.items()}

    def elsewhere(place: str) -> None:
        set_where(place)
        set_arms(with_reference(claimed(place)))

    def go() -> None:
        try:
            job = prepared(where, arms, int(runs), seed, settings_of(text), flips=flips)
        except HuntError as error:
            set_mistake(str(error))
            return
        set_mistake("")
        work.start(job)

    with Frame("Compare", scenario(where).question):
        Text(f"Expected: {scenario(where).claim.finding}", kind="expected")
        with solara.Columns([1, 1]):
            Choice("Scenario", {id: scenario(id).title for id in scenario_ids()}, where, elsewhere)
            solara.SelectMultiple(
                label="Bands: the first is compared with each other one",
                values=[words[id] for id in arms],
                all_values=list(back),
                on_value=lambda chosen: set_arms([back[one] for one in chosen]),
            )
        Line(SETTINGS, text, set_text)
        with solara.Columns([1, 1, 1]):
            Choice("How many", RUNS, runs, set_runs)
            Line("Seed of the first band", seed, set_seed)
            solara.Checkbox(label="Look where it flips", value=flips, on_value=set_flips)
        with solara.Row():
            solara.Button("Compare", on_click=go, color="primary", disabled=work.running, classes=["go"])
        if mistake:
            Refusal(mistake)
        Progress(work, "runs")
        if work.result is not None:
            Result(work.result)


def prepared(
    where: str, arms: list[str], runs: int, seed: str, settings: dict[str, Any] | None = None, *, flips: bool
) -> Any:
    """Return the work of a comparison, or refuse it before it waits in the line."""
    from experiments.comparison.compare import checked_arms, runs_to_do
    from hunt.catalogue.interventions import checked_seed

    if len(arms) < 2:
        raise HuntError("One band says nothing of a difference; choose two at least.")
    if len(arms) > MOST_REGIMES:
        raise HuntError(f"{len(arms)} bands are too many for one picture; choose at most {MOST_REGIMES}.")
    text = seed.strip()
    first = checked_seed(int(text) if text.isdecimal() and text.isascii() and len(text) < 20 else text)
    flip_runs = FLIP_RUNS if flips else 0
    for one in checked_arms(where, tuple(arms), runs, first, settings or {}, flip_runs).values():
        check_size(one)
    of = runs_to_do(len(arms), runs, flip_runs)

    def work(job: Job) -> dict[str, Any]:
        from experiments.comparison.compare import compare

        done = 0

        def progress(some: int) -> None:
            nonlocal done
            done += some
            job.say((done, of))

        job.say((0, of))
        result = compare(where, tuple(arms), runs, first, settings=settings, flip_runs=flip_runs, progress=progress)
        job.say((of, of))
        return written(result)

    return work


def written(result: Any) -> dict[str, Any]:
    """Write a comparison into a folder that the page offers, and return what the page shows."""
    from experiments.comparison.summary import LEGEND, command, flip_rows, measure_rows, measure_words, sentences
    from experiments.reports.comparison_files import write_files

    token, folder = made.new_folder()
    files = write_files(result, folder)
    with zipfile.ZipFile(folder / "everything.zip", "w", zipfile.ZIP_DEFLATED) as bundle:
        for file in files:
            bundle.write(file, file.name)
    drawn = {name: (folder / f"{name}.svg").read_text(encoding="utf-8") for name in FIGURES}
    flips = [] if result.flips.empty else flip_rows(result)
    names = [] if result.flips.empty else list(result.flips["parameter"].unique())
    return {
        "token": token,
        "said": sentences(result),
        "rows": measure_rows(result, result.regimes[1:], measure_words(result)),
        "legend": LEGEND,
        "flips": flips,
        "figures": drawn,
        "flip_figures": {name: (folder / f"flip-{name}.svg").read_text(encoding="utf-8") for name in names},
        "command": command(result),
        "sceptic": result.scenario.sceptic,
    }


def plain_svg(text: str, name: str) -> str:
    """Return a drawing as a page can hold it among others: without its head, with ids of its own."""
    body = text[text.index("<svg") :]
    for mark in ('id="', "url(#", 'href="#'):
        body = body.replace(mark, f"{mark}{name}-")
    return body


@solara.component
def Result(result: dict[str, Any]) -> None:
    """Show what a comparison found."""
    solara.HTML(
        tag="ul", classes=["said"], unsafe_innerHTML="".join(f"<li>{html.escape(one)}</li>" for one in result["said"])
    )
    links = "".join(
        f'<a href="/made/{result["token"]}/{name}" download>{label}</a>'
        for name, label in [
            ("everything.zip", "Download everything"),
            ("report.html", "Report"),
            ("report.pdf", "Report as PDF"),
            ("runs.csv", "Runs as CSV"),
            ("effects.csv", "Effects as CSV"),
            *((f"{name}.png", f"{name} as PNG") for name in FIGURES),
        ]
    )
    solara.HTML(tag="p", classes=["downloads"], unsafe_innerHTML=links)
    Figure(plain_svg(result["figures"]["survival"], "survival"), FIGURES["survival"])
    Table(result["rows"], result["legend"])
    Figure(plain_svg(result["figures"]["winters"], "winters"), FIGURES["winters"])
    Figure(plain_svg(result["figures"]["scissors"], "scissors"), FIGURES["scissors"])
    if result["flips"]:
        Text("Where it flips", tag="h2")
        Table(result["flips"])
        for name, drawing in result["flip_figures"].items():
            Figure(plain_svg(drawing, f"flip-{name}"), f"The difference along {name}.")
    if result["sceptic"]:
        Text(f"A sceptic should try: {result['sceptic']}")
    Text("Model world: a parable, not a proof. The same again:")
    Text(result["command"], tag="pre")
