"""`hunt validate` and `hunt bench`: every check in words and for machines, and the exit code that says it all."""

import re
from functools import partial
from unittest import mock

import pytest
from command_line import hunt, strictly

from experiments.console import validation as console

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.fixture
def little_to_validate(monkeypatch):
    """A few of the checks of each kind; ``hunt validate`` itself is for all of them."""
    claims = list(console.claim_checks())[:2]
    monkeypatch.setattr(console, "RUNS", 20)
    monkeypatch.setattr(console, "run_targets", partial(console.run_targets, only=("T1",)))
    monkeypatch.setattr(console, "run_patterns", partial(console.run_patterns, 20, only=("P4",)))
    monkeypatch.setattr(console, "run_negative_results", partial(console.run_negative_results, 20))
    monkeypatch.setattr(console, "claim_checks", lambda settings: claims)


@pytest.mark.usefixtures("little_to_validate")
def test_every_check_is_a_line_and_a_row():
    call, machines = hunt("validate", "--quick"), hunt("validate", "--quick", "--json")
    told = strictly(machines.out)
    failed = sum(not row["passed"] for row in told["checks"])
    assert {row["part"] for row in told["checks"]} == {"target", "pattern", "scenario"}
    assert told["passed"] == (failed == 0)
    assert f"{len(told['checks']) - failed} passed, {failed} failed" in call.out
    assert len(re.findall("^(pass|FAIL)  ", call.out, flags=re.MULTILINE)) == len(told["checks"])
    assert call.code == machines.code == (1 if failed else 0)
    assert call.err == machines.err == ""
    assert "Skipped" in call.out


@pytest.mark.usefixtures("little_to_validate")
def test_what_was_expected_and_not_found_fails_nothing():
    call, machines = hunt("validate", "--sought"), hunt("validate", "--sought", "--json")
    told = strictly(machines.out)
    assert {row["part"] for row in told["checks"]} == {"sought"}
    assert {row["found"] for row in told["checks"]} >= {False}
    assert call.code == machines.code == 0
    assert len(re.findall("^(not )?found  ", call.out, flags=re.MULTILINE)) == len(told["checks"])
    assert "Skipped" not in call.out


def test_a_validation_that_fails_says_so_by_its_code():
    with mock.patch.object(console, "run_validation", return_value=([{"passed": False}], False)):
        call, machines = hunt("validate"), hunt("validate", "--json")
    assert (call.code, call.err) == (machines.code, machines.err) == (1, "")
    assert strictly(machines.out) == {"passed": False, "checks": [{"passed": False}]}


@pytest.mark.slow
def test_bench_measures_in_words_and_for_machines():
    told = strictly(hunt("bench", "--quick", "--json").out)
    assert all((row["value"] > 0.0 or row["unit"] == "power") and row["unit"] for row in told)
    assert {"what", "value", "unit", "target"} == set(told[0])
