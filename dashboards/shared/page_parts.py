"""What the compare and lab pages share: their frame, and long jobs with progress that can be stopped."""

import html
from collections.abc import Callable, Mapping
from typing import Any

import solara

from dashboards.shared.browser_files import FILES
from dashboards.shared.job_queue import QUEUE, Job
from hunt.errors import HuntError

PAGES = (("/", "Stage"), ("/story", "Story"), ("/compare", "Compare"), ("/lab", "Lab"))


@solara.component_vue("head.vue")
def Head() -> None:
    """Mend what the template of the pages leaves out."""


@solara.component
def Frame(title: str, question: str, children: list[Any] = []) -> None:  # noqa: B006 - Solara's own convention
    """Lay out a page with its heading and the way to the others."""
    solara.Title(f"{title} · Mammoth Hunt")
    Head()
    solara.Style(FILES / "pages.css")
    links = "".join(
        f'<a href="{path}"{" aria-current=page" if label == title else ""}>{label}</a>' for path, label in PAGES
    )
    with solara.Column(classes=["hunt-page"], gap="14px"):
        solara.HTML(tag="nav", unsafe_innerHTML=links, attributes={"aria-label": "Pages"})
        solara.HTML(tag="h1", unsafe_innerHTML=html.escape(title))
        solara.HTML(tag="p", classes=["question"], unsafe_innerHTML=html.escape(question))
        solara.Column(children=children, gap="14px")


@solara.component
def Refusal(sentence: str) -> None:
    """Say in one sentence why something cannot be done."""
    solara.HTML(
        tag="p",
        classes=["refusal"],
        attributes={"role": "alert", "id": "refusal"},
        unsafe_innerHTML=html.escape(sentence),
    )


@solara.component
def Text(words: str, tag: str = "p", kind: str = "") -> None:
    """Write plain text."""
    solara.HTML(tag=tag, classes=[kind] if kind else [], unsafe_innerHTML=html.escape(words))


def is_number(words: str) -> bool:
    """Return whether a cell holds a number, maybe with its interval, or the dash that stands for none."""
    return words[:1].isdigit() or words[:1] in ("+", "-", "\N{MINUS SIGN}")


@solara.component
def Table(rows: list[list[str]], caption: str = "") -> None:
    """Show a table of texts; the first row is its head.  Numbers stay on one line, each with its interval."""
    columns = [[row[k] for row in rows[1:] if k < len(row) and row[k]] for k in range(len(rows[0]))]
    kinds = ["num" if all(map(is_number, cells)) else "text" for cells in columns]
    head = "".join(
        f'<th scope="col" class="{kind}">{html.escape(cell)}</th>' for kind, cell in zip(kinds, rows[0], strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{html.escape(cell)}</th>' if k == 0 else f'<td class="{kind}">{html.escape(cell)}</td>'
            for k, (kind, cell) in enumerate(zip(kinds, row, strict=True))
        )
        + "</tr>"
        for row in rows[1:]
    )
    note = f"<caption><span>{html.escape(caption)}</span></caption>" if caption else ""
    solara.HTML(
        tag="div",
        classes=["table"],
        attributes={"tabindex": "0"},
        unsafe_innerHTML=f"<table>{note}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>",
    )


@solara.component
def Figure(svg: str, words: str) -> None:
    """Show a drawing with the sentence that says the same."""
    solara.HTML(
        tag="figure",
        unsafe_innerHTML=f'<div role="img" aria-label="{html.escape(words)}">{svg}</div>'
        f"<figcaption>{html.escape(words)}</figcaption>",
    )


@solara.component
def Choice(label: str, ids: Mapping[str, str], value: str, on_value: Callable[[str], None]) -> None:
    """Choose one id by its title."""
    titles = list(ids.values())
    back = {title: id for id, title in ids.items()}
    solara.Select(label=label, value=ids[value], values=titles, on_value=lambda title: on_value(back[title]))


@solara.component
def Line(label: str, value: str, on_value: Callable[[str], None]) -> None:
    """Show an input for a line of text."""
    solara.InputText(label, value=value, on_value=on_value, continuous_update=True)


class Work:
    """What a page knows of its long work."""

    def __init__(
        self, job: Job | None, state: Any, start: Callable[[Callable[[Job], Any]], None], stop: Callable[[], None]
    ):
        self.job, self.state, self.start, self.stop = job, state, start, stop

    @property
    def running(self) -> bool:
        """Tell whether it waits or runs."""
        return self.job is not None and not self.job.over.is_set() and not self.job.cancelled.is_set()

    @property
    def result(self) -> Any:
        """Return the result, or None."""
        return self.job.result if self.job is not None and self.job.over.is_set() else None

    @property
    def refused(self) -> str:
        """Return why it was refused, or nothing."""
        return self.job.refused if self.job is not None and self.job.over.is_set() else ""


def use_work(dropped: Callable[[Any], None] | None = None) -> Work:
    """Let a page do long work in the one line of the server; it is given up when the page is left.

    ``dropped`` is called with a result that nobody looks at any more.
    """
    job, set_job = solara.use_state(None)
    state, set_state = solara.use_state(None)
    refused, set_refused = solara.use_state("")
    visitor = solara.use_memo(lambda: f"page-{solara.get_kernel_id()}", [])

    def start(work: Callable[[Job], Any]) -> None:
        set_state(None)
        try:
            set_job(QUEUE.put(visitor, work))
            set_refused("")
        except HuntError as error:
            set_refused(str(error))

    def stop() -> None:
        if job is not None:
            job.cancel()
            set_state(("stopped",))

    def leave() -> Callable[[], None]:
        def left() -> None:
            if job is not None:
                job.cancel()
                if dropped is not None and job.result is not None:
                    dropped(job.result)

        return left

    def watch() -> None:
        if job is None:
            return
        last: Any = None
        while not job.over.wait(0.15) and not job.cancelled.is_set():
            now = ("waiting", QUEUE.before(job)) if not job.messages else ("said", job.messages[-1])
            if now != last:
                set_state(now)
                last = now
        set_state(("over", id(job), job.cancelled.is_set()))

    solara.use_effect(leave, [job])
    solara.use_thread(watch, dependencies=[job], intrusive_cancel=False)
    work = Work(job, state, start, stop)
    if refused:
        work.state = ("refused", refused)
    return work


@solara.component
def Progress(work: Work, what: str) -> None:
    """Show how far long work is, with a button that stops it."""
    state = work.state or ("",)
    if state[0] == "refused":
        Refusal(state[1])
    elif work.refused:
        Refusal(work.refused)
    elif work.running:
        done, of = state[1] if state[0] == "said" else (0, 1)
        waiting = state[1] if state[0] == "waiting" else 0
        words = f"{waiting} before you in the queue ..." if waiting else f"{done} of {of} {what} ..."
        words = words if waiting or state[0] == "said" else "Beginning ..."
        with solara.Row(classes=["progress"]):
            Text(words)
            solara.ProgressLinear(value=100.0 * done / max(1, of))
            solara.Button("Stop", on_click=work.stop, outlined=True, classes=["stop"])
    elif state[0] == "stopped" or (state[0] == "over" and state[2]):
        Text("Stopped.")
