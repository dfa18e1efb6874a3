"""A room in a process of its own, asked as phones and trainers ask it."""

import http.client
import json
import os
import re
import signal
import socket
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from rooms import Phone, Trainer, ask, room_running, workshop

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with room_running(tmp_path_factory.mktemp("rooms")) as one:
        yield one


@pytest.fixture
def fresh(tmp_path):
    with room_running(tmp_path / "rooms") as one:
        yield one


def joined(running, count):
    phones = [Phone(running) for _ in range(count)]
    for phone in phones:
        assert phone.join()[0] == 200
    return phones


# --- who may do what ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/room", "/room/strip", "/room/state", "/room/do", "/room/start", "/room/code.svg", "/lab", "/story",
             "/film", "/winters", "/files/x", "/r/../room", "/docs", "/MOSSY"]
)  # fmt: skip
def test_phones_reach_no_address_but_their_own(running, path):
    outer = running["phones"].rpartition("/")[0]
    assert ask(outer + path)[0] in (404, 405)
    assert ask(outer + path, {"verb": "next", "expect": 1})[0] in (404, 405)


@pytest.mark.parametrize("path", ["/room/strip", "/room/strip/state"])
def test_without_the_key_nobody_steers(running, path):
    trainer = Trainer(running)
    assert trainer.ask(path)[0] == 200
    assert ask(trainer.base + path)[0] == 403
    assert ask(trainer.base + path, Cookie="room=" + "0" * 32)[0] == 403
    assert ask(f"{trainer.base}/room/start?key=wrong")[0] == 403
    assert ask(f"{trainer.base}/room/do", {"verb": "next", "expect": trainer.state()["v"]}, X_Room="1")[0] == 403


def test_another_site_steers_nothing(running):
    trainer = Trainer(running)
    at = trainer.state()["v"]
    body = {"verb": "next", "expect": at}
    assert trainer.ask("/room/do", body, Origin="http://evil.example")[0] == 403
    assert trainer.ask("/room/do", body, Host="evil.example")[0] == 403
    assert trainer.ask("/room/strip/state", Host="evil.example:80")[0] == 403
    assert ask(f"{trainer.base}/room/do", body, Cookie=f"room={trainer.key}")[0] == 403  # without the header of its own
    assert trainer.state()["v"] == at


def test_the_inner_port_is_this_machines(running):
    port = running["port"] + 1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        outside = probe.getsockname()[0]
    if outside.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError):  # noqa: PT011 - refused, or not reachable: both are right
        socket.create_connection((outside, port), timeout=2)
    socket.create_connection((outside, running["port"]), timeout=2).close()


def test_what_is_too_large_or_no_answer_is_refused(running):
    (phone,) = joined(running, 1)
    big = {"step": "targets", "epoch": 1, "nonce": "x" * 10, "value": "x" * 5000}
    assert ask(f"{phone.base}/r/say", big, X_Seat=phone.secret)[0] == 413
    assert ask(f"{phone.base}/r/say", {"step": 1}, X_Seat=phone.secret)[0] == 400
    assert ask(f"{phone.base}/r/say", {"step": "targets"}, X_Seat="0" * 32)[0] == 401
    assert ask(f"{phone.base}/r/state?v=0")[0] == 401
    assert ask(f"{phone.base}/r/join", {"code": phone.code, "secret": "short"})[0] == 400


def test_headers_forbid_foreign_scripts(running):
    import urllib.request

    for url in (running["phones"], running["projector"]):
        with urllib.request.urlopen(url) as page:
            assert "script-src 'self'" in page.headers["Content-Security-Policy"]
            assert b"<script>" not in page.read()


# --- answers -------------------------------------------------------------------------------------------------------


def test_a_secret_keeps_its_seat_and_a_repeated_answer_counts_once(running):
    phones = joined(running, 2)
    seats = [phone.join()[1]["seat"] for phone in phones]
    assert seats == [phone.join()[1]["seat"] for phone in phones]
    assert seats[1] == seats[0] + 1
    Trainer(running).until("targets", "open")
    before = Trainer(running).state()["answered"]
    assert phones[0].say(4, nonce="abcdefgh") == (200, {"kept": True, "late": False})
    assert phones[0].say(4, nonce="abcdefgh") == (200, {"kept": True, "late": False})
    assert Trainer(running).state()["answered"] == before + 1
    assert phones[0].state()[1]["own"] == {"seat": seats[0], "answer": 4}
    assert phones[1].state()[1]["own"] == {"seat": seats[1], "answer": None}


def test_no_total_before_it_is_revealed_and_none_below_four(fresh):
    """Two seats are told the same apart from their own part; no answer of a seat is on screen or strip."""
    phones, trainer = joined(fresh, 5), Trainer(fresh)
    trainer.until("decision", "open", skip=True)
    for phone, option in zip(phones, ["shared", "shared", "shared", "meetings", "nothing"], strict=True):
        phone.say(option)
    for stage in ("open", "sealed"):
        trainer.until("decision", stage)
        scenes = [phone.state()[1]["scene"] for phone in phones]
        assert all(one == scenes[0] for one in scenes)
        for text in (json.dumps(ask(fresh["projector"] + "/state")[1]), json.dumps(trainer.state())):
            assert "totals" not in text
            assert '"n":' not in text
    shown = trainer.until("decision", "revealed")
    assert {one["id"]: one["n"] for one in shown["totals"]} == {"nothing": 1, "meetings": 1, "sharper": 0, "shared": 3}
    assert shown["winner"] == "shared"
    assert all("totals" not in json.dumps(phone.state()[1]) for phone in phones)
    trainer.until("blame-again", "open", skip=True)
    for phone in phones[:3]:
        phone.say("pay")
    assert trainer.until("blame-again", "revealed")["totals"] is None


def test_of_two_presses_at_once_one_counts(running):
    trainer = Trainer(running)
    at = trainer.state()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: trainer.do("next", expect=at["v"])[0], range(4)))
    assert sorted(found)[0] == 200
    assert trainer.state()["at"] == at["at"] + 1 or trainer.state()["stage"] != at["stage"]
    assert trainer.do("next", expect=at["v"]) == (409, {"refused": "moved"})


def test_the_newest_tab_has_the_seat(running):
    (phone,) = joined(running, 1)
    phone.state()
    old, phone.tab = phone.tab, "another"
    assert phone.state()[0] == 200
    phone.tab = old
    assert phone.state(known=1) == (409, {"refused": "moved"})


def test_one_phone_cannot_crowd_out_the_others(running):
    """Here it looks all the time; that it answers all the time is in ``test_limits.py``, without a server."""
    noisy, other = joined(running, 2)
    found = [noisy.state()[0] for _ in range(70)]
    assert found.count(429) >= 5
    assert other.state()[0] == 200


@pytest.mark.parametrize(("temper", "bots", "rings"), [("rude", 13, [6, 7]), ("split", 100, [5, 5] + [6] * 15)])
def test_bots_rehearse_a_whole_script(tmp_path, temper, bots, rings):
    """They come by the phones' addresses; rude ones write markup and floods, and nothing of it is kept."""
    with room_running(tmp_path, "--rehearse", str(bots), "--temper", temper) as running:
        trainer = Trainer(running)
        until(lambda: trainer.state()["present"] >= bots, "all are there")
        for step in ("targets", "hands-1"):
            trainer.until(step, "open")
            if temper == "split":
                until(lambda: trainer.state()["answered"] == bots, "all have answered")
            else:
                time.sleep(3)  # two rounds of all phones, whose answers are none
                assert trainer.state()["answered"] == 0
        assert sorted(one["size"] for one in trainer.state()["rings"]) == rings
        assert not any(one["models"] for one in trainer.state()["rings"])
        trainer.until("end", skip=temper == "rude")
        trainer.do("next")
        assert trainer.state()["ended"]
        until(lambda: any(one.startswith("Bots sent") for one in running["lines"]), "the bots have ended")
        (line,) = [one for one in running["lines"] if one.startswith("Bots sent")]
        sent, counted = map(int, re.findall(r"\d+", line))
        assert sent >= 2 * bots  # to each of the two questions above
        assert counted >= 2 * bots if temper == "split" else counted == 0
        kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*.room*"))
        assert b"onerror" not in kept
        assert trainer.key.encode() not in kept


def until(right, why, seconds=60):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not right():
        assert time.monotonic() < end, why
        time.sleep(0.2)


# --- breakdowns ----------------------------------------------------------------------------------------------------


def test_a_kill_in_the_middle_of_sixty_votes_loses_nothing(tmp_path):
    """The restarted room has what was acknowledged; phones repeat the rest, and each answer counts once."""
    folder, votes = tmp_path / "rooms", {k: k % 11 for k in range(60)}
    with room_running(folder) as before:
        phones, trainer = joined(before, len(votes)), Trainer(before)
        trainer.until("targets", "open")
        scene = phones[0].state()[1]["scene"]
        shown = ask(before["projector"] + "/state")[1]
        kept = set()

        def vote(k):
            try:
                if phones[k].say(votes[k], nonce=f"vote{k:06}", scene=scene)[0] == 200:
                    kept.add(k)
            except (OSError, http.client.HTTPException):  # the kill may cut an answer in two
                return

        with ThreadPoolExecutor(8) as pool:
            for k in range(40):
                pool.submit(vote, k)
            while len(kept) < 20:
                time.sleep(0.001)
            before["process"].kill()
            for k in range(40, len(votes)):
                pool.submit(vote, k)
    assert 20 <= len(kept) <= 40
    with room_running(folder, port=before["port"]) as after:
        assert after["phones"] == before["phones"]
        assert any("goes on" in line for line in after["lines"])
        known = Trainer({**after, "trainer": before["trainer"]})  # the strip that was open goes on with its cookie
        found = {k: phones[k].state()[1]["own"] for k in votes}
        assert [one["seat"] for one in found.values()] == [k + 1 for k in votes]
        there = {k: one["answer"] for k, one in found.items() if one["answer"] is not None}
        assert {k: votes[k] for k in kept}.items() <= there.items() <= votes.items()
        assert known.state()["answered"] == len(there)
        again = ask(after["projector"] + "/state")[1]
        for name in ("id", "kind", "stage", "epoch", "title", "range", "code", "joined"):
            assert again[name] == shown[name], name
        for k in votes:  # as every phone does that has no answer, and without a tap
            assert phones[k].say(votes[k], nonce=f"vote{k:06}", scene=scene) == (200, {"kept": True, "late": False})
        assert known.state()["answered"] == len(votes)
        known.until("targets-again", "revealed", skip=True)
        before_and_now = {int(one["id"]): one["n"] for one in known.state()["before"]}
        assert before_and_now == Counter(votes.values())


def test_a_laptop_that_sleeps_pauses_the_day_and_the_clock_ends_it_later(tmp_path):
    """Days of ten seconds: the server sleeps for twenty in the first, which then has as much time left as before."""
    days = '[[step]]\nid = "hands"\nkind = "hands"\ndays = 2\nseconds = 10\n'
    with room_running(tmp_path / "rooms", script=workshop(tmp_path, days)) as running:
        phones, trainer = joined(running, 5), Trainer(running)
        for phone in phones:
            phone.state()
        trainer.until("hands-1", "open")
        time.sleep(1)
        state = trainer.state()
        left = state["seconds"] - (state["now"] - state["opened"]) / 1000
        os.kill(running["process"].pid, signal.SIGSTOP)
        time.sleep(20)
        os.kill(running["process"].pid, signal.SIGCONT)
        until(lambda: trainer.state()["paused"], "it is paused")
        state = trainer.state()
        assert state["stage"] == "open"
        assert abs(state["left"] - left) < 1
        assert phones[0].state()[1]["scene"]["paused"]
        trainer.do("hold")
        assert trainer.state()["left"] is None
        for phone in phones[:4]:
            assert phone.say("hold")[0] == 200
        until(lambda: trainer.state()["stage"] == "sealed", "the clock closes the day")
        (ring,) = trainer.state()["rings"]
        assert (ring["size"], ring["held"], ring["rested"], ring["closed"]) == (5, [4], [1], [True])
        assert phones[4].state()[1]["own"]["ring"]["closed"] is True


def test_half_open_connections_disturb_nobody_and_are_closed(running):
    """Fifty connections that never finish a request: others are answered, and after some seconds they are gone."""
    (phone,) = joined(running, 1)
    with ExitStack() as stack:
        silent = []
        for k in range(50):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", running["port"]), timeout=20))
            one.sendall(b"GET /r/state HTTP/1.1\r\nHost: x\r\nX-Slow: " if k % 2 else b"")
            silent.append(one)
        assert [phone.state()[0] for _ in range(20)] == [200] * 20
        assert all(_aborted(one) for one in silent)  # each waits 20 s at most


def test_one_device_holds_no_more_than_sixty_connections(running):
    """This machine's outside address stands for a device; others are answered meanwhile."""
    (phone,) = joined(running, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        outside = probe.getsockname()[0]
    if outside.startswith("127."):
        pytest.skip("this machine has no other address")
    with ExitStack() as stack:
        many = [
            stack.enter_context(socket.create_connection((outside, running["port"]), timeout=20)) for _ in range(70)
        ]
        assert all(_aborted(one) for one in many[60:])
        many[0].sendall(b"GET /r/ping HTTP/1.1\r\nHost: x\r\n\r\n")
        assert many[0].recv(15) == b"HTTP/1.1 200 OK"
        assert phone.state()[0] == 200


def _aborted(one):
    try:
        return one.recv(1) == b""
    except ConnectionResetError:
        return True


def test_no_device_ticks_an_address_but_another_one(running):
    """Requests of this machine, even to its own outside address, set no tick."""
    trainer = Trainer(running)
    joined(running, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        outside = probe.getsockname()[0]
    assert ask(f"http://{outside}:{running['port']}/r/ping")[0] == 200
    assert not any(one["reached"] for one in trainer.state()["doors"])
    assert not trainer.state()["reached"]
    assert trainer.do("address", "evil.example")[0] == 409


# --- a second device ------------------------------------------------------------------------------------------------


def test_a_tablet_that_knows_the_digits_steers_and_nobody_else(tmp_path):
    with room_running(tmp_path / "rooms", "--remote") as running:
        laptop, outer = Trainer(running), running["phones"].rpartition("/")[0]
        (phone,) = joined(running, 1)
        digits = laptop.state()["pairing"]
        assert len(digits) == 6
        assert digits not in json.dumps(phone.state()[1]) + json.dumps(ask(running["projector"] + "/state")[1])
        for path in ("/room/strip", "/room/strip/state"):
            assert ask(outer + path)[0] == 403
            assert laptop.ask(path)[0] == 200
            assert ask(outer + path, Cookie=f"remote={laptop.key}")[0] == 403
        for path in ("/room", "/room/export.zip", "/room/start?key=" + laptop.key, "/room/workshop.zip", "/lab"):
            assert ask(outer + path)[0] == 404
        assert ask(f"{outer}/remote/pair", {"code": digits})[0] == 403  # without the header of its own
        wrong = [ask(f"{outer}/remote/pair", {"code": "x"}, X_Room="1")[0] for _ in range(5)]
        assert wrong == [403] * 5
        assert laptop.state()["pairing"] != digits
        assert ask(f"{outer}/remote/pair", {"code": digits}, X_Room="1")[0] == 403
        cookie = paired(outer, laptop.state()["pairing"])
        status, state = ask(f"{outer}/room/strip/state", Cookie=cookie)
        assert status == 200
        assert "pairing" not in state
        body = {"verb": "next", "expect": state["v"]}
        assert ask(f"{outer}/room/do", body, Cookie=cookie, X_Room="1", Origin="http://evil.example")[0] == 403
        assert ask(f"{outer}/room/do", body, Cookie=cookie, X_Room="1")[0] == 200
        assert laptop.state()["at"] == 1
        assert laptop.do("next")[0] == 200
        assert laptop.state()["tablet"]
        other = paired(outer, laptop.state()["pairing"])
        assert ask(f"{outer}/room/strip/state", Cookie=cookie)[0] == 403  # one device at a time
        status, page = ask(f"{outer}/room/strip", Cookie=cookie)
        assert (status, "/remote/remote.js" in page) == (403, True)  # a lost cookie: it is asked for the digits
        assert ask(f"{outer}/remote/pair", {"code": digits}, X_Room="1")[0] == 403  # which are good once
        scene = laptop.state()["v"]
        for _ in range(2):  # from here on no strip is open on the laptop
            body = {"verb": "next", "expect": scene}
            status, state = ask(f"{outer}/room/do", body, Cookie=other, X_Room="1")
            assert status == 200
            assert state["v"] > scene
            scene = state["v"]
        assert (state["id"], state["stage"]) == ("hands", "shown")
        kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*.room*"))
        assert other.partition("=")[2].encode() not in kept
        running["process"].kill()
    with room_running(tmp_path / "rooms", "--remote", port=running["port"]) as again:
        status, state = ask(f"{outer}/room/strip/state", Cookie=other)  # the tablet goes on, the digits are new
        assert (status, state["id"]) == (200, "hands")
        assert ask(f"{outer}/room/strip/state", Cookie=cookie)[0] == 403
        assert len(Trainer({**again, "trainer": running["trainer"]}).state()["pairing"]) == 6


def paired(outer, digits):
    """Return the cookie that a tablet gets for the digits."""
    request = urllib.request.Request(
        f"{outer}/remote/pair",
        json.dumps({"code": digits}).encode(),
        {"X-Room": "1", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    return cookie.partition(";")[0]
