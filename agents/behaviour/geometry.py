"""Distances and directions on the grid, in cells."""

import math


def rounded(value: float) -> int:
    """Return the nearest whole number, halves upwards."""
    return math.floor(value + 0.5)


def within(place: int, size: int) -> int:
    """Return a coordinate kept inside the valley, 0 to size - 1."""
    return max(0, min(size - 1, place))


def towards(place: int, goal: int, steps: int) -> int:
    """Return a coordinate moved towards a goal by at most ``steps`` cells."""
    return place + max(-steps, min(steps, goal - place))


def cells_between(x: int, y: int, there_x: int, there_y: int) -> int:
    """Return the steps between two cells, with diagonals (Chebyshev distance)."""
    return max(abs(there_x - x), abs(there_y - y))


def in_sight(x: int, y: int, there_x: int, there_y: int, sight: int) -> bool:
    """Return whether a cell is near enough to see: the circle of radius ``sight`` + 1/2, in whole numbers."""
    return (there_x - x) * (there_x - x) + (there_y - y) * (there_y - y) <= sight * (sight + 1)


def power(base: float, exponent: int) -> float:
    """Return a power by squaring, because a library function may differ between the engines in the last bit."""
    result = 1.0
    while exponent > 0:
        if exponent & 1:
            result *= base
        base *= base
        exponent >>= 1
    return result
