"""Compare, for trainers: pay rules over many years, paired by luck, with intervals, and where the result reverses."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import solara

from dashboards.compare.choices import MOST_BANDS, RUNS, Comparing, read_choices
from dashboards.compare.comparison import RESULTS, Found, prepared
from dashboards.compare.result import Result
from dashboards.shared.choices import offered_bands, refusal, seed_of
from dashboards.shared.controls import Choose, CopyLink, Entry, Press, Tick
from dashboards.shared.long_work import Progress, Work, use_work
from dashboards.shared.page_parts import Frame, Refusal, Tag, Text, use_address
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError


@solara.component
def Compare() -> None:
    """Show the page: the address is all it knows of what was chosen."""
    search, push = use_address("/compare")
    choices = solara.use_memo(lambda: read_choices(search), [search])
    words = choices.page
    work = use_work()
    mistake, set_mistake = solara.use_state("")
    wanted = choices.key() if choices.show and not choices.problems() else ""
    found = use_found(work, wanted)

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

    solara.use_effect(follow, [wanted])
    question = words.plain(words.scenario(scenario(choices.scenario))["question"])
    with Frame("/compare", words.put("page_compare"), question, choices):
        if choices.problem:
            Refusal(choices.problem)
        Form(choices, lambda now: push(now.query()), go, work)
        if mistake:
            Refusal(mistake)
        Progress(work, words)
        if found is not None:
            if found.choices.key() != choices.key() and not work.running:
                Text(words.put("pages_changed", button=words.put("compare_go")), kind="changed")
            Result(replace(found.choices, skin=choices.skin), found)
        else:
            Text(words.put("compare_before"), kind="before")


def use_found(work: Work, wanted: str) -> Found | None:
    """Return what is to be shown: what is wanted, as far as it is known, or what was found before."""
    before = solara.use_ref(None)
    if work.parts and (work.key == wanted or not wanted):
        before.current = work.parts[-1]
    kept = RESULTS.get(wanted) if wanted else None
    if kept is not None:
        before.current = kept
    return before.current


@solara.component
def Form(choices: Comparing, change: Callable[[Comparing], None], go: Callable[..., None], work: Work) -> None:
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
        Entry(
            words.put("pages_settings"),
            choices.settings,
            lambda text: changed(settings=" ".join(text.split())),
            choices.settings_problem,
            note=words.put("pages_settings_note"),
        )
        Entry(
            words.put("pages_seed"),
            choices.seed,
            lambda text: changed(seed=text.strip()),
            lambda text: refusal(lambda: seed_of(text)),
        )
        Tick(label=words.put("compare_flips"), value=choices.flips, event_ticked=lambda yes: changed(flips=yes))
        with Tag("div", "buttons"):
            Press(label=words.put("compare_go"), kind="go", disabled=work.running, event_pressed=go)
            CopyLink(
                label=words.put("pages_copy"), copied=words.put("pages_copied"), failed=words.put("pages_not_copied")
            )


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
