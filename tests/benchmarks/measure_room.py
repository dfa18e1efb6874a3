"""Measure a room with bot phones, on this machine: ``python tests/benchmarks/measure_room.py [phones] [kills]``.

No test asserts any of this: it depends on the machine and on what else it does.
"""

import asyncio
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from rooms import Trainer, free_ports, room_running

from dashboards.room.bots import Bot, Times
from dashboards.room.log import Log
from dashboards.room.runs import many_years
from dashboards.room.script import read_script
from dashboards.room.steps import State, replayed
from dashboards.room.worker import worker

SECONDS = 20
BANDS = "scenario=default-valley&bands=own-product,shared-survival&seed=1&runs=1000"


def cpu_of(process):
    """Return the processor seconds that a server has used."""
    times = psutil.Process(process.pid).cpu_times()
    return times.user + times.system


def p99(values):
    """Return what 99 of 100 values do not exceed."""
    return statistics.quantiles(values, n=100)[98]


async def polling(bots, seconds):
    """Let bots poll without answering."""
    end = time.monotonic() + seconds

    async def one(bot, k):
        await asyncio.sleep(1.5 * k / len(bots))
        while time.monotonic() < end:
            bot.scene = {**bot.scene, "stage": "shown"} if bot.scene else None
            await bot.once()
            await asyncio.sleep(1.4 + 0.2 * bot.chance.random())

    await asyncio.gather(*(one(bot, k) for k, bot in enumerate(bots)))


async def voting(bots, value):
    """Let all answer within a second, and repeat each answer until it is acknowledged."""

    async def one(bot):
        await asyncio.sleep(bot.chance.random())
        nonce = bot.chance.randbytes(8).hex()
        while nonce not in bot.times.kept:
            try:
                if not await bot.say(value, nonce):
                    await asyncio.sleep(0.5)
            except ConnectionError:
                await asyncio.sleep(0.5)

    await asyncio.gather(*(one(bot) for bot in bots))


def fetched(bots):
    """Ask for the state of the open step, once for each bot."""

    async def all_of_them():
        for bot in bots:
            bot._known, bot._answered, bot.temper = 0, None, "nobody"
            bot.scene = None
            status, data = await bot.line.ask("/r/state?v=0", bot.secret, bot.tab)
            assert status == 200, status
            bot.scene = data["scene"]

    return all_of_them()


def load(running, count):
    """Yield what a room with many phones takes: idle, in a burst of votes, and while a thousand years are simulated."""
    times = Times()
    bots = [Bot(running["phones"], "split", k, times) for k in range(count)]
    trainer, process = Trainer(running), running["process"]
    begun = time.perf_counter()
    asyncio.run(joined(bots))
    yield f"{count} phones join", time.perf_counter() - begun, "s"
    asyncio.run(measured(trainer, bots, times, SECONDS))
    begun, used = time.perf_counter(), cpu_of(process)
    times.state.clear()
    asyncio.run(measured(trainer, bots, times, SECONDS))
    yield "idle: state, p99", p99(times.state), "ms"
    yield "idle: processor of the server", 100 * (cpu_of(process) - used) / (time.perf_counter() - begun), "% of a core"
    trainer.until("targets", "open")
    asyncio.run(burst(bots, times))
    yield "idle: vote, p99, all within a second", p99(times.say), "ms"
    for name, work in (("the room simulates 1000 years", own_runs), ("the stage simulates 1000 years", stage_runs)):
        done = threading.Event()
        thread = threading.Thread(target=work, args=(running, done))
        thread.start()
        time.sleep(8)  # until the process of the runs has started
        times.state.clear()
        asyncio.run(measured(trainer, bots, times, SECONDS))
        yield f"while {name}: state, p99", p99(times.state), "ms"
        asyncio.run(burst(bots, times))
        yield f"while {name}: vote, p99", p99(times.say), "ms"
        done.set()
        thread.join()
    yield "memory of the server", psutil.Process(process.pid).memory_info().rss / 2**20, "MB"


async def joined(bots):
    """Join, all within a few seconds."""
    await asyncio.gather(*(bot.once() for bot in bots))
    for bot in bots:
        bot.line.hang_up()


async def measured(trainer, bots, times, seconds):
    """Poll for some seconds."""
    await polling(bots, seconds)
    for bot in bots:
        bot.line.hang_up()


async def burst(bots, times):
    """Vote, all within a second."""
    await fetched(bots)
    times.say.clear()
    await voting(bots, 5)
    for bot in bots:
        bot.line.hang_up()


def stage_runs(running, done):
    """Ask the stage for a thousand years of two bands, again and again."""
    base = running["projector"].removesuffix("/room")
    while not done.is_set():
        urllib.request.urlopen(f"{base}/winters?{BANDS}", timeout=120).read()


def own_runs(running, done):
    """Do what the room does for a thousand years, in a process like the room's, again and again."""
    script = read_script("twenty-minutes")
    state = State(script=script, seed=1, skin="stone-age", at=script.index("years"))
    with worker() as pool:
        while not done.is_set():
            pool.submit(many_years, state).result()


def kills(count, phones):
    """Kill the server in the middle of a burst, again and again; compare what was acknowledged with the file."""
    lost = doubled = acknowledged = 0
    with tempfile.TemporaryDirectory() as folder:
        port = free_ports()
        times = Times()
        bots = []
        for k in range(count):
            with room_running(folder, port=port) as running:
                trainer = Trainer(running)
                if not bots:
                    bots = [Bot(running["phones"], "split", number, times) for number in range(phones)]
                    asyncio.run(joined(bots))
                    trainer.until("targets", "open")
                asyncio.run(fetched_and_left(bots))
                timer = threading.Timer(0.3 + 0.02 * k, running["process"].kill)
                timer.start()
                asyncio.run(until_gone(bots, k % 11))
                timer.join()
            log = Log(next(Path(folder).glob("*.room")))
            events = [event for event in log.events() if event.kind == "say"]
            log.close()
            nonces = [event.nonce for event in events]
            doubled += len(nonces) - len(set(nonces))
            lost += len(set(times.kept) - set(nonces))
            acknowledged = len(times.kept)
            last = {}
            for event in events:
                last[int(event.by.partition(":")[2])] = event.value["value"]
            log = Log(next(Path(folder).glob("*.room")))
            assert replayed(log.events()).answers.get("targets", {}) == last
            log.close()
    yield f"{count} x kill -9: answers acknowledged", acknowledged, ""
    yield f"{count} x kill -9: acknowledged answers lost", lost, ""
    yield f"{count} x kill -9: answers written twice", doubled, ""


async def fetched_and_left(bots):
    """Ask for the state, and hang up."""
    await fetched(bots)
    for bot in bots:
        bot.line.hang_up()


async def until_gone(bots, value):
    """Vote within a second, until nothing answers; what was not acknowledged is given up."""

    async def one(bot):
        await asyncio.sleep(bot.chance.random())
        for _ in range(5):
            try:
                await bot.say(value)
            except ConnectionError:
                return

    await asyncio.gather(*(one(bot) for bot in bots))
    for bot in bots:
        bot.line.hang_up()


def main():
    """Print one line for each measure."""
    phones = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as folder, room_running(folder) as running:
        for what, value, unit in load(running, phones):
            print(f"{what:60} {value:10.1f} {unit}", flush=True)
    for what, value, unit in kills(times, 60):
        print(f"{what:60} {value:10.1f} {unit}", flush=True)


if __name__ == "__main__":
    main()
