"""What several tests need: random settings to live through, and rules that are compiled already."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from hunt.catalogue.parameters import ENUMS, FIELDS, Parameters
from hunt.catalogue.regimes import regime, regime_ids
from hunt.vocabulary import Action, Praise, Skill

# No deadline: a test's cost is set by its number of examples. The same examples every day, so that `make test` fails
# because of a change and never because of the date; `pytest --hypothesis-profile=explore` looks for new ones.
COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("hunt", **COMMON, derandomize=True)
settings.register_profile("explore", **COMMON)
settings.load_profile("hunt")

SMALL = {
    "hunters": st.integers(8, 14) | st.integers(1, 7),
    "days": st.integers(30, 60),
    "width": st.integers(5, 16),
    "height": st.integers(5, 16),
    "herds": st.sampled_from([0, 20, 40, 60]),
    "start_store": st.sampled_from([0.0, 5.0, 20.0]),
    "mishaps": st.sampled_from([0.0, 0.1, 0.5]),
}
"""Sizes at which a hunt is short; a store from which somebody may starve in it; now and then, things that break."""


@st.composite
def shares(draw, parts):
    """Draw so many shares of a whole."""
    weights = draw(st.lists(st.integers(0, 3), min_size=parts, max_size=parts).filter(any))
    return tuple(weight / sum(weights) for weight in weights)


@st.composite
def pay_table(draw):
    """Draw a table of measured products; the best activity of each role is worth 1."""
    rows = []
    for _ in Skill:
        row = draw(st.lists(st.sampled_from([0.0, 0.1, 0.3, 0.7, 1.0]), min_size=len(Action), max_size=len(Action)))
        row[draw(st.integers(0, len(Action) - 1))] = 1.0
        rows.append(tuple(row))
    return tuple(rows)


def values(name):
    """Return a strategy of all that a parameter may be, from what is declared of it."""
    if name in ENUMS:
        return st.sampled_from(ENUMS[name])
    if name == "praises":
        return shares(len(Praise))
    if name == "table":
        return pay_table()
    low, high = FIELDS[name].metadata["low"], FIELDS[name].metadata["high"]
    if FIELDS[name].type is int:
        return st.integers(low, high)
    # Numbers so small that their products are rounded to nothing would hide what is being tested.
    return st.floats(low, high).map(lambda number: 0.0 if abs(number) < 1e-12 else number)


@st.composite
def small_hunts(draw):
    """Draw the settings of a short hunt: some of them may have any value they are allowed to have.

    Only some, because a band in which everything is absurd does not hunt.
    """
    changed = draw(st.lists(st.sampled_from([name for name in FIELDS if name not in SMALL]), max_size=12, unique=True))
    given = {name: draw(one) for name, one in SMALL.items()} | {name: draw(values(name)) for name in changed}
    low = given.get("reserve_low", FIELDS["reserve_low"].default)
    high = given.get("reserve_high", FIELDS["reserve_high"].default)
    given["reserve_low"], given["reserve_high"] = sorted((low, high))
    parameters = Parameters(**given)
    wanted = draw(st.none() | st.sampled_from(regime_ids()))
    return parameters if wanted is None else regime(wanted).on(parameters)


# Tests ask for `st.from_type(Parameters)`, so that none of them has to import this file.
st.register_type_strategy(Parameters, small_hunts())


@pytest.fixture(scope="session", autouse=True)
def no_files_of_ones_own(tmp_path_factory):
    """Empty folders for the user's own files, so that those of whoever runs the tests do not count."""
    names = ("HUNT_SKINS", "HUNT_FILES")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({name: str(tmp_path_factory.mktemp(name.lower())) for name in names})
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def compiled():
    """The compiled rules, ready before a test that needs them begins."""
    from hunt.simulation import simulate

    simulate(Parameters(days=1), 0)


# --- the stage in a browser: one server and one Chromium for all tests, a page with an empty cache for each -----------


@pytest.fixture(scope="session")
def base():
    """A server that can fetch nothing: whatever is missing would be asked of a port that answers nobody."""
    from stage_browser import serving

    black = "http://127.0.0.1:9"
    with serving(SOLARA_ASSETS_CDN=black, HTTP_PROXY=black, HTTPS_PROXY=black, NO_PROXY="127.0.0.1") as (address, _):
        yield address


@pytest.fixture(scope="session")
def browser():
    """Chromium; every page has a context, and so a cache, of its own."""
    from stage_browser import browsing

    with browsing() as one:
        yield one


@pytest.fixture
def watched(browser, base):
    """A page on which nothing may go wrong."""
    from stage_browser import Watched

    one = Watched(browser, base)
    yield one
    one.close()
    assert one.wrong == []
    assert one.off_host() == []


@pytest.fixture
def stage(watched):
    """The stage of a pair of bands."""
    from stage_browser import PLACE

    return watched.open(f"/?{PLACE}")
