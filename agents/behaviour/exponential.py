"""The exponential function for rules: the same bits on every machine, where a system's own library may differ."""

LOG2_E = 1.4426950408889634
LN_2 = 0.6931471805599453
SMALLEST = -44.0  # below it, e^x counts as 0: less than 1 in 10^19
HALVES = (*(0.5**k for k in range(65)),)


def exp_of_negative(x: float) -> float:
    """Return e^x for x <= 0, to 11 digits: e^r by its series, for |r| <= ln(2) / 2, halved as often as needed."""
    if x < SMALLEST:
        return 0.0
    halvings = int(0.5 - x * LOG2_E)
    r = x + halvings * LN_2
    square = r * r
    low = 1.0 + r + square * (1.0 / 2.0 + r * (1.0 / 6.0))
    high = 1.0 / 24.0 + r * (1.0 / 120.0) + square * (1.0 / 720.0 + r * (1.0 / 5040.0))
    top = 1.0 / 40320.0 + r * (1.0 / 362880.0)
    fourth = square * square
    return (low + fourth * (high + fourth * top)) * HALVES[halvings]
