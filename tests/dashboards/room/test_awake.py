"""The system is asked to stay awake where it can be, and where not, a sentence says so."""

import sys

import pytest

from dashboards.room import awake
from dashboards.room.awake import ASKED, NOT_ASKED, kept_awake


@pytest.fixture
def started(monkeypatch):
    """Note which keepers run; a keeper is a Python that waits."""
    keepers = []
    begin = awake._started

    def start(words):
        keepers.append(begin(words))
        return keepers[-1]

    monkeypatch.setattr(awake, "_started", start)
    return keepers


def test_a_keeper_runs_inside_the_block_and_not_after(monkeypatch, started):
    monkeypatch.setattr(awake, "command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    with kept_awake() as sentence:
        assert sentence == ASKED
        assert started[0].poll() is None
    assert started[0].poll() is not None


@pytest.mark.parametrize("words", [None, [sys.executable, "-c", "raise SystemExit(1)"]])
def test_where_no_keeper_stays_a_sentence_says_so(monkeypatch, started, words):
    monkeypatch.setattr(awake, "command", lambda: words)
    with kept_awake() as sentence:
        assert sentence == NOT_ASKED


@pytest.mark.parametrize(
    ("system", "program"), [("Darwin", "caffeinate"), ("Linux", "systemd-inhibit"), ("Other", None)]
)
def test_each_system_has_its_own_keeper(monkeypatch, system, program):
    monkeypatch.setattr(awake.platform, "system", lambda: system)
    monkeypatch.setattr(awake.shutil, "which", lambda name: f"/bin/{name}")
    words = awake.command()
    assert (words and words[0]) == program
    monkeypatch.setattr(awake.shutil, "which", lambda name: None)
    assert awake.command() is None


def test_windows_is_asked_by_a_call_and_told_when_it_is_over(monkeypatch):
    calls = []

    class Kernel:
        class kernel32:  # noqa: N801 - as Windows calls it
            @staticmethod
            def SetThreadExecutionState(flags):  # noqa: N802
                calls.append(flags)
                return 1

    monkeypatch.setattr(awake.platform, "system", lambda: "Windows")
    monkeypatch.setattr(awake.ctypes, "windll", Kernel, raising=False)
    with kept_awake() as sentence:
        assert sentence == ASKED
    assert calls == [0x80000003, 0x80000000]
