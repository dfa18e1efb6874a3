"""Two presses, two windows, or a press and the clock: each scene is left once."""

import asyncio
import sqlite3
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial

import pytest
from rooms import SCRIPT_BEGINS, Acted, asked, room_inside, secret
from starlette.applications import Starlette

from dashboards.room import room as shell
from dashboards.room.log import Log
from dashboards.room.phone_routes import Phones
from dashboards.room.room import Refused, Room
from dashboards.room.script import read_script, script_from
from dashboards.room.steps import needed

DAY = (
    SCRIPT_BEGINS
    + """[[step]]
id = "hands"
kind = "hands"
days = 2
seconds = 0.1
[[step]]
id = "end"
kind = "end"
"""
)


def place(state):
    return state.at, state.stage, state.epoch, state.ended


async def quietly(wanted):
    """Wait for a press; one that is refused counts as none."""
    try:
        await wanted
    except Refused as refused:
        return str(refused)
    return "done"


def test_at_every_scene_two_windows_that_press_at_once_go_on_once(tmp_path):
    """The whole of a script with two presses for one goes through the same scenes as with one press."""
    script = read_script("twenty-minutes")
    script = script.__class__(**{**script.__dict__, "seed": 1})
    walks = []
    for windows in (1, 2):
        folder = tmp_path / str(windows)
        folder.mkdir()
        with room_inside(folder, script) as inside:
            room, walk = inside.room, []
            while not room.state.ended:
                kind, _ = needed(room.state)
                if kind == "wait":
                    result = {"alive": 3, "of": 12, "same": 7, "years": 100, "rows": []}
                    inside.run(room.append("result", "clock", {"result": result}, room.state.step.id))
                    continue
                seen, written = room.state.scene, room.log.events()[-1].seq
                verb, value = ("winner", "nothing") if kind == "choose" else ("next", None)

                async def pressed(room=room, seen=seen, verb=verb, value=value, windows=windows):
                    return await asyncio.gather(*(quietly(room.do(verb, seen, value)) for _ in range(windows)))

                assert "done" in inside.run(pressed())
                assert room.state.scene == written + 1  # what came first counts, and nothing after it
                walk.append(place(room.state))
            walks.append(walk)
    assert walks[0] == walks[1]
    assert len(walks[0]) > 40


@pytest.mark.parametrize("early", [0.05, 0.025, 0.01, 0.0, -0.01, -0.025, -0.05])
def test_space_and_the_clock_close_a_day_once(tmp_path, monkeypatch, early):
    """Two windows press Space up to 50 ms before or after the clock closes the day; the next day stays shut."""
    monkeypatch.setattr(shell, "TICK", 0.005)
    monkeypatch.setattr(shell, "GRACE", 0.0)
    with room_inside(tmp_path, script_from(DAY, "day")) as inside:
        room = inside.room
        inside.until("hands-1", "open")
        seen = room.state.scene

        async def both():
            clock = asyncio.create_task(room.watch())
            while (room.left() or 0.0) > early and room.state.scene == seen:
                await asyncio.sleep(0.001)
            if early < 0:
                await asyncio.sleep(-early)
            said = await asyncio.gather(*(quietly(room.do("next", seen)) for _ in range(2)))
            await asyncio.sleep(0.05)
            clock.cancel()
            return said

        said = inside.run(both())
        assert (room.state.step.id, room.state.stage) == ("hands-1", "sealed")
        assert set(said) <= {"done", "moved"}
        assert len(room.state.played["hands-1"]) == len(room.state.rings)
        closing = [one for one in room.log.events() if one.kind == "stage" and one.value["to"] == "sealed"]
        assert {one.value["expect"] for one in closing} == {seen}
        assert room.state.scene == closing[0].seq


@pytest.mark.parametrize("verbs", [("next", "skip"), ("skip", "next"), ("hold", "next"), ("black", "next")])
def test_of_two_windows_that_want_different_things_the_first_has_its_way(tmp_path, verbs):
    with room_inside(tmp_path, script_from(DAY, "day")) as inside:
        room = inside.room
        inside.until("hands-1", "open")
        seen = room.state.scene

        async def both():
            return await asyncio.gather(*(quietly(room.do(verb, seen)) for verb in verbs))

        inside.run(both())
        state = room.state
        found = (state.step.id, state.stage, state.left is not None, state.black)
        assert (
            found
            == {
                "next": ("hands-1", "sealed", False, False),
                "skip": ("hands-2", "open", False, False),
                "hold": ("hands-1", "open", True, False),
                "black": ("hands-1", "open", False, True),
            }[verbs[0]]
        )


@pytest.mark.parametrize("closing", ["space", "clock"])
def test_answers_that_are_acknowledged_as_a_day_closes_are_played(tmp_path, monkeypatch, closing):
    """Six phones hold while the day is closed: what is in the log before the closing, and acknowledged, is played."""
    monkeypatch.setattr(shell, "GRACE", 0.0)
    monkeypatch.setattr(shell, "TICK", 0.001)
    with room_inside(tmp_path, script_from(DAY.replace("seconds = 0.1", "seconds = 60"), "day")) as inside:
        room, app = inside.room, Starlette(routes=Phones(inside.room).routes())
        ask = partial(asked, app, host="127.0.0.1")

        async def all_join():
            for k in range(1, 7):
                await ask("/r/join", {"code": "MOSS", "secret": secret(k)}, headers={})
                await ask("/r/state?v=0", None, headers={"X_Seat": secret(k), "X_Tab": "a"})

        async def say(k):
            body = {"step": "hands-1", "epoch": 1, "nonce": f"nonce{k:03}", "value": "hold"}
            return await ask("/r/say", body, headers={"X_Seat": secret(k)})

        async def close():
            if closing == "space":
                return await quietly(room.do("next", room.state.scene))
            monkeypatch.setattr(room, "left", lambda: -1.0 if room.state.stage == "open" else None)
            clock = asyncio.create_task(room.watch())
            while room.state.stage == "open":
                await asyncio.sleep(0.001)
            clock.cancel()

        async def at_once():
            return (await asyncio.gather(*(say(k) for k in range(1, 7)), close()))[:6]

        inside.run(all_join())
        inside.until("hands-1", "open")
        said = inside.run(at_once())
        assert {status for status, _ in said} == {200}
        in_time = {k for k, (_, answer) in enumerate(said, 1) if not answer["late"]}
        (ring,), (row,) = room.state.rings, room.state.played["hands-1"]
        assert {seat for seat, choice in zip(ring, row, strict=True) if choice == "hold"} == in_time
        assert set(room.state.answers.get("hands-1", {})) == in_time
        assert closing == "clock" or len(in_time) == 6  # they were in the queue before Space


def test_a_table_that_says_its_size_as_the_first_day_begins_gets_its_ring(tmp_path):
    script = read_script("twenty-minutes")
    with room_inside(tmp_path, replace(script, seed=1), per_table=True) as inside:
        room = inside.room
        inside.join()
        inside.until("hands")

        async def at_once():
            said = {"epoch": 1, "value": 7}
            return await asyncio.gather(
                room.append("say", "seat:1", said, "hands", "nonce"), room.do("next", room.state.scene)
            )

        inside.run(at_once())
        assert (room.state.step.id, room.state.rings) == ("hands-1", ((1,) * 7,))


def test_the_clock_outlives_a_file_that_cannot_be_written(tmp_path, monkeypatch):
    """While the disk is full the strip says so; when there is room again, the day is closed without anybody's help."""
    monkeypatch.setattr(shell, "TICK", 0.005)
    monkeypatch.setattr(shell, "GRACE", 0.0)
    with room_inside(tmp_path, script_from(DAY, "day")) as inside:
        room = inside.room
        inside.until("hands-1", "open")
        room.log._db.execute("PRAGMA query_only=ON")

        async def until(right):
            end = asyncio.get_running_loop().time() + 20
            while not right():
                assert asyncio.get_running_loop().time() < end
                await asyncio.sleep(0.005)

        async def all_along():
            clock = asyncio.create_task(room.watch())
            await until(lambda: room.failed)
            await asyncio.sleep(0.05)
            assert (room.state.stage, clock.done()) == ("open", False)
            assert "cannot be written" in room.strip()["failed"]
            room.log._db.execute("PRAGMA query_only=OFF")
            await until(lambda: room.state.stage == "sealed")
            clock.cancel()

        inside.run(all_along())
        assert room.failed == ""


@pytest.mark.parametrize("where", ["rewriting", "cleaning"])
def test_a_disk_that_is_full_at_the_end_is_said_and_space_tries_again(tmp_path, monkeypatch, where):
    """The room has ended, but who answered what must not stay in the file because of that."""
    with room_inside(tmp_path, replace(read_script("twenty-minutes"), seed=1)) as inside:
        room = inside.room
        inside.join()
        inside.until("targets", "open")
        inside.say(1, 3)
        inside.skip_to("end")
        with monkeypatch.context() as full:
            if where == "rewriting":

                def no_room(_):
                    raise sqlite3.OperationalError("database or disk is full")

                full.setattr(shell, "forget_seats", no_room)
            else:
                full.setattr(room.log, "_leave_no_trace", lambda: OSError("database or disk is full"))
            for _ in range(2):
                with pytest.raises(OSError, match="disk is full"):
                    inside.run(room.do("next", room.state.scene))
                assert room.state.ended
                assert "disk is full" in room.strip()["unforgotten"]
        assert not inside.do("skip")
        assert inside.do("next")
        assert room.strip()["unforgotten"] == ""
        assert not any(event.kind == "join" for event in room.log.events())
        assert not inside.do("next")


@pytest.mark.parametrize("gone", [0, 10_000, 75_000])
def test_a_timed_step_has_as_many_seconds_after_a_restart_as_at_the_last_event(tmp_path, gone):
    """Whatever time lies between; a day whose seconds were over has none left, and is closed."""
    acted = Acted(script_from(DAY.replace("seconds = 0.1", "seconds = 60"), "day"))
    acted.join(1)
    acted.until("hands-1", "open")
    acted.add("say", "seat:1", {"epoch": 1, "value": "hold"}, "hands-1", "nonce", at_ms=acted.state.opened_ms + gone)
    log = Log(tmp_path / "a.room")
    for event in acted.events:
        log.append(event).result()
    room = Room(log, "en")
    room._look_after_runs = lambda: None
    try:
        with ThreadPoolExecutor(1) as other:  # in this thread Playwright may have an event loop that never stops
            other.submit(asyncio.run, room.go_on()).result()
        pause, resume = log.events()[-2:]
        assert (pause.kind, pause.value["left"]) == ("pause", 60 - gone / 1000)
        assert (resume.kind, room.state.left) == ("resume", None)
        assert room.state.opened_ms == resume.at_ms - gone
    finally:
        room.close()


class Pool:
    """Stands for the process that simulates: it has died, or it answers at once."""

    def __init__(self, error=None):
        self.error = error

    def submit(self, *_):
        done = Future()
        if self.error is not None:
            done.set_exception(self.error)
        else:
            done.set_result({"alive": 3, "of": 12, "same": 7, "years": 100, "rows": []})
        return done

    def shutdown(self, **_):
        """Nothing runs."""


async def rest(room):
    """Wait until no simulation is under way."""
    while room._tasks:
        await asyncio.sleep(0.001)


def test_a_process_that_died_is_begun_again_by_space_and_once(tmp_path, monkeypatch):
    """Two simulations lose it at once: both are begun again in one new process."""
    made = []
    monkeypatch.setattr(shell, "worker", lambda: made.append(Pool()) or made[-1])
    with room_inside(tmp_path, replace(read_script("twenty-minutes"), seed=1)) as inside:
        room = inside.room
        inside.skip_to("outcome")
        made.clear()
        room._work = Pool(BrokenProcessPool("gone"))
        del room._look_after_runs

        async def press():
            said = await quietly(room.do("next", room.state.scene))
            await rest(room)
            return said

        async def begin():
            room._look_after_runs()
            await rest(room)

        inside.run(begin())
        assert room.unsimulated() == "gone"
        assert room.strip()["failed"] == ""  # answers are saved all the same
        assert len(made) == 1
        assert inside.run(press()) == "wait"
        assert "outcome" in room.state.results
        assert inside.run(press()) == "done"


def test_a_result_that_could_not_be_written_is_simulated_again_by_space(tmp_path, monkeypatch):
    monkeypatch.setattr(shell, "worker", Pool)
    with room_inside(tmp_path, replace(read_script("twenty-minutes"), seed=1)) as inside:
        room = inside.room
        inside.skip_to("outcome")
        del room._look_after_runs

        async def begin():
            room._look_after_runs()
            await rest(room)

        room.log._db.execute("PRAGMA query_only=ON")
        inside.run(begin())
        assert "cannot be written" in room.strip()["failed"]
        room.log._db.execute("PRAGMA query_only=OFF")
        assert not inside.do("next")  # there is still something to wait for
        inside.run(rest(room))
        assert "outcome" in room.state.results
        assert room.strip()["failed"] == ""
