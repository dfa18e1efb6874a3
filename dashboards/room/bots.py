"""Bots that take part in a room: a rehearsal, a load test and a test of scripts in one.

They run in a process of their own and use the phones' addresses only, as anyone in the room could:
``python -m dashboards.room.bots http://127.0.0.1:8900/MOSS 24 split``.
"""

import asyncio
import json
import random
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from hunt.catalogue.parameters import Parameters
from hunt.hands import chance_to_hold

TEMPERS = ("hopeful", "cynical", "split", "model", "sleepy", "rude")
PERIOD = 1.5
"""Seconds between two requests of a phone."""

LINES = ("the launch in May", "tickets", "Ada, at night", "the audit", "")
"""What bots type."""

MARKUP = ("<img src=x onerror=window.__owned=1>", "<script>window.__owned=1</script>", "=1+1")
"""What rude bots type: each is short enough to be kept, and none may ever run."""

DREAMS = 30.0
"""Seconds that a sleepy phone stays locked."""


class Line:
    """A kept connection to the room; it is opened again when it breaks."""

    def __init__(self, host: str, port: int) -> None:
        self.place = (host, port)
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, path: str, seat: str, tab: str, body: Any = None) -> tuple[int, Any]:
        """Return status and data of an answer."""
        data = b"" if body is None else json.dumps(body).encode()
        head = f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: {self.place[0]}:{self.place[1]}\r\n"
        head += (
            f"X-Seat: {seat}\r\nX-Tab: {tab}\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        try:
            if self._writer is None or self._reader is None or self._writer.is_closing() or self._reader.at_eof():
                self._reader, self._writer = await asyncio.open_connection(*self.place)
            self._writer.write(head.encode() + data)
            status, size = 0, 0
            while (line := (await self._reader.readline()).strip()) or not status:
                if not status:
                    status = int(line.split()[1])
                elif line.lower().startswith(b"content-length:"):
                    size = int(line.split(b":")[1])
            text = await self._reader.readexactly(size)
        except (OSError, EOFError, IndexError, ValueError) as error:
            self.hang_up()
            raise ConnectionError(str(error)) from None
        return status, json.loads(text) if size and text[:1] == b"{" else None

    def hang_up(self) -> None:
        """Close the connection."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


@dataclass
class Times:
    """How long answers took, in milliseconds, and what the bots had acknowledged: by nonce of each answer."""

    state: list[float] = field(default_factory=list)
    say: list[float] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)


class Bot:
    """One phone without a person."""

    def __init__(self, url: str, temper: str, number: int, times: Times | None = None) -> None:
        parts = urlsplit(url)
        self.code = parts.path.strip("/")
        self.line = Line(parts.hostname or "127.0.0.1", parts.port or 80)
        self.chance = random.Random(f"{temper} {number}")
        self.temper = ("hopeful", "cynical")[number % 2] if temper == "split" else temper
        self.secret = random.SystemRandom().randbytes(16).hex()
        self.tab = self.secret[:12]
        self.times = times or Times()
        self.seat = 0
        self.scene: dict[str, Any] | None = None
        self._known = 0
        self._answered: tuple[str, int] | None = None

    async def live(self, patience: float = 6.0) -> None:
        """Take part until the room has ended or has been gone for ``patience`` seconds."""
        gone = 0.0
        while gone < patience and not (self.scene and self.scene["ended"]):
            began = time.monotonic()
            try:
                await self.once()
                gone = 0.0
            except ConnectionError:
                gone += PERIOD
            await asyncio.sleep(max(0.0, PERIOD + 0.2 * (self.chance.random() - 0.5) - (time.monotonic() - began)))
        self.line.hang_up()

    async def once(self) -> None:
        """Join if that has not happened, ask for the state, and answer what is open."""
        if not self.seat:
            status, data = await self.line.ask("/r/join", "", self.tab, {"code": self.code, "secret": self.secret})
            if status != 200:
                return
            self.seat = data["seat"]
        began = time.perf_counter()
        status, data = await self.line.ask(f"/r/state?v={self._known}", self.secret, self.tab)
        self.times.state.append(1000 * (time.perf_counter() - began))
        if status == 200:
            self._known, self.scene = data["v"], data["scene"]
        if self.scene and self.scene["stage"] == "open" and self._answered != self._here():
            await self._answer(data["own"] if data else None)

    def _here(self) -> tuple[str, int]:
        assert self.scene is not None
        return self.scene["id"], self.scene["epoch"]

    async def _answer(self, own: dict[str, Any] | None) -> None:
        if self.temper == "sleepy" and self.chance.random() < 0.3:
            self._answered = self._here()
            await asyncio.sleep(DREAMS * self.chance.random())
            return
        await asyncio.sleep(self.chance.random())
        if await self.say(self._choice(own)):
            self._answered = self._here()

    async def say(self, value: Any, nonce: str = "") -> bool:
        """Answer the open step, again and again until it is acknowledged."""
        step, epoch = self._here()
        body = {"step": step, "epoch": epoch, "nonce": nonce or self.chance.randbytes(8).hex(), "value": value}
        began = time.perf_counter()
        status, data = await self.line.ask("/r/say", self.secret, self.tab, body)
        self.times.say.append(1000 * (time.perf_counter() - began))
        if status == 200 and not data["late"]:
            self.times.kept[body["nonce"]] = (self.seat, step, value)
        return status < 500 and status != 429

    def _choice(self, own: dict[str, Any] | None) -> Any:
        assert self.scene is not None
        if self.temper == "rude" and self.scene["kind"] == "lines":
            return [self.chance.choice(MARKUP) for _ in self.scene["fields"]]
        if self.temper == "rude":
            return self.chance.choice(["<img src=x onerror=window.__owned=1>", "x" * 10_000, -1, None, {"a": []}])
        if self.scene["kind"] == "lines":
            return [self.chance.choice(LINES) for _ in self.scene["fields"]]
        if "table" in self.scene:
            most = own["ring"]["people"] if own and own.get("ring") else 0
            return self.chance.randint(5, 6) if self.scene["kind"] == "hands" else self.chance.randint(0, most)
        if self.scene["kind"] == "place":
            wide, high = (len(self.scene["axes"][name]) for name in ("small_game", "needed"))
            return f"{self.chance.randrange(wide)}-{self.chance.randrange(high)}"
        if "options" in self.scene:
            return self.chance.choice(self.scene["options"])["id"]
        if self.scene["kind"] == "day":
            return "hold" if self.chance.random() < self._hope(own) else "rabbit"
        low, high = self.scene["range"]
        middle = low + (high - low) * self._hope(own)
        number = min(high, max(low, round(self.chance.gauss(middle, (high - low) / 6))))
        return [number, self.chance.randint(2, 9)] if self.scene["kind"] == "bet" else number

    def _hope(self, own: dict[str, Any] | None) -> float:
        if self.temper == "model":
            usual, ring = Parameters(), (own or {}).get("ring") or {"size": 6}
            return chance_to_hold(ring["size"], usual.start_trust, usual.kappa, usual.temperature)
        return {"cynical": 0.3, "hopeful": 0.7}.get(self.temper, 0.5)


async def crowd(url: str, count: int, temper: str) -> Times:
    """Let bots take part until the room has ended; return what came of what they sent."""
    times = Times()
    bots = [Bot(url, temper, number, times) for number in range(count)]

    async def arrive(bot: Bot, number: int) -> None:
        await asyncio.sleep(min(4.0, 0.1 * number))
        await bot.live()

    await asyncio.gather(*(arrive(bot, number) for number, bot in enumerate(bots)))
    return times


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        _times = asyncio.run(crowd(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
        print(f"Bots sent {len(_times.say)} answers; {len(_times.kept)} were kept.", flush=True)
