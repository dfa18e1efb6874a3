"""Faults of the machine: they stop a sweep with a sentence, where a fault of one run becomes a row.

A run that raises is a row with its reason.  But memory that is used up, a full disk or an environment in which no run
at all can work says nothing about the run it happens to hit: its row would be wrong, and so might be all others.
"""

import numpy as np

from hunt.catalogue.parameters import Parameters
from hunt.errors import HuntError

REFUSED = "HuntError: "
"""How the reason begins in the row of a combination that is not allowed; trying it again would change nothing."""

LONGEST_REASON = 300


class MachineFault(HuntError):  # noqa: N818 - a fault is not always an error of anyone
    """The machine or its environment cannot do the runs; what is finished is kept."""


def reason(error: BaseException) -> str:
    """Return why a run has no outcome, in one line."""
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return text if len(text) <= LONGEST_REASON else text[: LONGEST_REASON - 3] + "..."


def refuse_fault(error: Exception) -> None:
    """Raise a ``MachineFault`` if an error that a run raised is not the fault of that run.

    Memory, files and the system are the machine's.  Of anything else the smallest possible run is asked: if that fails
    as well, no run can work here.
    """
    if isinstance(error, HuntError):
        return
    if isinstance(error, MemoryError | OSError):
        raise MachineFault(
            f"A run failed because of this machine, not because of the model: {reason(error).rstrip('.: ')}; nothing "
            "that was finished is lost: free memory or disk space, or use fewer workers, then go on with --resume."
        ) from None
    try:
        _smallest_run()
    except Exception as again:
        raise MachineFault(
            f"No run works in this environment: {reason(again).rstrip('.: ')}; {_hint()}, then go on with --resume."
        ) from None


def _smallest_run() -> None:
    from hunt.engine.compiled import ArmSettings, run_arms

    run_arms([ArmSettings(Parameters(hunters=2, days=1))], np.zeros(1, np.int64))


def _hint() -> str:
    from numba import config

    return "unset NUMBA_DISABLE_JIT" if config.DISABLE_JIT else "see whether 'hunt compile' works"
