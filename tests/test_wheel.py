"""What is installed is the wheel: made here by `make wheel`, put into an environment of its own, used elsewhere.

The packages it needs are those of the environment of the tests; whole installations with pip and uv are tried by hand.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns(
    ".*", "*.egg-info", "__pycache__", "build", "dist", "results", "vendor", "manual", "compiled"
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="namespaces and mounts are Linux's"),
]


def environment_for_make(folder):
    """Return an environment in which make finds the programs of this one, and the sources it stands in."""
    (folder / "bin").mkdir(parents=True)
    for name, words in (("python", ""), ("hunt", " -m hunt.cli"), ("pip", " -m pip")):
        program = folder / "bin" / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}"{words} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    (folder / ".ready-to-test").touch()
    return folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Make the wheel in a copy of the sources, with documents and compiled rules."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=LEFT_OUT)
    command = ["make", "wheel", f"VENV={environment_for_make(folder / 'ready')}"]
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    made = subprocess.run(command, cwd=folder / "source", env=plain, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    assert sorted(one.name for one in (folder / "source" / "dist").glob("start.*"))
    assert not (folder / "source" / "hunt" / "compiled").exists()
    return next((folder / "source" / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel):
    """Install it into an environment of its own; return the environment's folder."""
    home = wheel.parents[2] / "environment"
    venv.create(home, with_pip=False)
    packages = home / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    (packages / "others.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    for data in ("share", "etc"):  # where packages keep what a browser asks for
        if (Path(sys.prefix) / data).is_dir():
            (home / data).symlink_to(Path(sys.prefix) / data)
    command = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install", "-q", "--no-deps"]
    subprocess.run([*command, str(wheel)], check=True)
    return home


@pytest.fixture(scope="module")
def kept(installed):
    """Return an empty cache: the wheel carries its rules, compiled, so that nobody waits for the compiler."""
    cache = installed.parent / "cache"
    said = call(installed, "compile", XDG_CACHE_HOME=str(cache))
    assert f"kept in {installed}" in said
    assert "Compiling" not in said
    return cache


def call(home, *words, before="", after="", code=0, **environment):
    """Run the installed command in an empty folder, perhaps with shell words around; return what it said."""
    where = home.parent / "empty"
    where.mkdir(exist_ok=True)
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HUNT", "LC_", "LANG"))
    }
    quoted = " ".join(f"'{word}'" for word in words)
    line = f"{before} {home / 'bin' / 'hunt'} {quoted} {after}"
    ended = subprocess.run(["bash", "-c", line], cwd=where, env=plain | environment, capture_output=True)
    said = (ended.stdout + ended.stderr).decode(errors="replace")
    assert ended.returncode == code, said
    assert "Traceback" not in said
    return said


def test_it_carries_all_it_needs_and_no_test(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for name in (ROOT / "dashboards" / "vendored.txt").read_text(encoding="utf-8").split():
        assert f"dashboards/vendor/{name}" in names
    assert "hunt/words/stone-age.toml" in names
    assert "dashboards/manual/index.html" in names
    compiled = [name for name in names if name.startswith(f"hunt/compiled/{sysconfig.get_platform()}/compiled-")]
    assert any(name.endswith(".nbc") for name in compiled)
    assert not [name for name in names if name.startswith("tests/")]


def test_it_is_itself_that_runs(installed, kept):
    assert call(installed, "--version").startswith("mammoth-hunt")
    said = call(installed, "run", "--seed", "1", XDG_CACHE_HOME=str(kept))
    assert "hunters" in said
    assert "Compiling" not in said
    ask = [installed / "bin" / "python", "-I", "-c", "import hunt; print(hunt.__file__)"]
    where = subprocess.check_output(ask, cwd="/")
    assert Path(where.decode().strip()).is_relative_to(installed)


def test_without_a_network_it_runs_and_serves(installed, kept):
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode:
        pytest.skip("this machine gives no network namespaces")
    call(installed, "run", "--seed", "1", before="unshare -rn", XDG_CACHE_HOME=str(kept))
    ask = (
        f"ip link set lo up; {installed / 'bin' / 'hunt'} live --port 8799 --no-browser & server=$!;"
        " for k in $(seq 60); do sleep 1; curl -sf http://127.0.0.1:8799/readyz >/dev/null && break; done;"
        " curl -sf http://127.0.0.1:8799/ | head -c 300; kill -INT $server; wait $server"
    )
    line = ["unshare", "-rn", "bash", "-c", ask]
    said = subprocess.run(line, cwd="/", env=os.environ | {"XDG_CACHE_HOME": str(kept)}, capture_output=True, text=True)
    assert "<!doctype html>" in said.stdout.lower(), said.stderr


def test_read_only_and_without_a_home(installed):
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
        pytest.skip("this machine gives no mount namespaces")
    place = installed
    shut = f"mount --bind {place} {place} && mount -o remount,ro,bind {place} && "
    line = f"{shut} HOME=/proc/nope XDG_CACHE_HOME= {place / 'bin' / 'hunt'} run --seed 1 --set days=20"
    ended = subprocess.run(["unshare", "-rm", "bash", "-c", line], cwd="/", capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("words", [("run", "--seed", "1"), ("compare", "--runs", "4", "--flip-runs", "0")])
def test_in_a_locale_of_ascii_only(installed, kept, words):
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "XDG_CACHE_HOME": str(kept)}
    call(installed, *words, **ascii_only)
    call(installed, *words, "--set", "days=20", after="--skin steinzeit" if words[0] == "run" else "", **ascii_only)


def test_with_its_output_closed(installed, kept):
    call(installed, "run", "--seed", "1", after=">&-", XDG_CACHE_HOME=str(kept))
    call(installed, "compare", "--runs", "4", "--flip-runs", "0", after=">&-", XDG_CACHE_HOME=str(kept))


def test_a_folder_whose_name_is_no_utf8(installed, kept):
    odd = "$'r\\xff'"
    call(installed, "compare", "--runs", "4", "--flip-runs", "0", after=f"--out {odd}", XDG_CACHE_HOME=str(kept))


def test_nobody_is_told_to_make_anything(installed, kept):
    said = call(installed, "--help") + call(installed, "run", "--set", "smal_game=1", code=2)
    said += call(installed, "compare", "--runs", "4", "--flip-runs", "0", XDG_CACHE_HOME=str(kept))
    assert said.count("make ") == said.count("make people") + said.count("make a ")
