"""Phones are sent to an address they can reach."""

import os
import socket
import time
from pathlib import Path

import pytest

from dashboards.room.files import folder_of, forget, long_kept, new_code, open_log
from dashboards.room.log import Event
from dashboards.room.place import LOCAL, addresses, rank
from dashboards.room.script import read_script
from dashboards.room.server import serve
from dashboards.shared.ports import listen
from hunt.errors import HuntError


def test_addresses_are_ranked_as_networks_usually_are():
    given = [
        ("docker0", "172.17.0.1"),
        ("eth0", "10.0.0.5"),
        ("wlan0", "192.168.1.20"),
        ("hotspot", "192.168.137.1"),
        ("eth1", "203.0.113.7"),
        ("eth2", "172.20.1.1"),
        ("vEthernet (WSL)", "192.168.99.1"),
    ]
    ordered = [name for name, _ in sorted(given, key=lambda one: rank(*one))]
    assert ordered == ["hotspot", "wlan0", "eth0", "eth2", "eth1", "vEthernet (WSL)", "docker0"]


def test_this_machine_alone_and_addresses_without_a_network_are_left_out():
    assert rank("lo", "127.0.0.1") is None
    assert rank("eth0", "169.254.3.4") is None
    assert not [one for _, one in addresses() if one.startswith(("127.", "169.254."))]


def test_a_port_that_is_taken_is_refused_in_a_sentence():
    with socket.create_server((LOCAL, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(HuntError, match=f"--port {port + 10}"):
            listen(LOCAL, port, further=10)


def test_an_unfinished_room_is_continued_and_a_finished_one_is_not(tmp_path):
    log, continued = open_log(tmp_path, fresh=False)
    code = log.meta("code")
    log.append(Event("created", "trainer", value={})).result()
    log.close()
    assert not continued
    log, continued = open_log(tmp_path, fresh=False)
    assert continued
    assert log.meta("code") == code
    log.note(ended="1")
    log.close()
    log, continued = open_log(tmp_path, fresh=False)
    assert not continued
    assert log.meta("code") != code
    log.close()


def test_a_half_played_room_of_another_version_is_refused_in_a_sentence(tmp_path, monkeypatch):
    log, _ = open_log(tmp_path, fresh=False)
    code = log.meta("code")
    log.append(Event("created", "trainer", value={})).result()
    log.append(Event("step", "trainer", value={"to": 1})).result()
    log.close()
    monkeypatch.setattr("dashboards.room.files.version", lambda: "an upgrade")
    for _ in range(2):  # the file is left as it was, so that the other version can go on
        with pytest.raises(HuntError, match=f"^Room {code} was begun with another version.*--new[.]$"):
            open_log(tmp_path, fresh=False)
    log, continued = open_log(tmp_path, fresh=True)
    log.close()
    assert not continued
    monkeypatch.undo()
    older = next(one for one in tmp_path.glob("*.room") if one != log.file)
    os.utime(older, (time.time() + 60,) * 2)  # by a clear margin: a file's time is kept in steps of milliseconds
    log, continued = open_log(tmp_path, fresh=False)
    assert (continued, log.meta("code")) == (True, code)
    log.close()


def test_a_room_of_another_version_that_has_not_begun_gives_way_to_a_new_one(tmp_path, monkeypatch):
    log, _ = open_log(tmp_path, fresh=False)
    code = log.meta("code")
    log.append(Event("created", "trainer", value={})).result()
    log.close()
    monkeypatch.setattr("dashboards.room.files.version", lambda: "an upgrade")
    log, continued = open_log(tmp_path, fresh=False)
    assert not continued
    assert log.meta("code") != code
    log.close()


def test_the_room_that_was_used_last_is_continued(tmp_path):
    """What is written last stands in a second file as long as the room runs, and after a kill."""
    codes = []
    for _ in range(2):
        log, _ = open_log(tmp_path, fresh=True)
        codes.append(log.meta("code"))
        log.close()
    played, younger = (next(tmp_path.glob(f"* {code}.room")) for code in codes)
    for file, ago in ((played, 3000), (younger, 2000)):
        os.utime(file, (time.time() - ago,) * 2)
    Path(f"{played}-wal").touch()
    log, continued = open_log(tmp_path, fresh=False)
    assert (continued, log.meta("code")) == (True, codes[0])
    log.close()


def test_a_room_that_could_not_be_served_is_not_left_behind(tmp_path):
    """Else it would be continued the next time, instead of the one that people are in."""
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(HuntError, match="cannot be served"):
            serve(read_script("twenty-minutes"), "stone-age", folder=str(tmp_path), port=port, address=None, fresh=True,
                  browser=False)  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_rooms_that_are_kept_for_longer_than_a_month_are_named(tmp_path):
    codes = []
    for days in (40, 31, 29):
        log, _ = open_log(tmp_path, fresh=True)
        codes.append(log.meta("code"))
        log.close()
        os.utime(log.file, (time.time() - days * 24 * 3600,) * 2)
    assert long_kept(tmp_path) == codes[:2]


def test_a_room_is_forgotten_with_all_its_files(tmp_path):
    log, _ = open_log(tmp_path, fresh=True)
    code = log.meta("code")
    log.close()
    assert forget(tmp_path, "ZZZZ") == 0
    assert forget(tmp_path, code.lower()) == 1
    assert list(tmp_path.iterdir()) == []


def test_codes_have_no_letters_that_look_alike():
    letters = {letter for _ in range(200) for letter in new_code()}
    assert letters.isdisjoint("OIQZ")
    assert len(new_code()) == 4


def test_a_folder_that_cannot_be_written_to_is_refused_at_the_start(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(HuntError, match="--folder"):
        folder_of(str(file / "below"))
