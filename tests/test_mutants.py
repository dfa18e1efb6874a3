"""Each rule does something (line L9 of the ledger): spoilt, it must be found out by the tests of its file.

One operator of every rule is turned round, or the rule is switched off (`spoilt_rules.py`).  Rules run here as plain
Python, in a child process per mutant.  What survives is listed with its reason, and the list must not grow old.
"""

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from spoilt_rules import spoilt_rules

from hunt.engine.rule_copies import rule_modules

HERE = Path(__file__).parent
TIMES = 4
"""A mutant that takes so many times as long as the tests do otherwise is caught: it runs for ever."""

SURVIVE: dict[str, str] = {}
"""Mutants that no test finds, and why that is right: ``module.rule: how`` -> reason."""


def passes(module, spoilt=None, seconds=0):
    """Tell whether the tests of a module pass, with one of its rules spoilt, within so many seconds (0: any)."""
    child = os.fork()
    if child == 0:
        signal.alarm(seconds)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        if spoilt:
            getattr(module, spoilt.rule).__code__ = spoilt.code
        *folders, name = module.__name__.split(".")
        file = HERE.joinpath(*folders, f"test_{name}.py")
        quiet = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", str(file)]
        try:
            code = pytest.main(quiet)
        except BaseException:  # whatever a broken rule does to the tests, they have found it out
            code = 1
        os._exit(int(code))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
@pytest.mark.parametrize("module", rule_modules(), ids=lambda module: module.__name__)
def test_a_spoilt_rule_is_found_out(module):
    begin = time.monotonic()
    assert passes(module), "the tests of this module must pass before a rule is spoilt"
    seconds = 5 + round(TIMES * (time.monotonic() - begin))
    alive = [
        f"{one.module}.{one.rule}: {one.how}"
        for one in spoilt_rules(module)
        if f"{one.module}.{one.rule}: {one.how}" not in SURVIVE and passes(module, one, seconds)
    ]
    assert alive == []


@pytest.mark.slow
def test_what_survives_is_still_there():
    known = {f"{one.module}.{one.rule}: {one.how}" for module in rule_modules() for one in spoilt_rules(module)}
    assert set(SURVIVE) <= known
