"""The queue of long work: bounded, one place for each visitor, and a failure does not stop it."""

import pytest

from dashboards.shared.job_queue import MOST_WAITING, Job, Queue
from hunt.errors import HuntError


def patient(job):
    """Work until the job is cancelled."""
    while True:
        job.say("still here")
        job.cancelled.wait(0.01)


def test_the_queue_is_bounded_and_each_visitor_has_one_place_in_it():
    queue = Queue()
    first = queue.put("a", patient)
    while not first.messages:
        first.over.wait(0.01)
    others = [queue.put(f"visitor {k}", lambda job: None) for k in range(MOST_WAITING)]
    with pytest.raises(HuntError, match=str(MOST_WAITING)):
        queue.put("one more", patient)
    assert queue.before(others[3]) >= 3
    again = queue.put("visitor 3", lambda job: "again")
    assert others[3].cancelled.is_set()
    assert others[3].over.is_set()
    first.cancel()
    assert again.over.wait(5)
    assert again.result == "again"
    assert first.result is None


def test_a_job_that_fails_does_not_stop_the_queue():
    queue = Queue()

    def fail(job: Job):
        raise HuntError("This cannot be done.")

    refused = queue.put("a", fail)
    fine = queue.put("b", lambda job: "done")
    assert fine.over.wait(5)
    assert refused.refused == "This cannot be done."
    assert fine.result == "done"
