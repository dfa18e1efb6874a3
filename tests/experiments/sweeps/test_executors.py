"""Killed parents, killed workers, other executors, a cluster: the table of a sweep stays the same."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from killed_sweeps import DESIGN, SOON, Running, wait_for
from sweeps_on_disk import TWO, files

from experiments.sweeps.export import read_sweep
from experiments.sweeps.parse_design import design_of
from experiments.sweeps.sweep import sweep

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("compiled")]


ROOT = Path(__file__).parents[3]


DATA = {
    "regimes": TWO,
    "settings": {"days": 120, "hunters": 10, "start_store": 2.0},
    "levers": {"alignment": [0, 1]},
    "uncertainties": {"small_game": [0.2, 1.1]},
    "runs": 300,
    "chunk": 20,
    "series": {"numbers": ["store"], "every": 60},
}


ALL = 120
"""Chunks of that."""


PROGRAM = (
    "import sys, json\n"
    "from experiments.sweeps.sweep import sweep\n"
    "if __name__ == '__main__':\n"
    "    data = json.load(open(sys.argv[1]))\n"
    "    done = sweep(data, sys.argv[2], resume=True, executor=sys.argv[3], workers=2, tell=print)\n"
    "    print('finished', done.rows)\n"
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory, compiled):
    folder = tmp_path_factory.mktemp("whole")
    (folder / "design.json").write_text(json.dumps(DATA))
    (folder / "program.py").write_text(PROGRAM)
    sweep(design_of(DATA), folder / "s", workers=2)
    return folder


def begun(whole, out, executor):
    """Start a sweep as a program of its own, in a group of its own."""
    words = [sys.executable, str(whole / "program.py"), str(whole / "design.json"), str(out), executor]
    return subprocess.Popen(
        words,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def chunks(out):
    return len(list((out / "runs").glob("chunk-*"))) if (out / "runs").is_dir() else 0


@pytest.mark.long
def test_a_parent_killed_at_thirty_moments_loses_nothing(whole, tmp_path):
    """Moments from the first import to the last file; a program that finishes is started again from nothing."""
    rng = random.Random(1)
    out, kills, halfway = tmp_path / "s", 0, 0
    while kills < 30:
        one, wanted = begun(whole, out, "threads"), chunks(out) + rng.randrange(0, 15)
        while chunks(out) < wanted and one.poll() is None:
            time.sleep(0.01)
        time.sleep(0.1 * rng.random())
        if one.poll() is None:
            os.killpg(one.pid, signal.SIGKILL)
            kills += 1
            halfway += 0 < chunks(out) < ALL
        _, err = one.communicate(timeout=300)
        if one.returncode == 0:
            assert files(out) == files(whole / "s")
            shutil.rmtree(out)
        else:
            assert one.returncode == -signal.SIGKILL, err
    assert halfway >= 15, "it was killed in the middle of its work"
    one = begun(whole, out, "threads")
    _, err = one.communicate(timeout=300)
    assert one.returncode == 0, err
    assert files(out) == files(whole / "s")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, compiled):
    """The folder of a sweep that nobody killed, and its design."""
    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "design.toml").write_text(DESIGN)
    sweep(folder / "design.toml", folder / "s", workers=2)
    return folder


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found through /proc")
@pytest.mark.parametrize("executor", ["threads", "processes", "dask"])
def test_a_parent_killed_by_force_leaves_no_process_and_no_open_pipe(executor, undisturbed, tmp_path):
    """tests/benchmarks/kill_sweeps.py does the same at thirty moments, and kills workers as well."""
    if executor == "dask":
        pytest.importorskip("distributed", reason="a cluster needs Dask (the extra 'dask')")
    for wanted in (0, 5):
        running = Running(undisturbed / "design.toml", tmp_path / "s", executor)
        while not (running.workers() or executor == "threads" or running.ended()):
            time.sleep(0.02)
        wait_for(running, tmp_path / "s", wanted)
        assert not running.ended(), "".join(running.said)
        after = running.killed()
        assert max(after) < SOON, after
    last = Running(undisturbed / "design.toml", tmp_path / "s", executor)
    last.close()
    assert last.program.returncode == 0, "".join(last.said)
    assert files(tmp_path / "s") == files(undisturbed / "s")


def children(pid):
    """Return the worker processes that a process has started."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((one / "stat").read_text().rsplit(")", 1)[1].split()[1])
            command = (one / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if parent == pid and b"spawn_main" in command:
            found.append(int(one.name))
    return found


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="workers are found through /proc")
def test_workers_killed_at_twenty_moments_cost_nothing(whole, tmp_path):
    rng = random.Random(2)
    kills, said = 0, ""
    while kills < 20:
        out = tmp_path / f"s{kills}"
        one = begun(whole, out, "processes")
        lines = []
        reader = threading.Thread(target=lambda one=one, lines=lines: lines.extend(one.stdout))
        reader.start()
        wanted = rng.randrange(1, 12)
        while one.poll() is None:
            time.sleep(0.02)
            if wanted <= chunks(out) < ALL - 5 and kills < 20 and (workers := children(one.pid)):
                os.kill(rng.choice(workers), signal.SIGKILL)
                kills, wanted = kills + 1, chunks(out) + rng.randrange(4, 15)
        reader.join()
        assert one.returncode == 0, one.stderr.read()
        one.stderr.close()
        one.stdout.close()
        said += "".join(lines)
        assert files(out) == files(whole / "s")
    assert said.count("A worker died") >= 5  # a run alone is expected to kill its worker, so no message


def test_processes_make_the_same_table(whole, tmp_path):
    one = begun(whole, tmp_path / "s", "processes")
    _, err = one.communicate(timeout=120)
    assert one.returncode == 0, err
    assert files(tmp_path / "s") == files(whole / "s")


def test_one_core_makes_the_same_table(whole, tmp_path):
    sweep(design_of(DATA), tmp_path / "s", workers=1)
    assert files(tmp_path / "s") == files(whole / "s")


def test_a_cluster_on_this_machine_makes_the_same_table(whole, tmp_path):
    pytest.importorskip("distributed", reason="a cluster needs Dask (the extra 'dask')")
    one = begun(whole, tmp_path / "s", "dask")
    _, err = one.communicate(timeout=180)
    assert one.returncode == 0, err
    assert files(tmp_path / "s") == files(whole / "s")


def test_a_scheduler_with_two_workers_of_which_one_is_killed(whole, tmp_path):
    pytest.importorskip("distributed", reason="a cluster needs Dask (the extra 'dask')")
    known = tmp_path / "scheduler.json"
    env = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "3"}
    quiet = {"cwd": ROOT, "env": env, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "dask"]
    running = [
        subprocess.Popen(
            [
                *dask,
                "scheduler",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--no-dashboard",
                "--scheduler-file",
                str(known),
            ],
            **quiet,
        )
    ]
    try:
        for _ in range(300):
            if known.exists() and known.read_text().strip().endswith("}"):
                break
            time.sleep(0.1)
        address = json.loads(known.read_text())["address"]
        for _ in range(2):
            words = [*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
            running.append(subprocess.Popen([*words, "--local-directory", str(tmp_path)], **quiet))
        killed = []

        def kill(_):
            if not killed and chunks(tmp_path / "s") >= 30:
                running[1].kill()
                killed.append(chunks(tmp_path / "s"))

        words = [sys.executable, "-c", CLIENT, str(whole / "design.json"), str(tmp_path / "s"), address]
        one = subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while one.poll() is None:
            kill(None)
            time.sleep(0.05)
        out, err = one.communicate()
        assert one.returncode == 0, err
        assert killed, "a worker was killed while there was work"
        assert killed[0] < ALL
        assert "finished 2400" in out
    finally:
        for one in running:
            one.kill()
            one.wait()
    assert files(tmp_path / "s") == files(whole / "s")


CLIENT = (
    "import sys, json\n"
    "from experiments.sweeps.sweep import sweep\n"
    "data = json.load(open(sys.argv[1]))\n"
    "done = sweep(data, sys.argv[2], executor='dask', scheduler=sys.argv[3])\n"
    "print('finished', done.rows)\n"
)


def test_a_missing_scheduler_is_named(whole, tmp_path):
    pytest.importorskip("distributed", reason="a cluster needs Dask (the extra 'dask')")
    words = [sys.executable, "-c", CLIENT, str(whole / "design.json"), str(tmp_path / "s"), "tcp://127.0.0.1:9"]
    done = subprocess.run(
        words, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert "HuntError: No Dask scheduler answers at tcp://127.0.0.1:9" in done.stderr


def heed_ctrl_c():
    """Take Ctrl-C again, in case a shell in the background has switched it off for its programs."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_ctrl_c_on_the_command_line_says_how_to_resume(tmp_path, executor):
    (tmp_path / "d.toml").write_text(
        'regimes = ["own-product", "shared-survival"]\nruns = 100000\nchunk = 20\n[settings]\ndays = 60\nhunters = 8\n'
    )
    words = [sys.executable, "-m", "hunt.cli", "sweep", str(tmp_path / "d.toml"), "--out", str(tmp_path / "s")]
    one = subprocess.Popen(
        [*words, "--executor", executor, "--workers", "2"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True, preexec_fn=heed_ctrl_c,
    )  # fmt: skip
    while chunks(tmp_path / "s") < 5 and one.poll() is None:
        time.sleep(0.05)
    os.killpg(one.pid, signal.SIGINT)
    _, err = one.communicate(timeout=60)
    assert one.returncode == 130
    assert re.search(r"hunt sweep .*--resume", err)
    assert "Traceback" not in err
    there = read_sweep(tmp_path / "s")
    assert there.done >= 5
    assert not list((tmp_path / "s" / "runs").glob(".*~*"))


def test_a_full_disk_is_named_by_the_command(tmp_path):
    """A real one, where this system lets us mount it."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here; test_store.py lets the system say so")
    try:
        (tmp_path / "d.toml").write_text("runs = 3000\nchunk = 50\n[settings]\ndays = 60\nhunters = 8\n")
        words = [sys.executable, "-m", "hunt.cli", "sweep", str(tmp_path / "d.toml"), "--out", str(small / "s")]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "is full" in done.stderr
        assert "Traceback" not in done.stderr
        assert read_sweep(small / "s").done > 0
    finally:
        subprocess.run(["umount", str(small)], check=True)
