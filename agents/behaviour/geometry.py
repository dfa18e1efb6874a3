"""Distances and directions on the grid."""

import math


def rounded(value: float) -> int:
    """Return the nearest whole number, halves upwards."""
    return math.floor(value + 0.5)


def within(place: int, size: int) -> int:
    """Keep a coordinate inside the valley."""
    return max(0, min(size - 1, place))


def towards(place: int, goal: int, steps: int) -> int:
    """Return a coordinate moved towards a goal by at most so many cells."""
    return place + max(-steps, min(steps, goal - place))


def cells_between(x: int, y: int, there_x: int, there_y: int) -> int:
    """Steps between two cells, diagonals allowed."""
    return max(abs(there_x - x), abs(there_y - y))


def in_sight(x: int, y: int, there_x: int, there_y: int, sight: int) -> bool:
    """Near enough to see: a sight of r cells reaches r + 1/2 from the middle of the own cell."""
    return (there_x - x) * (there_x - x) + (there_y - y) * (there_y - y) <= sight * (sight + 1)
