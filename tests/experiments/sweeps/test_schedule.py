"""The order of a sweep: every chunk once, and half a night is an even half of the design."""

from collections import Counter

from cases import each

from experiments.sweeps.order import interleaved
from experiments.sweeps.parse_design import design_of
from experiments.sweeps.plan import Plan
from experiments.sweeps.schedule import Schedule, in_order

TWO = ["own-product", "shared-survival"]


def order_of(one, shard=(1, 1)):
    """Return the chunks of a schedule, in their order."""
    schedule = Schedule(one, shard, set(), lambda *_: None)
    found = []
    while (chunk := schedule.next()) is not None:
        found.append(chunk)
    return found


@each("n", [*range(2, 40), 99, 100, 1024, 6765, 10_007])
def test_every_number_is_visited_once_and_early_ones_are_spread_evenly(n):
    order = list(interleaved(n))
    assert sorted(order) == list(range(n))
    for parts in (2, 3, 4):
        size, seen = (Counter(parts * number // n for number in some) for some in (range(n), order[: n // 2]))
        assert all(abs(seen[part] - size[part] * (n // 2) / n) <= 2.0 for part in size), "the first half, by place"
        if n % parts == 0:
            by_level = Counter(number % parts for number in order[: n // 2])
            assert max(by_level.values()) <= min(by_level.values()) + 1, "by the level of the fastest factor"


def test_half_of_a_sweep_has_half_of_each_level_of_each_factor():
    one = Plan(
        design_of(
            {
                "regimes": TWO,
                "levers": {"alignment": {"low": 0, "high": 1, "steps": 4}, "leadership": ["none", "chief"]},
                "uncertainties": {"small_game": {"low": 0.2, "high": 1.1, "steps": 5}, "winter": [0, 0.5, 1]},
                "runs": 100,
                "chunk": 200,
            }
        )
    )
    assert one.chunks == one.points == 120
    half = [one.changes(chunk) for chunk in order_of(one)[:60]]
    for name, factor in one.design.factors.items():
        seen = Counter(change[name] for change in half)
        assert set(seen) == set(factor.values)
        assert max(seen.values()) - min(seen.values()) <= 3, (name, seen)


def test_where_a_point_has_several_chunks_all_points_have_their_first_half_first():
    one = Plan(design_of({"regimes": TWO, "levers": {"alignment": [0, 0.5, 1]}, "runs": 100, "chunk": 50}))
    assert one.blocks_of_a_point == 4
    half = [one.block(chunk) for chunk in order_of(one)[: one.chunks // 2]]
    assert Counter(point for block in half for point in block.points) == {0: 2, 1: 2, 2: 2}
    assert max(block.runs.stop for block in half) == 50


def test_all_parts_together_are_the_sweep():
    one = Plan(design_of({"regimes": TWO, "levers": {"alignment": [0, 0.5, 1]}, "runs": 30, "chunk": 8}))
    parts = [order_of(one, (part, 3)) for part in (1, 2, 3)]
    assert sorted(chunk for part in parts for chunk in part) == sorted(in_order(one)) == list(range(one.chunks))
