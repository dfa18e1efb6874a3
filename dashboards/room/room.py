"""A running room: it writes what happens to the log, folds it, and keeps answers ready as bytes.

All of it runs in the event loop, apart from the log's thread and the runs, which have a process of their own.
"""

import asyncio
import json
import random
import secrets
import time
from collections.abc import AsyncIterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from dashboards.room import runs, views
from dashboards.room.deals import raised_hands, step_with_rings
from dashboards.room.export import forget_seats
from dashboards.room.kept_counts import keep, kept_rows, rows_of
from dashboards.room.lines import held_like, shown_like
from dashboards.room.log import Event, Log
from dashboards.room.model_hunters import played, taken_over
from dashboards.room.model_rings import model_rings
from dashboards.room.presence import Presence
from dashboards.room.regime_map import trial_of
from dashboards.room.script import COMPUTED
from dashboards.room.steps import TRIAL, State, fold, needed, replayed
from dashboards.room.verbs import countable, keepable, winners
from dashboards.room.worker import worker
from hunt.errors import HuntError

GRACE = 1.0
"""Seconds after the end of a day in which an answer that was under way still counts."""

SLEPT = 5.0
"""Seconds without a tick after which the laptop must have slept."""

TICK = 0.25

WORK = {"reveal": runs.outcome, "years": runs.many_years, "board": runs.board, "map": runs.conditions}
WORK |= {"both": model_rings}
"""What is simulated for each kind of step; nobody waits for what is not in ``COMPUTED``, and it begins at its step."""


class Refused(Exception):  # noqa: N818 - nothing is broken: the trainer was too late, or must choose first
    """A trainer's verb that does nothing now."""


def _chance() -> random.Random:
    return random.Random(secrets.randbits(64))


def _is_day(text: str) -> bool:
    return text.isdecimal() and len(text) < 5


class Room:
    """The shell around the pure state."""

    def __init__(self, log: Log, voice: str) -> None:
        self.log = log
        self.voice = voice
        self.key = log.meta("key") or ""
        self.state: State = replayed(log.events())
        self.presence = Presence()
        self.failed = ""
        self.goes_on = -1  # the scene in which a room of an earlier start of the program went on
        self.film: tuple[str, int] = ("", 0)  # the step of the film that plays, and the day the projector has shown
        self.gone: tuple[str, int] = ("", 0)  # the step of a film that has shown how the last hunter died, and the day
        self.rehearsal = False  # of bots: only this machine can join
        self.unforgotten = ""  # why the seats are still in the file of a room that has ended
        self.not_kept = ""  # why the counts could not be kept
        self.kept: dict[str, int] | None = None  # what the counts of all kept rooms come to, once they are kept
        self._loop: asyncio.AbstractEventLoop | None = None
        self._scene: tuple[int, bytes] = (-1, b"")
        self._work = worker()
        self._queued = 0  # events that are in the log's queue and not folded yet
        self._folded = asyncio.Event()  # there are none
        self._folded.set()
        self._says = asyncio.Lock()  # held while a day is closed: answers that come then wait, and are too late
        self._keeping = asyncio.Lock()
        self._running: set[str] = set()
        self._given_up: dict[str, str] = {}  # what went wrong in runs that begin again only if the trainer wants that
        self._tasks: set[asyncio.Future[None]] = set()
        self._ticked = self.now_ms()  # a monotonic clock may stand still while the laptop sleeps
        self._left: float | None = None

    def close(self) -> None:
        """Stop the runs and close the file."""
        self._work.shutdown(wait=False, cancel_futures=True)
        self.log.close()

    # --- time -------------------------------------------------------------------------------------------------------

    @staticmethod
    def now_ms() -> int:
        """Return the time of day in milliseconds."""
        return time.time_ns() // 1_000_000

    def left(self) -> float | None:
        """Return the seconds left of an open step that has a clock."""
        state = self.state
        if state.stage != "open" or not state.step.seconds:
            return None
        return state.left if state.left is not None else state.step.seconds - (self.now_ms() - state.opened_ms) / 1000

    def prepare(self) -> None:
        """Take the running event loop as the one in which everything happens."""
        self._loop = asyncio.get_running_loop()

    async def go_on(self) -> None:
        """Begin, or go on where the log ends: an open step has as much time left as at the last event."""
        self.prepare()
        state = self.state
        if state.ended and state.seats:  # it was stopped between the end and this
            with suppress(OSError):  # the strip shows it, and Space tries again
                await self._forget()
        if self.left() is not None and state.left is None:
            left = state.step.seconds - max(0, state.last_ms - state.opened_ms) / 1000
            await self.append("pause", "clock", {"left": left, "expect": self.state.scene})
            await self.append("resume", "clock", {"expect": self.state.scene})
        self._look_after_runs()

    async def watch(self) -> None:
        """Close what has run out of time, and pause what the laptop has slept through."""
        while True:
            await asyncio.sleep(TICK)
            slept, self._ticked = self.now_ms() - self._ticked > 1000 * SLEPT, self.now_ms()
            if self.left() is None or self.state.left is not None:
                self._left = None
                continue
            with suppress(OSError):  # the strip shows it, and the next tick tries again
                if slept and self._left is not None:
                    await self.append("pause", "clock", {"left": max(0.0, self._left), "expect": self.state.scene})
                elif (self.left() or 0.0) < -GRACE:
                    await self._stage("sealed", "clock")
            self._left = self.left()

    # --- events -----------------------------------------------------------------------------------------------------

    async def append(self, kind: str, by: str, value: Any, step: str = "", nonce: str | None = None) -> bool:
        """Write an event and fold it; False when it was in the log already. It returns after the commit."""
        if kind == "say":
            async with self._says:
                done = self._write(Event(kind, by, step, value, nonce))
        else:
            done = self._write(Event(kind, by, step, value, nonce))
        return bool(await done)

    def _write(self, event: Event) -> "asyncio.Future[bool]":
        assert self._loop is not None
        loop, done = self._loop, self._loop.create_future()
        self._queued += 1
        self._folded.clear()

        def written(found: Future[Event | None]) -> None:
            loop.call_soon_threadsafe(self._take, found, done)

        self.log.append(event).add_done_callback(written)
        return done

    def _take(self, found: Future[Event | None], done: "asyncio.Future[bool]") -> None:
        self._queued -= 1
        if not self._queued:
            self._folded.set()
        error = found.exception()
        if error is not None:
            self.failed = str(error)
            if not done.cancelled():
                done.set_exception(error)
            return
        self.failed = ""
        event = found.result()
        if event is not None:
            self.state = fold(self.state, event)
            self._look_after_runs()
        if not done.cancelled():
            done.set_result(event is not None)

    @asynccontextmanager
    async def _all_said(self) -> AsyncIterator[None]:
        """Have all answers folded that are in the queue; those that come meanwhile are written afterwards."""
        async with self._says:
            while self._queued:
                await self._folded.wait()
            yield

    async def _stage(self, to: str, by: str) -> None:
        value: dict[str, Any] = {"to": to, "expect": self.state.scene}
        if to != "sealed" or self.state.step.kind != "day":
            await self.append("stage", by, value)
            return
        async with self._all_said():
            if self.state.scene == value["expect"]:  # else it would change nothing: the day is closed, or paused
                more = {"played": played(self.state), "taken": taken_over(self.state)}
                await self.append("stage", by, value | more)

    async def do(self, verb: str, expect: int, given: Any = None) -> None:
        """Do what the trainer asks for.

        Raises
        ------
        Refused
            When the room has moved on since, or the verb does nothing here.
        """
        state = self.state
        if expect != state.scene:
            raise Refused("moved")
        if state.ended and verb == "next" and self.unforgotten:
            await self._forget()
            return
        if state.ended:
            raise Refused("ended")
        if verb == "next":
            await self._next()
        elif verb == "hold":
            await self._hold()
        elif verb == "reopen":
            if state.stage != "sealed" or state.step.kind == "day":
                raise Refused("reopen")
            await self._stage("open", "trainer")
        elif verb == "black":
            await self._append_now("black", {"on": not state.black})
        elif verb == "back" and state.at:
            at = (state.at if state.look is None else state.look) - 1
            await self._append_now("look", {"to": max(0, at)})
        elif verb == "skip" and state.look is None and state.script and state.at + 1 < len(state.script.steps):
            await self._go_to(state.at + 1)
        elif verb == "finish" and state.look is None and state.script and state.at + 1 < len(state.script.steps):
            await self._go_to(len(state.script.steps) - 1)
        elif verb == "count" and countable(state, given):
            await self._append_now("count", {"counts": given}, state.step.id)
        elif verb == "release" and (alike := held_like(state, given)):
            for one in alike:
                shown = {"line": one.id, "field": one.field, "text": one.text}
                await self._append_now("release", {"shown": shown}, state.step.id)
        elif verb == "hide" and (alike := held_like(state, given) or shown_like(state, given)):
            for one in alike:
                await self._append_now("hide", {"line": one.id}, state.step.id)
        elif verb == "try" and state.step.kind == "map" and self._may_try() and trial_of(given) is not None:
            self._given_up.pop(TRIAL, None)
            await self._append_now("try", {"trial": given})
        elif verb == "keep" and keepable(state):
            await self._keep()
        elif verb == "tables" and (value := raised_hands(state, given, _chance())) is not None:
            await self._append_now("tables", value)
        elif verb == "winner" and given in winners(state):
            await self._append_now("winner", {"option": given})
        else:
            raise Refused("nothing")

    async def _keep(self) -> None:
        """Keep the counts of the rings; pressed again, after a crash in between, it changes nothing."""
        folder, date = self.log.file.parent, time.strftime("%Y-%m-%d")
        async with self._keeping:  # of two presses at once the second finds the name that the first has given
            try:
                await asyncio.to_thread(kept_rows, folder)
                if not self.state.kept:
                    await self._append_now("keep", {"room": secrets.token_hex(4)})
                if not self.state.kept:
                    raise Refused("moved")
                rows = rows_of(self.state, self.state.kept, date)
                self.kept, self.not_kept = await asyncio.to_thread(keep, folder, rows), ""
            except HuntError as error:
                self.not_kept = str(error)
                raise Refused("keep") from None

    async def _append_now(self, kind: str, value: dict[str, Any], step: str = "") -> None:
        await self.append(kind, "trainer", {**value, "expect": self.state.scene}, step)

    async def _next(self) -> None:
        if self.state.look is not None:
            await self._append_now("look", {"to": None})
            return
        kind, value = needed(self.state)
        if kind == "wait":
            self._given_up.pop(self.state.step.id, None)
            self._look_after_runs()  # what has failed, or could not be written, begins again
        if kind in ("wait", "choose"):
            raise Refused(kind)
        if kind == "stage":
            await self._stage(value["to"], "trainer")
        elif kind == "step":
            await self._go_to(value["to"])
        else:
            await self._append_now(kind, value)
            await self._forget()

    async def _forget(self) -> None:
        """Remove from the file who answered what, for good."""
        try:
            await asyncio.wrap_future(self.log.rewrite(forget_seats))
        except OSError as error:
            self.unforgotten = str(error)
            raise
        self.unforgotten = ""

    async def _go_to(self, to: int) -> None:
        assert self.state.script is not None
        seen = self.state.scene
        async with self._all_said():  # tables say how many they are
            if self.state.scene == seen:
                await self._append_now("step", step_with_rings(self.state, to, self._present(), _chance()))

    async def _hold(self) -> None:
        state = self.state
        if state.left is not None or state.held:
            await self._append_now("resume", {})
        elif self.left() is not None:
            await self._append_now("pause", {"left": max(0.0, self.left() or 0.0)})
        elif state.step.kind == "film" and state.stage == "playing":
            await self._append_now("pause", {"left": 0.0})
        else:
            raise Refused("nothing")

    # --- runs -------------------------------------------------------------------------------------------------------

    def _look_after_runs(self) -> None:
        """Simulate what the steps ahead need, in the background, as far as no vote lies between."""
        state = self.state
        if state.script is None or state.ended:
            return
        idle = self._running | set(self._given_up)
        if state.trial and TRIAL not in idle:
            self._begin(TRIAL, state)
        for at, step in enumerate(state.script.steps[state.at :], state.at):
            if step.kind == "vote" and step.id not in state.winners:
                return
            due = step.kind in COMPUTED or (step.kind in WORK and at == state.at)
            if due and step.id not in state.results and step.id not in idle:
                self._begin(step.id, replace(state, at=at, trial=None))

    def _begin(self, name: str, ahead: State) -> None:
        self._running.add(name)
        self._tasks.add(task := asyncio.ensure_future(self._simulate(ahead)))
        task.add_done_callback(self._tasks.discard)

    def _may_try(self) -> bool:
        return not self.state.trial or TRIAL in self._given_up

    def unsimulated(self) -> str:
        """Return what has gone wrong in a run for this step or a later one; empty if nothing has."""
        assert self.state.script is not None
        ahead = [one.id for one in self.state.script.steps[self.state.at :]]
        return next((self._given_up[name] for name in (TRIAL, *ahead) if name in self._given_up), "")

    async def _simulate(self, ahead: State) -> None:
        assert self._loop is not None
        step = ahead.step
        name = TRIAL if ahead.trial else step.id
        work, pool = runs.trial if ahead.trial else WORK[step.kind], self._work
        try:
            result = await self._loop.run_in_executor(pool, work, ahead)
        except Exception as error:  # of any kind: the room goes on, and the strip says what has happened
            if isinstance(error, BrokenProcessPool) and pool is self._work:  # several runs may lose the same process
                self._work = worker()
            self._given_up[name] = str(error) or type(error).__name__
        else:
            with suppress(OSError):  # the strip says so already; it is simulated again
                await self.append("result", "clock", {"result": result}, name)
        finally:
            self._running.discard(name)

    # --- answers as bytes -------------------------------------------------------------------------------------------

    def phone_state(self, seat: int) -> bytes:
        """Return the whole state for a seat; the part that all share is serialised once per scene."""
        scene, shared = self._scene
        if scene != self.state.scene:
            shared = json.dumps(views.phone_scene(self.state, self.voice)).encode()
            self._scene = (self.state.scene, shared)
        mine = json.dumps(views.own(self.state, seat)).encode()
        return b'{"v":%d,"now":%d,"scene":%b,"own":%b}' % (self.state.scene, self.now_ms(), shared, mine)

    def film_is_at(self, step: str, day: str, gone: str = "") -> None:
        """Note which day of the film of this step a projector shows; of several, the one that is furthest counts.

        ``gone`` is the day since which nobody is left, once it has been shown.
        """
        if step == self.state.step.id and self.state.stage == "playing" and _is_day(day):
            self.film = step, max(int(day), self.film[1] if self.film[0] == step else 0)
            self.gone = (step, int(gone)) if _is_day(gone) else self.gone

    def screen(self) -> dict[str, Any]:
        """Return the projector's state."""
        present = len(self._present())
        view = {"now": self.now_ms(), "present": present, **views.screen(self.state, self.voice)}
        view["unsaid"] = views.tables_unsaid(self.state, present)
        view["unsimulated"] = view["id"] in self._given_up or (bool(view.get("trying")) and TRIAL in self._given_up)
        return view

    def strip(self) -> dict[str, Any]:
        """Return the trainer's state."""
        present = self._present()
        answered = self.state.answers.get(self.state.step.id, {})
        numbers = {"present": len(present), "asleep": len(self.state.seats) - len(present)}
        numbers["waiting"] = len(present - set(answered))
        view = views.strip(self.state, self.voice, numbers)
        kind, value = needed(self.state) if not self.state.ended else ("", {})
        more = {
            "winners": winners(self.state),
            "needed": kind,
            "to": value.get("to"),
            "failed": self.failed,
            "unforgotten": self.unforgotten,
            "not_kept": self.not_kept,
            "unsimulated": self.unsimulated(),
            "keepable": keepable(self.state) and self.kept is None,
            "kept": self.kept,
            "reached": bool(self.presence.reached),
            "goes_on": self.goes_on == self.state.scene,
            "rehearsal": self.rehearsal,
            "film_day": self.film[1] if self.film[0] == self.state.step.id else None,
            "film_gone": self.gone[1] if self.gone[0] == self.state.step.id and self.state.look is None else None,
        }
        return {"v": self.state.scene, "now": self.now_ms(), **view, **more}

    def _present(self) -> set[int]:
        return self.presence.seats() & set(self.state.seats.values())
