"""Two presses, two windows, or a press and the clock: each scene is left once."""

import asyncio

import pytest
from rooms import room_inside

from dashboards.room import room as shell
from dashboards.room.room import Refused
from dashboards.room.script import read_script, script_from
from dashboards.room.steps import needed

DAY = """scenario = "default-valley"
band = "own-product"
seed = 1
[[step]]
id = "lobby"
kind = "lobby"
[[step]]
id = "hands"
kind = "hands"
days = 2
seconds = 0.1
[[step]]
id = "end"
kind = "end"
"""


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
