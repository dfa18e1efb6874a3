"""Serve a room: phones at a port for everyone, screen, strip and stage at one for this machine only."""

import asyncio
import secrets
import signal
import socket
import subprocess
import sys
import time
import warnings
import webbrowser
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette

from dashboards.app import make_app
from dashboards.room import place
from dashboards.room.awake import kept_awake
from dashboards.room.doors import Doors
from dashboards.room.files import KEPT_DAYS, REHEARSALS, folder_of, forget, long_kept, open_log
from dashboards.room.log import Log
from dashboards.room.patience import Impatient
from dashboards.room.phone_routes import Phones
from dashboards.room.remote import Remote
from dashboards.room.room import Room
from dashboards.room.runs import usual_seed
from dashboards.room.script import Script
from dashboards.room.script_check import check_script
from dashboards.room.steps import replayed
from dashboards.room.trainer_routes import Trainer
from dashboards.room.words import voice_of
from dashboards.shared.downloads import drop_all
from dashboards.shared.ports import listen
from hunt.errors import HuntError

QUICK = 4
"""How many times as fast a quick rehearsal is."""


class Server(uvicorn.Server):
    """One of two servers in a loop: neither takes the signals, both stop together."""

    def capture_signals(self) -> Any:
        """Leave signals to the room."""
        return nullcontext()


def serve(
    script: Script,
    words: str,
    *,
    folder: str | None,
    port: int,
    address: str | None,
    fresh: bool,
    browser: bool,
    per_table: bool = False,
    wifi: str = "",
    wifi_password: str = "",
    quick: bool = False,
    remote: bool = False,
    bots: int = 0,
    temper: str = "split",
    asked: Mapping[str, str] | None = None,
) -> None:
    """Serve the latest unfinished room or a new one, until stopped.

    ``asked`` holds those of ``script``, ``skin`` and ``tables`` that were named, each as it stands in the command: a
    room to which one of them does not fit is not continued.

    Raises
    ------
    HuntError
        For a script, skin, folder or port that is not to be had, or an unfinished room of another kind.
    """
    voice = voice_of(words)
    check_script(script, voice)
    place_of_files = folder_of(folder)
    log, continued = open_log(folder_of(str(place_of_files / REHEARSALS)) if bots else place_of_files, fresh=fresh)
    try:
        if continued:
            _check_same(log, script, words, per_table=per_table, asked=asked or {})
        phones, inside = _ports(log, port)
    except HuntError:
        log.close()
        if not continued:  # it would be taken for the room to go on with
            forget(log.file.parent, log.file.stem[-4:])
        raise
    words = log.meta("skin") or words
    if not continued:
        log.note(skin=words, port=str(phones.getsockname()[1]))
    room = Room(log, voice_of(words) if continued else voice)
    room.rehearsal = bots > 0
    doors = _doors(place.LOCAL if bots else address, wifi, wifi_password)
    rehearsing = [str(bots), temper] if bots else []
    asyncio.run(
        _run(
            room,
            script,
            words,
            (phones, inside),
            doors,
            rehearsing,
            continued=continued,
            browser=browser,
            per_table=per_table,
            quick=quick,
            remote=remote,
        )
    )


def _check_same(log: Log, script: Script, words: str, *, per_table: bool, asked: Mapping[str, str]) -> None:
    """Refuse to continue a room that is not the one that was asked for."""
    state = replayed(log.events())
    if state.script is None:
        return
    fits = {"script": state.script == script, "skin": state.skin == words, "tables": state.per_table == per_table}
    if not all(fits[name] for name in asked):
        fresh = " ".join(["hunt room", *asked.values(), "--new"])
        raise HuntError(
            f"An unfinished room {state.code} ({state.script.id}, step {state.at + 1}) exists. "
            f"Continue it: hunt room. Begin a new one: {fresh}."
        )


def _doors(address: str | None, wifi: str, password: str) -> Doors:
    """Return the ways in; an address that was given comes first, whether this machine has it or not."""
    found = place.addresses()
    if address and address not in [one for _, one in found]:
        found.insert(0, ("", address))
    found = found or [("", place.LOCAL)]
    return Doors(tuple(found), address or found[0][1], 0, "", wifi=wifi, password=password)


def _ports(log: Log, port: int) -> tuple[socket.socket, socket.socket]:
    """Return the two listening sockets; a continued room has the same ports as before."""
    port = int(log.meta("port") or port)
    many = {"backlog": 512, "further": 10}
    return listen("0.0.0.0", port, **many), listen(place.LOCAL, port + 1, **many)


async def _run(
    room: Room,
    script: Script,
    words: str,
    sockets: tuple[socket.socket, socket.socket],
    doors: Doors,
    rehearsing: list[str],
    *,
    continued: bool,
    browser: bool,
    per_table: bool,
    quick: bool,
    remote: bool,
) -> None:
    await room.go_on() if room.state.script else await _create(room, script, words, per_table=per_table, quick=quick)
    outer, inner = (one.getsockname()[1] for one in sockets)
    doors = replace(doors, port=outer, code=room.state.code, reached=room.presence.reached)
    hosts = frozenset(f"{name}:{inner}" for name in (place.LOCAL, "localhost"))
    warnings.filterwarnings("ignore", message="Cookies with samesite=none", category=UserWarning)
    stage = make_app()
    stage.router.routes[:0] = Trainer(room, doors, hosts).routes()
    second = Remote(room, doors).routes() if remote else []
    apps = (Starlette(routes=[*second, *Phones(room).routes()]), stage)
    _say_where(room, doors.joining, inner, continued=continued, browser=browser)
    settings = {"log_level": "warning", "access_log": False, "server_header": False, "limit_concurrency": 1000}
    settings |= {"timeout_keep_alive": 5, "timeout_graceful_shutdown": 2}
    servers = [
        Server(uvicorn.Config(app, **settings, **more))
        for app, more in zip(apps, ({"http": Impatient}, {}), strict=True)
    ]
    bots = (
        subprocess.Popen([sys.executable, "-m", "dashboards.room.bots", doors.joining, *rehearsing])
        if rehearsing
        else None
    )
    try:
        with kept_awake() as sentence:
            print(sentence, flush=True)
            await _until_stopped(room, servers, sockets)
    finally:
        if bots is not None:
            bots.terminate()
            bots.wait()


async def _until_stopped(room: Room, servers: list[Server], sockets: tuple[socket.socket, socket.socket]) -> None:
    watching = asyncio.create_task(room.watch())

    def stop(*_: object) -> None:
        for server in servers:
            server.should_exit = True

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stop)
    try:
        await asyncio.gather(*(server.serve([listening]) for server, listening in zip(servers, sockets, strict=True)))
    finally:
        watching.cancel()
        room.close()
        drop_all()


async def _create(room: Room, script: Script, words: str, *, per_table: bool, quick: bool) -> None:
    room.prepare()
    if quick:
        steps = tuple(replace(one, seconds=one.seconds / QUICK) for one in script.steps)
        script = replace(script, steps=steps)
    seed = script.seed if script.seed is not None else usual_seed(script.scenario, script.band)
    others = {one.id: usual_seed(one.scenario or script.scenario, one.band) for one in script.steps if one.band}
    value = {"script": script.as_dict(), "code": room.log.meta("code"), "salt": secrets.token_hex(8), "seeds": others}
    await room.append(
        "created", "trainer", {**value, "skin": words, "seed": seed, "per_table": per_table, "quick": quick}
    )


def _say_where(room: Room, joining: str, inner: int, *, continued: bool, browser: bool) -> None:
    start = f"http://{place.LOCAL}:{inner}/room/start?key={room.key}"
    if continued:
        ago = max(0, round((time.time() * 1000 - room.state.last_ms) / 60_000))
        room.goes_on = room.state.scene
        used = "less than a minute" if ago < 1 else "1 minute" if ago == 1 else f"{ago} minutes"
        print(f"Room {room.state.code} goes on, last used {used} ago; --new makes a new room.")
    print(f"Phones:    {joining}")
    print(f"Projector: http://{place.LOCAL}:{inner}/room")
    print(f"Trainer:   {start}")
    if kept := long_kept(room.log.file.parent):
        print(
            f"Older than {KEPT_DAYS} days and still here: {', '.join(kept)}. hunt room --forget {kept[0]} deletes one."
        )
    print(f"All answers are kept in {Path(room.log.file)}; Ctrl-C stops the room.", flush=True)
    if browser:
        loop = asyncio.get_running_loop()
        loop.call_later(0.5, webbrowser.open, f"http://{place.LOCAL}:{inner}/room")
        loop.call_later(1.0, webbrowser.open, start)
