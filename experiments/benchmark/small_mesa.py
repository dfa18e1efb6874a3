"""A small model as one would write it in Mesa: foragers look around, graze the best cell and eat; for comparison."""

import math

import mesa
import numpy as np
from mesa.discrete_space import CellAgent, OrthogonalMooreGrid

SIDE = 30


class Forager(CellAgent):
    """Goes to the best cell in reach, takes part of what is there, and eats it."""

    def __init__(self, model: "Foragers") -> None:
        super().__init__(model)
        self.reserve = 10.0

    def step(self) -> None:
        """Spend a day."""
        cells = [self.cell, *self.cell.connections.values()]
        self.cell = max(cells, key=self.model.stock)
        caught = self.model.graze(self.cell) * self.random.uniform(0.5, 1.5)
        self.reserve = min(10.0, max(1.0, self.reserve + caught - 0.5))


class Foragers(mesa.Model):
    """A band of foragers on a grid that grows back."""

    def __init__(self, hunters: int, seed: int) -> None:
        super().__init__(rng=seed)
        self.grid = OrthogonalMooreGrid((SIDE, SIDE), random=self.random)
        self.game = np.full((SIDE, SIDE), 0.8)
        self.grazed = np.zeros((SIDE, SIDE), int)
        self.day = 0
        for _ in range(hunters):
            Forager(self).cell = self.grid[SIDE // 2, SIDE // 2]

    def stock(self, cell: object) -> float:
        """Return the small game of a cell today."""
        x, y = cell.coordinate
        left, grown = self.game[x, y], math.exp(0.03 * (self.day - self.grazed[x, y]))
        return left * grown / (1.0 + left * (grown - 1.0))

    def graze(self, cell: object) -> float:
        """Take a part of it."""
        found = self.stock(cell)
        x, y = cell.coordinate
        self.game[x, y], self.grazed[x, y] = 0.7 * found, self.day
        return 0.3 * found

    def step(self) -> None:
        """Simulate a day."""
        self.agents.shuffle_do("step")
        self.day += 1
