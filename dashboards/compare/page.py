"""Compare, for trainers: pay rules over many years, paired by luck, with intervals, and where the result reverses."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import solara

from dashboards.compare.choices import MOST_BANDS, RUNS, Comparing, read_choices
from dashboards.compare.comparison import RESULTS, prepared
from dashboards.compare.result import Result
from dashboards.shared.asked import Asked, Buttons, SeedEntry, SettingsEntry, use_asked
from dashboards.shared.choices import offered_bands
from dashboards.shared.controls import Choose, Tick
from dashboards.shared.long_work import Progress
from dashboards.shared.page_parts import Frame, Refusal, Tag, Text, use_address
from hunt.catalogue.scenarios import scenario, scenario_ids


@solara.component
def Compare() -> None:
    """Show the page: the address is all it knows of what was chosen."""
    search, push = use_address("/compare")
    choices = solara.use_memo(lambda: read_choices(search), [search])
    words = choices.page
    asked = use_asked(choices, push, RESULTS, prepared)
    work, found = asked.work, asked.result
    question = words.plain(words.scenario(scenario(choices.scenario))["question"])
    with Frame("/compare", words.put("page_compare"), question, choices):
        if choices.problem:
            Refusal(choices.problem)
        Form(choices, lambda now: push(now.query()), asked)
        if asked.mistake:
            Refusal(asked.mistake)
        Progress(work, words)
        if found is not None:
            if found.choices.key() != choices.key() and not work.running:
                Text(words.put("pages_changed", button=words.put("compare_go")), kind="changed")
            Result(replace(found.choices, skin=choices.skin), found)
        else:
            Text(words.put("compare_before"), kind="before")


@solara.component
def Form(choices: Comparing, change: Callable[[Comparing], None], asked: Asked) -> None:
    """Show what can be chosen."""
    words = choices.page

    def changed(**some: Any) -> None:
        change(replace(choices, show=False, problem="", **some))

    with Tag("div", "form", attributes={"role": "group", "aria-label": words.put("pages_choices")}):
        places = {id: words.plain(words.scenario(scenario(id))["title"]) for id in scenario_ids()}
        Choose(words.put("scenario"), places, choices.scenario, lambda id: change(choices.at(id)))
        Bands(choices, change)
        Choose(
            words.put("compare_many"),
            {one: words.put("compare_years", runs=one) for one in RUNS},
            choices.runs,
            lambda runs: changed(runs=runs),
        )
        SettingsEntry(choices, changed)
        SeedEntry(choices, changed)
        Tick(label=words.put("compare_flips"), value=choices.flips, event_ticked=lambda yes: changed(flips=yes))
        Buttons(choices, words.put("compare_go"), asked)


@solara.component
def Bands(choices: Comparing, change: Callable[[Comparing], None]) -> None:
    """Choose two to four bands: the first is compared with each other one."""
    words = choices.page
    offered = offered_bands(choices)
    labels = [words.put("compare_first"), words.put("compare_with"), words.put("compare_and"), words.put("compare_and")]
    with Tag("div", "group"):
        for k in range(min(MOST_BANDS, len(choices.bands) + 1)):
            own = choices.bands[k] if k < len(choices.bands) else ""
            others = {id: title for id, title in offered.items() if id == own or id not in choices.bands}
            free = {"": words.put("compare_none")} if k >= 2 or not own else {}
            Choose(labels[k], {**free, **others}, own, lambda id, k=k: change(choices.with_band(k, id)))
