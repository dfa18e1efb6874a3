"""The log keeps what it has acknowledged, once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboards.room.log import Event, Log
from hunt.errors import HuntError


@pytest.fixture
def file(tmp_path):
    return tmp_path / "a.room"


def test_events_come_back_in_their_order(file):
    log = Log(file)
    for k in range(30):
        log.append(Event("say", "seat:1", "targets", {"value": k}, f"n{k}")).result()
    log.note(code="MOSS")
    log.close()
    again = Log(file)
    assert [event.value["value"] for event in again.events()] == list(range(30))
    assert [event.seq for event in again.events()] == list(range(1, 31))
    assert again.meta("code") == "MOSS"
    assert again.meta("key") is None
    again.close()


def test_a_repeated_answer_is_written_once(file):
    log = Log(file)
    first = log.append(Event("say", "seat:1", "targets", {"value": 4}, "same")).result()
    second = log.append(Event("say", "seat:1", "targets", {"value": 4}, "same")).result()
    other = log.append(Event("say", "seat:2", "targets", {"value": 4}, "same")).result()
    assert first is not None
    assert second is None
    assert other is not None
    assert len(log.events()) == 2
    log.close()


def test_many_at_once_are_all_written(file):
    log = Log(file)
    with ThreadPoolExecutor(8) as pool:
        waiting = list(pool.map(lambda k: log.append(Event("say", f"seat:{k}", "a", {}, str(k))), range(400)))
    assert all(one.result() is not None for one in waiting)
    assert len(log.events()) == 400
    log.close()


def test_one_program_has_a_room(file):
    log = Log(file)
    log.append(Event("created", "trainer")).result()
    with pytest.raises(HuntError, match="another room open"):
        Log(file)
    log.close()


def test_what_is_rewritten_leaves_no_trace(file):
    log = Log(file)
    log.append(Event("say", "seat:1", "words", {"value": "xylophone" * 20}, "n")).result()
    log.rewrite(lambda db: db.execute("DELETE FROM events")).result()
    log.close()
    assert b"xylophone" not in file.read_bytes()
    assert not file.with_name("a.room-wal").exists()


def test_what_is_acknowledged_outlives_a_power_failure(file):
    """No test can cut the power: that the file is synchronised at each commit is a setting, which is read here."""
    log = Log(file)
    assert log._db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    assert log._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    log.close()
