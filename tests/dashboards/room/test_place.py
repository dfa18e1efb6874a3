"""Phones are sent to an address they can reach."""

import socket

import pytest

from dashboards.room.files import folder_of, forget, new_code, open_log
from dashboards.room.log import Event
from dashboards.room.place import LOCAL, addresses, rank
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
