"""What the tests of the room share: events by hand, a real server in a process of its own, phones without a browser."""

import asyncio
import json
import re
import secrets
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import zipfile
from contextlib import contextmanager, suppress

from stage_browser import ROOT

from dashboards.room.log import Event, Log
from dashboards.room.room import Refused, Room
from dashboards.room.script import read_script
from dashboards.room.server import _create
from dashboards.room.steps import State, fold, needed, replayed

SCRIPT_BEGINS = """scenario = "default-valley"
band = "own-product"
seed = 1
[[step]]
id = "lobby"
kind = "lobby"
"""
"""How small scripts of the tests begin: a place, a band, and the lobby."""


class Acted:
    """A room without a server: what the tests do to it becomes events, numbered as a log would."""

    def __init__(self, script="twenty-minutes", **created):
        self.events = []
        self.states = []
        self.deal = []
        self.played = []
        found = read_script(script) if isinstance(script, str) else script
        value = {"script": json.loads(json.dumps(found.as_dict()))}
        self.state = State()
        self.add(
            "created",
            "trainer",
            {**value, "code": "MOSS", "salt": "5a17", "skin": "stone-age", "seed": 7, "seeds": {}, **created},
        )

    def add(self, kind, by, value, step="", nonce=None, at_ms=None):
        """Add an event and fold it."""
        seq = len(self.events) + 1
        event = Event(kind, by, step, value, nonce, at_ms if at_ms is not None else 1000 * seq, seq)
        self.events.append(event)
        self.state = fold(self.state, event)
        self.states.append(self.state)
        return self.state

    def next(self, **value):
        """Press Space."""
        kind, found = needed(self.state)
        return self.add(kind, "trainer", {**found, **value, "expect": self.state.scene})

    def join(self, count):
        """Let phones join."""
        for _ in range(count):
            self.add("join", "door", None, nonce=secrets.token_hex(4))

    def say(self, seat, value, step=None, epoch=None):
        """Answer from a seat."""
        given = {"epoch": epoch or self.state.epoch, "value": value}
        return self.add("say", f"seat:{seat}", given, step or self.state.step.id, secrets.token_hex(4))

    def until(self, step, stage="shown"):
        """Press Space until a step has a stage; what the model must say or the trainer choose is made up."""
        while (self.state.step.id, self.state.stage) != (step, stage):
            self.go_on()
        return self.state

    def before(self, step):
        """Press Space until the next thing is to go on to a step."""
        while needed(self.state) != ("step", {"to": self.state.script.index(step)}):
            self.go_on()

    def go_on(self):
        """Press Space once, or do what is needed before that."""
        kind, _ = needed(self.state)
        if kind == "wait":
            self.add(
                "result",
                "clock",
                {"result": {"alive": 3, "of": 12, "same": 7, "years": 100, "rows": [], "leader": 0}},
                self.state.step.id,
            )
        elif kind == "choose":
            option = self.state.step.options[0].id
            self.add("winner", "trainer", {"option": option, "expect": self.state.scene})
        elif self.state.step.kind == "day" and self.state.stage == "open":
            self.next(played=self.played or [["hold"] * len(ring) for ring in self.state.rings])
        else:
            self.next(**({"rings": self.deal} if kind == "step" and self.following() == "hands" else {}))

    def following(self):
        """Return the kind of the next step."""
        return self.state.script.steps[self.state.at + 1].kind

    def replayed(self):
        """Return the room that the events give."""
        return replayed(self.events)


class Inside:
    """A room with its log in this process, without a server and without runs of the model."""

    def __init__(self, room, run):
        self.room = room
        self.run = run

    def do(self, verb, value=None, expect=None):
        """Do something as the trainer; say whether it was done."""
        try:
            self.run(self.room.do(verb, self.room.state.scene if expect is None else expect, value))
        except Refused:
            return False
        return True

    def join(self):
        """Let a phone join; return its seat."""
        self.run(self.room.append("join", "door", None, nonce=secrets.token_hex(32)))
        return len(self.room.state.seats)

    def say(self, seat, value):
        """Answer from a seat, as its phone would."""
        state = self.room.state
        self.run(
            self.room.append(
                "say", f"seat:{seat}", {"epoch": state.epoch, "value": value}, state.step.id, secrets.token_hex(8)
            )
        )

    def until(self, step, stage="shown"):
        """Press Space until a step has a stage."""
        while (self.room.state.step.id, self.room.state.stage) != (step, stage):
            assert self.do("next"), (self.room.state.step.id, self.room.state.stage)

    def skip_to(self, step):
        """Skip every step before one."""
        while self.room.state.step.id != step:
            assert self.do("skip"), self.room.state.step.id


@contextmanager
def room_inside(folder, script, *, per_table=False):
    """Yield a room that has just been created; its log is in a folder, and so it can be read again.

    Its events happen in a thread of their own: in this one Playwright may have an event loop that never stops.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def run(wanted):
        return asyncio.run_coroutine_threadsafe(wanted, loop).result(60)

    log = Log(folder / "a.room")
    log.note(code="MOSS", key=secrets.token_hex(16))
    log._db.execute("PRAGMA synchronous=OFF")  # no power is lost here
    room = Room(log, "en")
    room._look_after_runs = lambda: None
    try:
        run(_create(room, script, "stone-age", per_table=per_table, quick=False))
        yield Inside(room, run)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        room.close()
        loop.close()


async def asked(app, path, body, host, headers):
    """Return the status and the data that an application answers to a request of an address."""
    path, _, query = path.partition("?")
    data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    named = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET" if body is None else "POST", "path": path, "raw_path": path.encode()}
    scope |= {"query_string": query.encode(), "headers": [*named, (b"content-length", str(len(data)).encode())]}
    scope |= {"client": (host, 5000), "server": ("127.0.0.1", 8900), "scheme": "http", "http_version": "1.1"}
    sent = []

    async def receive():
        return {"type": "http.request", "body": data, "more_body": False}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    text = b"".join(one.get("body", b"") for one in sent)
    return sent[0]["status"], json.loads(text) if text[:1] == b"{" else text


def secret(k):
    """Return the secret of a phone."""
    return f"{k:032x}"


BEGIN = 'scenario = "default-valley"\nband = "own-product"\nseed = 1\n[[step]]\nid = "lobby"\nkind = "lobby"\n'
END = '[[step]]\nid = "end"\nkind = "end"\n'


def workshop(folder, steps):
    """Return the file of a workshop with a few steps."""
    file = folder / "small.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("script.toml", BEGIN + steps + END)
    return str(file)


@contextmanager
def room_running(folder, *options, port=None, script="twenty-minutes"):
    """Run ``hunt room``; yield what it says about itself, with its process."""
    port = port or free_ports()
    command = [sys.executable, "-W", "ignore", "-m", "hunt.cli", "room", script, "--no-browser"]
    command += ["--folder", str(folder), "--port", str(port), "--address", "127.0.0.1", *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said, lines = {}, []

    def listen():
        for line in process.stdout:
            lines.append(line)
            if found := re.match(r"(Phones|Projector|Trainer): +(\S+)", line):
                said[found[1].lower()] = found[2]

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        end = time.monotonic() + 120
        while len(said) < 3 or not answers(f"{said['projector']}/state"):
            assert process.poll() is None, f"the room did not start: {''.join(lines)}"
            assert time.monotonic() < end, "".join(lines)
            time.sleep(0.1)
        yield {**said, "port": port, "process": process, "lines": lines}
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait()
        listener.join(30)  # what it reads from is closed only after its last line, which a child of it may write
        process.stdout.close()


def free_ports():
    """Return a port that is free, and whose neighbour is."""
    while True:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            with suppress(OSError):
                other.bind(("127.0.0.1", port + 1))
                return port


def answers(url):
    """Say whether something answers at an address."""
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except OSError:
        return False
    return True


def ask(url, body=None, **headers):
    """Return status and data of an answer; a refusal is an answer as well."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **named})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            text = answer.read()
            status = answer.status
    except urllib.error.HTTPError as error:
        text, status = error.read(), error.code
    try:
        return status, json.loads(text)
    except ValueError:
        return status, text.decode(errors="replace")


class Phone:
    """A phone that uses addresses only."""

    def __init__(self, running):
        self.base, _, self.code = running["phones"].rpartition("/")
        self.secret = secrets.token_hex(16)
        self.tab = secrets.token_hex(6)

    def join(self):
        """Take a seat, again and again while others crowd in."""
        while True:
            status, data = ask(f"{self.base}/r/join", {"code": self.code, "secret": self.secret})
            if status != 429:
                return status, data
            time.sleep(0.5)

    def state(self, known=0):
        """Return the state of this seat."""
        return ask(f"{self.base}/r/state?v={known}", X_Seat=self.secret, X_Tab=self.tab)

    def say(self, value, nonce=None, scene=None):
        """Answer the open step."""
        scene = scene or self.state()[1]["scene"]
        body = {"step": scene["id"], "epoch": scene["epoch"], "nonce": nonce or secrets.token_hex(8), "value": value}
        return ask(f"{self.base}/r/say", body, X_Seat=self.secret)


class Trainer:
    """A trainer's browser that uses addresses only."""

    def __init__(self, running):
        self.base = running["projector"].removesuffix("/room")
        self.key = running["trainer"].rpartition("=")[2]

    def ask(self, path, body=None, **headers):
        """Ask with the cookie of the trainer."""
        return ask(f"{self.base}{path}", body, Cookie=f"room={self.key}", X_Room="1", **headers)

    def state(self):
        """Return what the strip is given."""
        return self.ask("/room/strip/state")[1]

    def do(self, verb, value=None, expect=None):
        """Do something, by default with what is on the strip now."""
        expect = self.state()["v"] if expect is None else expect
        return self.ask("/room/do", {"verb": verb, "value": value, "expect": expect})

    def until(self, step, stage="shown", *, skip=False):
        """Press Space until a step has a stage; or skip every step before it."""
        end = time.monotonic() + 120
        while True:
            state = self.state()
            if (state["id"], state["stage"]) == (step, stage):
                return state
            assert time.monotonic() < end, (state["id"], state["stage"], state["needed"])
            if skip and state["id"] != step:
                self.do("skip")
            else:
                self.once(state)

    def once(self, state):
        """Press Space once, or do what is needed before that."""
        if state["needed"] == "choose":
            self.do("winner", state["winners"][0])
        elif state["needed"] == "wait":
            time.sleep(0.2)
        else:
            self.do("next")
