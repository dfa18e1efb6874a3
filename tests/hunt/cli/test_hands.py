"""``hunt hands`` says when it pays to hold the ring, for people and for machines."""

import json

import pytest
from cases import each
from command_line import assert_refused, hunt

pytestmark = pytest.mark.usefixtures("compiled")


def test_both_tables_are_there():
    found = hunt("hands", "--runs", "2", "--people", "6")
    assert found.code == 0
    assert "0.63 to 0.92" in found.out
    assert "the food alone" in found.out


def test_machines_get_json():
    data = json.loads(hunt("hands", "--runs", "2", "--people", "5", "--json").out)
    assert [row["people"] for row in data["windows"]] == [5, 6, 7, 8]
    assert [row["people"] for row in data["falls"]] == [5, 5]
    assert all(0 <= float(row["0.80"]) <= 1 for row in data["falls"])


@each(
    ("given", "named"), [(("--people", "4"), "5 to 8"), (("--people", "x"), "5 to 8"), (("--runs", "0"), "1 to 10000")]
)
def test_what_cannot_be_is_refused(given, named):
    assert_refused(hunt("hands", *given), named)
