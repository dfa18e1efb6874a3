"""A target: a number known in advance, and the number the rules give."""

import math
from dataclasses import asdict, dataclass
from typing import Any

CERTAIN = 4.0
"""Standard errors a simulated number may be off: a right model is refused once in 16,000 rows."""


@dataclass(frozen=True)
class Target:
    """One number that the rules must give.

    A number found without chance has a fixed tolerance; a simulated one may be off by ``CERTAIN`` standard
    errors, plus what the row's formula says.  A published experiment (T14) has a tolerance of its own.
    """

    id: str
    name: str
    formula: str  # in words
    source: str
    expected: float  # by the formula
    simulated: float  # by the rules
    tolerance: float

    @property
    def passed(self) -> bool:
        """Tell whether the rules give the number; not a number never passes."""
        return bool(abs(self.simulated - self.expected) <= self.tolerance)

    def row(self) -> dict[str, Any]:
        """Return the target as plain values by name."""
        return asdict(self) | {"passed": self.passed}


def binomial(k: int, n: int, p: float) -> float:
    """Return P(K = k), K ~ Bin(n, p)."""
    return math.comb(n, k) * p**k * (1.0 - p) ** (n - k)


def binomial_from(k: int, n: int, p: float) -> float:
    """Return P(K >= k), K ~ Bin(n, p)."""
    return sum(binomial(one, n, p) for one in range(k, n + 1))
