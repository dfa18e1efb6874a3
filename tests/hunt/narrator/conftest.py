"""Runs that the tests of the narrator share."""

import pytest
from recorded_runs import Narrated, few_runs, good_year, sixty_runs

from hunt.catalogue.regimes import regime
from hunt.history import History
from hunt.narrator import Told, skin, tell


@pytest.fixture(scope="session")
def recorded(compiled: None) -> Narrated:
    """Sixty runs, each with its regime."""
    return sixty_runs()


@pytest.fixture(scope="session")
def few(compiled: None) -> Narrated:
    """Fewer runs, for every skin."""
    return few_runs()


@pytest.fixture(scope="session")
def stories(recorded: Narrated) -> list[tuple[History, list[Told]]]:
    """The sixty runs as stories."""
    return [(history, tell(history, skin(), regime=regime(regime_id))) for history, regime_id in recorded]


@pytest.fixture(scope="session")
def year(compiled: None) -> History:
    """A year in which hunts succeed."""
    return good_year()
