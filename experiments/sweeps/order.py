"""In which order the chunks of a sweep run: so that after any time the finished ones are an even part of the design.

Numbers 0 to n - 1 are visited in steps of about n / 1.618 (round the corner at n).  A step that has no factor in common
with n visits each number once; the golden ratio spreads the first of them evenly over the whole range; and because
consecutive visits go round all remainders, every level of every factor has its share at any time.
"""

import math
from collections.abc import Iterator

GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0


def stride(n: int) -> int:
    """Return the step near ``n / 1.618`` that visits every number below n."""
    near = max(1, round(GOLDEN * n))
    return next(one for k in range(n + 1) for one in (near - k, near + k) if one > 0 and math.gcd(one, n) == 1)


def interleaved(n: int) -> Iterator[int]:
    """Visit the numbers from 0 to n - 1, evenly spread at any time."""
    step = stride(n)
    return (k * step % n for k in range(n))
