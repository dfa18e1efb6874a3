"""Long work of a page: in the one queue of the server, with progress, an estimate of its end, and a way to stop it."""

import time
from collections.abc import Callable
from typing import Any

import solara

from dashboards.shared.controls import Press
from dashboards.shared.job_queue import QUEUE, Job
from dashboards.shared.page_parts import Refusal, Tag, Text
from dashboards.shared.page_words import PageWords
from hunt.errors import HuntError

ENOUGH = 0.05
"""Share of the work that must be done before its end is estimated."""


class Work:
    """What a page knows of its long work; ``key`` is what it depends on."""

    def __init__(self, key: str, job: Job | None, state: Any, start: Callable[..., None], stop: Callable[[], None]):
        self.key, self.job, self.state, self.start, self.stop = key, job, state, start, stop

    @property
    def running(self) -> bool:
        """Tell whether it waits or runs."""
        return self.job is not None and not self.job.over.is_set() and not self.job.cancelled.is_set()

    @property
    def stopped(self) -> bool:
        """Tell whether it was given up."""
        return self.job is not None and self.job.cancelled.is_set()

    @property
    def parts(self) -> list[Any]:
        """Return the parts of the result so far."""
        return [] if self.job is None else list(self.job.parts)

    @property
    def refused(self) -> str:
        """Return why it was refused, or nothing."""
        return self.job.refused if self.job is not None and self.job.over.is_set() else ""


def use_work() -> Work:
    """Let a page do long work in the one line of the server; it is given up when the page is left."""
    doing, set_doing = solara.use_state(("", None))
    state, set_state = solara.use_state(None)
    refused, set_refused = solara.use_state("")
    visitor = solara.use_memo(lambda: f"page-{solara.get_kernel_id()}", [])
    key, job = doing

    def start(key: str, work: Callable[[Job], Any]) -> None:
        set_state(None)
        try:
            set_doing((key, QUEUE.put(visitor, work)))
            set_refused("")
        except HuntError as error:
            set_refused(str(error))

    def stop() -> None:
        if job is not None:
            job.cancel()
            set_state(("stopped",))

    def leave() -> Callable[[], None]:
        return lambda: None if job is None else job.cancel()

    def watch() -> None:
        if job is None:
            return
        last: Any = None
        while not job.over.wait(0.15) and not job.cancelled.is_set():
            now = ("waiting", QUEUE.before(job)) if not job.messages else ("said", job.messages[-1], len(job.parts))
            if now != last:
                set_state(now)
                last = now
        set_state(("over", id(job), job.cancelled.is_set()))

    solara.use_effect(leave, [job])
    solara.use_thread(watch, dependencies=[job], intrusive_cancel=False)
    return Work(key, job, ("refused", refused) if refused else state, start, stop)


def seconds_left(began: float, now: float, done: int, of: int) -> int | None:
    """Return in how many seconds work will be done if it goes on as so far; None while that is a guess."""
    if done < ENOUGH * of or now - began < 1.0:
        return None
    left = (now - began) * (of - done) / done
    return max(1, round(left)) if left < 10 else round(left / 5) * 5


@solara.component
def Progress(work: Work, words: PageWords) -> None:
    """Show how far long work is and when it will be done, with a button that stops it."""
    began = solara.use_ref((None, 0.0))
    state = work.state or ("",)
    if state[0] == "refused" or work.refused:
        Refusal(work.refused or state[1])
    elif work.running:
        done, of = state[1] if state[0] == "said" else (0, 1)
        if state[0] == "said" and began.current[0] is not work.job:
            began.current = (work.job, time.monotonic())
        with Tag("div", "progress"):
            Text(_how_far(words, state, seconds_left(began.current[1], time.monotonic(), done, of)), tag="span")
            Tag("progress", "", attributes={"max": of, "value": done, "aria-label": words.put("pages_progress")})
            Press(label=words.put("pages_cancel"), kind="stop", disabled=False, event_pressed=lambda _: work.stop())
    elif work.stopped:
        Text(words.put("pages_cancelled"), kind="stopped")


def _how_far(words: PageWords, state: Any, left: int | None) -> str:
    if state[0] == "waiting" and state[1]:
        return words.put("pages_waiting", count=state[1])
    if state[0] != "said":
        return words.put("pages_beginning")
    done, of = state[1]
    if done >= of:
        return words.put("pages_finishing")
    far = words.put("pages_far", done=done, of=of)
    return far if left is None else f"{far} \N{MIDDLE DOT} {words.put('pages_left', seconds=left)}"
