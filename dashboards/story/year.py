"""The year and the hunter of the story, and how they were chosen; ``search.py`` writes ``year.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hunt.catalogue.arms import Arm
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario

FILE = Path(__file__).with_name("year.toml")


@dataclass(frozen=True)
class StoryYear:
    """One hunter of one year, and what was searched to find them."""

    scenario: str
    regime: str  # the pay rule of act one
    other: str  # the pay rule of act two
    mornings: int  # on which the player decides, at most
    pause: int  # days at least from the end of one such hunt to the next such morning
    clearly: int  # hunters alive that make two years clearly different
    first_seed: int
    counts: tuple[tuple[int, int, int], ...]  # for each seed: hunters with enough mornings, saved, cost
    seed: int
    hunter: int

    def parameters(self, regime: str) -> Parameters:
        """Return the settings of the band under a pay rule."""
        return Arm(regime).parameters(scenario(self.scenario))

    @property
    def seeds(self) -> range:
        """The seeds that were searched."""
        return range(self.first_seed, self.first_seed + len(self.counts))


@cache
def story_year() -> StoryYear:
    """Return the year that the story shows."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return StoryYear(**found | {"counts": tuple(tuple(one) for one in found["counts"])})
