"""What one phone, one address or one guesser may take: asked of the phones' addresses, without a network."""

import asyncio

import pytest
from rooms import asked, room_inside, secret
from starlette.applications import Starlette

from dashboards.room import phone_routes, presence
from dashboards.room.phone_routes import LARGEST, Phones
from dashboards.room.presence import Limit
from dashboards.room.script import read_script

HERE, FAR = "127.0.0.1", "192.168.1.20"


@pytest.fixture
def now(monkeypatch):
    """A clock that goes when it is told to."""
    clock = {"now": 1000.0}
    monkeypatch.setattr(presence.time, "monotonic", lambda: clock["now"])
    return clock


@pytest.fixture
def phones(tmp_path, now):
    """The phones' addresses of a room, and a way to ask them."""
    script = read_script("forty-five-minutes")
    with room_inside(tmp_path, script.__class__(**{**script.__dict__, "seed": 1})) as inside:
        app = Starlette(routes=Phones(inside.room).routes())

        def ask(path, body=None, host=FAR, **headers):
            return inside.run(asked(app, path, body, host, headers))

        ask.inside, ask.app = inside, app
        yield ask


def joined(ask, k, host=FAR):
    return ask("/r/join", {"code": "MOSS", "secret": secret(k)}, host)


def test_a_guesser_of_codes_waits_a_minute_and_others_do_not(phones, now):
    wrong = [phones("/r/join", {"code": f"Q{k:03}", "secret": secret(0)})[0] for k in range(12)]
    assert wrong == [404] * 10 + [429] * 2
    assert phones("/r/join", {"code": "QQQQ", "secret": secret(0)}, "192.168.1.99")[0] == 404
    now["now"] += 59
    assert phones("/r/join", {"code": "QQQQ", "secret": secret(0)})[0] == 429
    now["now"] += 2
    assert phones("/r/join", {"code": "QQQQ", "secret": secret(0)})[0] == 404
    assert joined(phones, 1) == (200, {"seat": 1})


def test_one_address_takes_few_seats_at_a_time_and_this_machine_many(phones, now):
    found = [joined(phones, k)[0] for k in range(1, 9)]
    assert found == [200] * 6 + [429] * 2
    assert joined(phones, 1) == (200, {"seat": 1})  # those who have a seat keep it
    now["now"] += 11
    assert joined(phones, 7)[0] == 200
    assert [joined(phones, 100 + k, HERE)[0] for k in range(20)] == [200] * 20


def test_a_room_has_only_so_many_seats(phones, monkeypatch):
    monkeypatch.setattr(phone_routes, "MOST_SEATS", 3)
    assert [joined(phones, k, HERE)[0] for k in range(5)] == [200, 200, 200, 429, 429]
    assert joined(phones, 2, HERE) == (200, {"seat": 3})
    assert len(phones.inside.room.state.seats) == 3


def test_a_flood_of_one_phone_is_refused_and_leaves_no_trace(phones, now):
    """Of a thousand answers and looks within a second a handful is taken; another phone is answered as ever."""
    for k in (1, 2):
        joined(phones, k)
    phones.inside.until("targets", "open")
    before = len(phones.inside.room.log.events())
    body = {"step": "targets", "epoch": 1, "value": 3}
    found = [phones("/r/say", body | {"nonce": f"{k:08}"}, X_Seat=secret(1))[0] for k in range(500)]
    assert found == [200] * 8 + [429] * 492
    assert len(phones.inside.room.log.events()) == before + 8
    looks = [phones("/r/state?v=0", X_Seat=secret(1), X_Tab="a")[0] for _ in range(500)]
    assert looks == [200] * 60 + [429] * 440
    assert phones("/r/say", body | {"nonce": "12345678"}, X_Seat=secret(2)) == (200, {"kept": True, "late": False})
    assert phones("/r/state?v=0", X_Seat=secret(2), X_Tab="b")[0] == 200
    now["now"] += 11
    assert phones("/r/state?v=0", X_Seat=secret(1), X_Tab="a")[0] == 200


def test_a_late_line_is_late_and_never_has_to_wait(phones):
    """Three lines a minute are taken, a fourth has to wait; but not any more when its step is over."""
    joined(phones, 1)
    phones.inside.skip_to("own-words")
    phones.inside.until("own-words", "open")
    body = {"step": "own-words", "epoch": 1, "value": ["the launch", "", "", ""]}
    found = [phones("/r/say", body | {"nonce": f"{k:08}"}, X_Seat=secret(1))[0] for k in range(4)]
    assert found == [200, 200, 200, 429]
    phones.inside.do("next")
    late = (200, {"kept": True, "late": True})
    assert [phones("/r/say", body | {"nonce": f"9{k:07}"}, X_Seat=secret(1)) for k in range(20)] == [late] * 20


def test_a_body_is_as_long_as_an_answer_and_no_longer(phones):
    joined(phones, 1)
    phones.inside.until("targets", "open")
    assert phones("/r/say", b"x" * (LARGEST + 1), X_Seat=secret(1))[0] == 413
    assert phones("/r/join", b"x" * (LARGEST + 1))[0] == 400
    deep = b'{"value":' + b"[" * 900 + b"]" * 900 + b"}"
    assert phones("/r/say", deep, X_Seat=secret(1))[0] == 400


def test_while_the_file_cannot_be_written_nothing_is_acknowledged_and_the_strip_says_why(phones):
    """As with a full disk: phones repeat what they have said, and it counts once when there is room again."""
    joined(phones, 1)
    phones.inside.until("targets", "open")
    room = phones.inside.room
    room.log._db.execute("PRAGMA query_only=ON")
    body = {"step": "targets", "epoch": 1, "value": 3, "nonce": "12345678"}
    assert phones("/r/say", body, X_Seat=secret(1)) == (503, {"refused": "file"})
    assert joined(phones, 2) == (503, {"refused": "file"})
    with pytest.raises(OSError, match="cannot be written"):
        phones.inside.do("next")
    assert "cannot be written" in room.strip()["failed"]
    assert room.state.answers == {}
    assert room.state.stage == "open"
    room.log._db.execute("PRAGMA query_only=OFF")
    assert phones("/r/say", body, X_Seat=secret(1)) == (200, {"kept": True, "late": False})
    assert room.state.answers == {"targets": {1: 3}}
    assert room.strip()["failed"] == ""
    assert joined(phones, 2) == (200, {"seat": 2})


def test_a_limit_forgets_what_is_long_ago(now):
    limit = Limit(2, 10)
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    now["now"] += 10
    assert limit.allows("a")


# --- what is acknowledged is true -----------------------------------------------------------------------------------


def test_a_change_that_comes_as_a_question_is_sealed_is_called_late(phones):
    """The seat has an answer already; that the new one counts may be said only if it does."""
    joined(phones, 1)
    phones.inside.until("targets", "open")
    room = phones.inside.room
    body = {"step": "targets", "epoch": 1, "value": 3, "nonce": "12345678"}
    assert phones("/r/say", body, X_Seat=secret(1)) == (200, {"kept": True, "late": False})
    later = body | {"value": 9, "nonce": "23456789"}

    async def at_once():
        press = room.do("next", room.state.scene)
        changed = asked(phones.app, "/r/say", later, FAR, {"X_Seat": secret(1)})
        return (await asyncio.gather(press, changed))[1]

    assert phones.inside.run(at_once()) == (200, {"kept": True, "late": True})
    assert room.state.answers == {"targets": {1: 3}}


def test_who_joins_in_the_moment_of_the_end_is_told_that_it_has_ended(phones):
    room = phones.inside.room
    phones.inside.skip_to("end")

    async def at_once():
        end = room.do("next", room.state.scene)
        join = asked(phones.app, "/r/join", {"code": "MOSS", "secret": secret(1)}, FAR, {})
        return (await asyncio.gather(end, join))[1]

    assert phones.inside.run(at_once()) == (200, {"ended": True})
    assert room.state.ended
    assert not room.state.seats


def test_a_phone_that_comes_back_after_the_end_is_told_so_and_gets_its_handout(phones):
    assert joined(phones, 1)[0] == 200
    phones.inside.skip_to("end")
    assert phones.inside.do("next")
    assert joined(phones, 1) == (200, {"ended": True})
    assert phones("/r/handout?code=MOSS")[0] == 200
    assert phones("/r/join", {"code": "QQQQ", "secret": secret(1)})[0] == 404  # another code says nothing of any room


def test_the_right_code_helps_no_guesser_who_must_wait(phones, now):
    """While the misses of an address are used up it learns nothing more, and who has a seat keeps it."""
    assert joined(phones, 1)[0] == 200
    for k in range(10):
        phones("/r/join", {"code": f"Q{k:03}", "secret": secret(0)})
    wrong = phones("/r/join", {"code": "QQQQ", "secret": secret(2)})
    assert wrong[0] == 429
    assert joined(phones, 2) == wrong
    assert joined(phones, 1) == (200, {"seat": 1})
    assert joined(phones, 2, "192.168.1.99")[0] == 200
    now["now"] += 61
    assert joined(phones, 3)[0] == 200


@pytest.mark.parametrize("data", [b"", b"[]", b"no data", b'{"step":"targets","epoch":1,"nonce":"12345678"'])
def test_what_is_no_answer_is_called_so_and_not_too_large(phones, data):
    joined(phones, 1)
    phones.inside.until("targets", "open")
    assert phones("/r/say", data, X_Seat=secret(1)) == (400, {"refused": "form"})


def test_an_answer_to_a_step_that_is_not_there_is_refused_and_one_to_a_step_before_is_late(phones):
    joined(phones, 1)
    phones.inside.until("targets", "sealed")
    body = {"epoch": 1, "value": 3, "nonce": "12345678"}
    assert phones("/r/say", body | {"step": "invented"}, X_Seat=secret(1)) == (400, {"refused": "form"})
    assert phones("/r/say", body | {"step": "targets"}, X_Seat=secret(1)) == (200, {"kept": True, "late": True})


def test_the_handout_is_for_those_who_know_the_code(phones):
    phones.inside.skip_to("end")
    assert phones("/r/handout?code=moss")[0] == 200
    assert [phones(f"/r/handout?code={code}", host="192.168.1.99")[0] for code in ("", "QQQQ")] == [404] * 2
    assert phones("/r/handout", host="192.168.1.99")[0] == 404
