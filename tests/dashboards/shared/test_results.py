"""Results are kept by what they depend on, as long as they hold, and not too many."""

from dashboards.shared.long_work import seconds_left
from dashboards.shared.results import MOST, Results


def test_the_result_looked_at_last_stays_longest():
    kept = Results()
    for k in range(MOST):
        kept.put(f"{k}", k)
    assert kept.get("0") == 0
    kept.put("one more", "x")
    assert kept.get("1") is None
    assert (kept.get("0"), kept.get("2"), kept.get("one more")) == (0, 2, "x")


def test_a_result_that_no_longer_holds_is_forgotten():
    alive = {"a"}
    kept = Results(holds=lambda one: one in alive)
    kept.put("a", "a")
    assert kept.get("a") == "a"
    alive.clear()
    assert kept.get("a") is None
    alive.add("a")
    assert kept.get("a") is None


def test_the_end_is_estimated_from_the_pace_so_far():
    assert seconds_left(100.0, 110.0, 250, 1000) == 30
    assert seconds_left(100.0, 104.0, 500, 1000) == 4
    assert seconds_left(100.0, 200.0, 100, 1000) == 900
    assert seconds_left(100.0, 110.0, 1000, 1000) == 1
    assert seconds_left(100.0, 110.0, 10, 1000) is None  # too little is done
    assert seconds_left(100.0, 100.5, 500, 1000) is None
