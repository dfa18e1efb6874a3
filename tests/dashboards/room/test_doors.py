"""The ways in: addresses, their ticks, the code of the Wi-Fi."""

import pytest

from dashboards.room.doors import Doors
from dashboards.room.server import _doors

FOUND = (("wlan0", "192.168.1.20"), ("eth0", "10.0.0.5"))


@pytest.fixture
def doors():
    return Doors(FOUND, "192.168.1.20", 8900, "MOSS")


def test_phones_are_sent_to_the_chosen_address(doors):
    assert doors.joining == "http://192.168.1.20:8900/MOSS"
    before = doors.picture()
    assert doors.choose("10.0.0.5")
    assert doors.joining == "http://10.0.0.5:8900/MOSS"
    assert doors.picture() != before
    assert [one["chosen"] for one in doors.listed()] == [False, True]


@pytest.mark.parametrize("address", ["10.0.0.6", "", None, 7, ["10.0.0.5"], "evil.example"])
def test_phones_are_sent_nowhere_else(doors, address):
    assert not doors.choose(address)
    assert doors.host == "192.168.1.20"


def test_a_tick_is_for_the_address_that_was_reached(doors):
    doors.reached.add("10.0.0.5")
    assert [one["reached"] for one in doors.listed()] == [False, True]


def test_the_code_of_the_wifi_needs_its_name(doors):
    assert doors.wifi_picture() is None
    doors.wifi = "Mammoth"
    open_one = doors.wifi_picture()
    doors.password = "a;b:c,d"
    assert open_one is not None
    assert doors.wifi_picture() not in (None, open_one)


def test_a_given_address_comes_first(monkeypatch):
    monkeypatch.setattr("dashboards.room.place.addresses", lambda: list(FOUND))
    assert _doors(None, "", "").host == "192.168.1.20"
    assert _doors("10.0.0.5", "", "").found == FOUND
    assert _doors("10.9.9.9", "", "").listed()[0]["address"] == "10.9.9.9"
    monkeypatch.setattr("dashboards.room.place.addresses", list)
    assert _doors(None, "", "").host == "127.0.0.1"
