"""Measure the stage in Chromium, on this machine: ``python tests/benchmarks/measure_stage.py [what ...]``.

No test asserts any of this: it depends on the machine and on what else it does.
"""

import statistics
import sys
import time
import urllib.request
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from stage_browser import PLACE, Watched, browsing, serving


def cpu_of(process):
    """Return the processor seconds that a server has used."""
    times = psutil.Process(process.pid).cpu_times()
    return times.user + times.system


def memory_of(process):
    """Return the memory of a server, MB."""
    return psutil.Process(process.pid).memory_info().rss / 2**20


def first_frame(browser, base, process):
    """Click on another seed until its first frame, warm; and a page from nothing."""
    one = Watched(browser, base)
    begun = time.perf_counter()
    page = one.open(f"/?{PLACE}")
    yield "page with an empty cache, until the first frame", time.perf_counter() - begun, "s"
    took = []
    for seed in range(101, 112):
        begun = time.perf_counter()
        page.evaluate(f"__stage.open(__stage.link({{seed: {seed}}})).then(() => __stage.drawn().length)")
        took.append(time.perf_counter() - begun)
    yield "click on another seed, until the first frame, median of 11", statistics.median(took), "s"
    begun = time.perf_counter()
    page.reload()
    page.wait_for_function("window.__stage && window.__stage.ready")
    yield "page with a warm cache, until the first frame", time.perf_counter() - begun, "s"
    size = len(urllib.request.urlopen(f"{base}/film?bands=shared-survival&seed=27").read())
    yield "a film of a band and a year, on the wire", size / 1000, "kB"
    one.close()


def playing(browser, base, process):
    """Frames of a minute with two bands, and what the server does meanwhile."""
    one = Watched(browser, base)
    page = one.open(f"/?{PLACE}")
    page.evaluate("__stage.clock.speed = 1; __stage.toggle(); __stage.stats.gaps.length = 0")
    begun, before = time.perf_counter(), cpu_of(process)
    page.wait_for_timeout(60_000)
    seconds, used = time.perf_counter() - begun, cpu_of(process) - before
    gaps = page.evaluate("__stage.stats.gaps")
    draws = page.evaluate("__stage.stats.drawMs")
    yield "frames a second over 60 s, median", 1000 / statistics.median(gaps), "1/s"
    yield "frames that took longer than 50 ms", sum(gap > 50 for gap in gaps) / len(gaps) * 100, "%"
    yield "drawing a frame of both bands, median", statistics.median(draws), "ms"
    yield "processor of the server while playing", 100 * used / seconds, "%"
    one.close()


def other_years(browser, base, process):
    """A thousand other years of two bands, and how the page answers meanwhile."""
    one = Watched(browser, base)
    page = one.open(f"/?{PLACE}")
    page.click(".many")
    worst = 0.0
    while page.evaluate("__stage.winters.state") == "running":
        begun = time.perf_counter()
        page.evaluate("1")
        worst = max(worst, time.perf_counter() - begun)
        time.sleep(0.02)
    yield "1,000 years x 2 bands, from the click until dots and fan", page.evaluate("__stage.winters.took") / 1000, "s"
    yield "longest the page took to answer meanwhile", 1000 * worst, "ms"
    one.close()


def dial(browser, base, process):
    """Move a dial in the set-up window until the year of the new value is on the stage."""
    one = Watched(browser, base)
    page = one.open(f"/?{PLACE}")
    page.keyboard.press("s")
    took = []
    for step in range(20):
        move = """(value) => new Promise((done) => {
          const dial = document.querySelector('#dial-small_game');
          const begun = performance.now();
          dial.value = value;
          dial.dispatchEvent(new Event('input'));
          const look = () => {
            const there = __stage.films.every((film) => Math.abs(film.head.parameters.small_game - dial.value) < 1e-9);
            if (__stage.ready && there) done(performance.now() - begun);
            else requestAnimationFrame(look);
          };
          look();
        })"""
        took.append(page.evaluate(move, f"{0.4 + 0.1 * step:.1f}") / 1000)
    yield "a dial moves, until its year is on the stage, median of 20", statistics.median(took), "s"
    yield "the longest of them", max(took), "s"
    one.close()


def heap(browser, base, process):
    """Memory of the page over ten minutes of playing, each time after a collection of garbage."""
    one = Watched(browser, base)
    page = one.open(f"/?{PLACE}")
    devtools = page.context.new_cdp_session(page)

    def now():
        devtools.send("HeapProfiler.collectGarbage")
        return devtools.send("Runtime.getHeapUsage")["usedSize"] / 2**20

    sizes = []
    for _ in range(11):
        sizes.append(now())
        page.evaluate("if (!__stage.clock.playing) __stage.clock.play(true)")
        page.wait_for_timeout(60_000)
    yield "memory of the page after a minute of playing", sizes[1], "MB"
    yield "more after ten minutes", sizes[-1] - sizes[1], "MB"
    one.close()


def thirty_pages(browser, base, process):
    """Thirty pages on one server, all playing."""
    pages = [Watched(browser, base, viewport={"width": 640, "height": 360}) for _ in range(30)]
    for k, one in enumerate(pages):
        one.open(f"/?bands=own-product,shared-survival&seed={k}")
    lost = 0
    for one in pages:
        one.page.evaluate("__stage.go(100); __stage.render(true)")
        lost += one.page.evaluate("__stage.drawn().length") != 2 or bool(one.wrong)
    yield "of 30 pages on one server, lost", lost, ""
    for one in pages:
        one.close()


def memory(browser, base, process):
    """Memory of the server over 200 runs, and over 100 pages opened and closed."""
    for seed in range(50):
        urllib.request.urlopen(f"{base}/film?bands=own-product&seed={seed}").read()
    before = memory_of(process)
    for seed in range(50, 250):
        urllib.request.urlopen(f"{base}/film?bands=own-product&seed={seed}").read()
    yield "memory of the server", before, "MB"
    yield "more after 200 runs", memory_of(process) - before, "MB"
    for k in range(120):
        one = Watched(browser, base, viewport={"width": 640, "height": 360})
        one.open(f"/?bands=own-product&seed={k % 10}")
        one.close()
        if k == 19:
            time.sleep(2)
            before = memory_of(process)
    time.sleep(3)
    yield "more after 100 pages opened and closed", memory_of(process) - before, "MB"


ALL = {one.__name__: one for one in (first_frame, playing, other_years, dial, heap, thirty_pages, memory)}


def main():
    """Print one line for each figure."""
    with serving() as (base, process), browsing() as browser:
        urllib.request.urlopen(f"{base}/open").read()
        for name in sys.argv[1:] or ALL:
            for what, value, unit in ALL[name](browser, base, process):
                print(f"{value:10.2f} {unit:4} {what}", flush=True)


if __name__ == "__main__":
    main()
