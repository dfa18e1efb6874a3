"""The weak-link game: large groups slide from round to round, and where they start depends on the first trust."""

from experiments.validation.targets.weak_link import games


def test_large_groups_start_high_and_slide():
    means = games(15, 3, seed=7).mean(axis=(0, 2))
    assert means[0] > 5.5
    assert means[-1] < 2.5
    assert (means[2:] - means[:-2] < 0.0).all()


def test_with_less_trust_large_groups_start_at_the_bottom_and_pairs_do_not():
    first = [games(hunters, 3, seed=7, start_trust=0.8)[:, 0].mean() for hunters in (15, 2)]
    assert first[0] < 1.5
    assert first[1] > 5.5
