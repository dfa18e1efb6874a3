"""Controls of compare and lab: plain HTML with its own keyboard, as small Vue templates beside this file."""

from collections.abc import Callable, Mapping
from typing import Any

import solara


@solara.component_vue("choose.vue")
def _Choose(label: str, options: list[tuple[str, str]], value: str, event_chosen: Callable[[str], None]) -> None:
    """Choose one of a few."""


@solara.component
def Choose(label: str, titles: Mapping[str, str], value: str, on_value: Callable[[str], None]) -> None:
    """Choose one id by its title."""
    _Choose(label=label, options=list(titles.items()), value=value, event_chosen=on_value)


@solara.component_vue("entry.vue")
def _Entry(
    label: str,
    value: str,
    note: str,
    wrong: str,
    event_typed: Callable[[str], None],
    event_changed: Callable[[str], None],
) -> None:
    """Type a line."""


@solara.component
def Entry(
    label: str,
    value: str,
    on_value: Callable[[str], None],
    check: Callable[[str], str] = lambda text: "",
    *,
    note: str = "",
) -> None:
    """Type a line of text.  ``check`` says in a sentence what is wrong with it, at each pause while it is typed."""
    typed, set_typed = solara.use_state(None)  # what is typed and not yet taken over
    text = value if typed is None else typed

    def take_over(now: str) -> None:
        set_typed(None)
        on_value(now)

    _Entry(
        label=label,
        value=value,
        note=note,
        wrong=check(text),
        event_typed=set_typed,
        event_changed=take_over,
    )


@solara.component_vue("tick.vue")
def Tick(label: str, value: bool, event_ticked: Callable[[bool], None]) -> None:
    """Say yes or no."""


@solara.component_vue("press.vue")
def Press(label: str, kind: str, disabled: bool, event_pressed: Callable[[Any], None]) -> None:
    """Press a button."""


@solara.component_vue("dial_box.vue")
def DialBox(
    label: str, options: list[dict[str, str]], value: str, nothing: str, event_chosen: Callable[[str], None]
) -> None:
    """Find a parameter by any of its words: a combobox with a list."""


@solara.component_vue("copy_link.vue")
def CopyLink(label: str, copied: str, failed: str) -> None:
    """Copy the address of the page."""
