"""The result that the address of a page asks for: found among those kept, or worked out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import solara

from dashboards.shared.choices import refusal, seed_of
from dashboards.shared.controls import CopyLink, Entry, Press
from dashboards.shared.job_queue import Job
from dashboards.shared.long_work import Work, use_work
from dashboards.shared.page_parts import Tag
from dashboards.shared.results import Results
from hunt.errors import HuntError


class Asked(NamedTuple):
    """What a page shows of the result of its choices."""

    work: Work
    result: Any  # what is to be shown, as far as it is known; None before the first
    mistake: str  # why it could not begin
    go: Callable[..., None]  # ask for the result of the choices as they are


def use_asked(
    choices: Any, push: Callable[[str], None], results: Results, prepared: Callable[[Any], Callable[[Job], Any]]
) -> Asked:
    """Let the address ask for a result: it is taken from those kept, or begun, also after a reload or Back."""
    work = use_work()
    mistake, set_mistake = solara.use_state("")
    before = solara.use_ref(None)
    wanted = choices.key() if choices.show and not choices.problems() else ""
    if work.parts and (work.key == wanted or not wanted):
        before.current = work.parts[-1]
    kept = results.get(wanted) if wanted else None
    if kept is not None:
        before.current = kept

    def begin() -> None:
        try:
            work.start(choices.key(), prepared(choices))
            set_mistake("")
        except HuntError as error:
            set_mistake(str(error))

    def follow() -> None:
        set_mistake("")
        if wanted and wanted != work.key and results.get(wanted) is None:
            begin()

    def go(_: Any = None) -> None:
        if choices.problems():
            set_mistake(choices.problems()[0])
            return
        if wanted and results.get(wanted) is None:
            begin()
        push(replace(choices, show=True, problem="").query())

    solara.use_effect(follow, [wanted])
    return Asked(work, before.current, mistake, go)


@solara.component
def SettingsEntry(choices: Any, changed: Callable[..., None]) -> None:
    """Take further settings, ``name=value`` separated by spaces."""
    words = choices.page
    Entry(
        words.put("pages_settings"),
        choices.settings,
        lambda text: changed(settings=" ".join(text.split())),
        choices.settings_problem,
        note=words.put("pages_settings_note"),
    )


@solara.component
def SeedEntry(choices: Any, changed: Callable[..., None]) -> None:
    """Take the seed of the first year."""
    Entry(
        choices.page.put("pages_seed"),
        choices.seed,
        lambda text: changed(seed=text.strip()),
        lambda text: refusal(lambda: seed_of(text)),
    )


@solara.component
def Buttons(choices: Any, label: str, asked: Asked) -> None:
    """Begin the work, and copy the address."""
    words = choices.page
    with Tag("div", "buttons"):
        Press(label=label, kind="go", disabled=asked.work.running, event_pressed=asked.go)
        CopyLink(label=words.put("pages_copy"), copied=words.put("pages_copied"), failed=words.put("pages_not_copied"))
