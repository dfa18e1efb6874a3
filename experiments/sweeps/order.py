"""In which order the chunks of a sweep run: so that after any time the finished ones are an even part of the design.

Numbers 0 to n - 1 are visited in steps of about n / 1.618 (round the corner at n).  A step that has no factor in common
with n visits each number once; the golden ratio spreads the first of them evenly over the whole range; and because
consecutive visits go round all remainders, every level of every factor has its share at any time.
"""

import math
from collections.abc import Iterator

GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
WINDOW = 50
"""How far from the golden ratio a step is looked for, at most, in steps."""


def stride(n: int) -> int:
    """Return a step near ``n / 1.618`` that visits every number below n, and early ones evenly.

    How evenly is seen in the continued fraction of step / n: a large quotient means that the first visits crowd.
    """
    near = GOLDEN * n
    width = max(3, min(n // 10, WINDOW))
    able = [one for one in range(max(1, round(near) - width), round(near) + width + 1) if math.gcd(one, n) == 1]
    return min(able, key=lambda one: (_largest_quotient(one, n), abs(one - near)))


def _largest_quotient(step: int, n: int) -> int:
    """Return the largest quotient in the continued fraction of step / n."""
    largest, a, b = 0, n, step % n
    while b:
        largest, a, b = max(largest, a // b), b, a % b
    return largest


def interleaved(n: int) -> Iterator[int]:
    """Visit the numbers from 0 to n - 1, evenly spread at any time."""
    step = stride(n)
    return (k * step % n for k in range(n))
