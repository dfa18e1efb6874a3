"""What the model says to a step: the outcome of the year on the screen, and how a thousand other years end."""

from typing import Any

from dashboards.room.board import cards_of
from dashboards.room.regime_map import map_of, trial_of, tried
from dashboards.room.steps import State, band_of
from dashboards.shared.address import Address, read
from dashboards.stage.other_years import MOST_RUNS, block, other_years
from hunt.history import record
from hunt.simulation import simulate


def address(state: State, *bands: str) -> Address:
    """Return the address of bands in the valley of the script."""
    assert state.script is not None
    scenario = state.step.scenario or state.script.scenario
    seed = state.seeds.get(state.step.id, state.seed)
    named = {"scenario": scenario, "bands": ",".join(bands), "seed": str(seed), "skin": state.skin}
    return read(list(named.items()))


def usual_seed(scenario: str, band: str) -> int:
    """Return the year that is in the middle of the first hundred years of a band."""
    return int(block(read([("scenario", scenario), ("bands", band)]))["typical"])


def outcome(state: State) -> dict[str, Any]:
    """Return how the year on the screen ends, and how many of the first hundred years end with fewer alive."""
    text = band_of(state)
    place = address(state, text)
    band = place.bands[0]
    parameters = place.parameters(band)
    year = simulate(parameters, state.seed, place.changes(band))
    others = block(place)["alive"][band.text()]
    return {"alive": int(year.alive), "of": parameters.hunters, "same": others[int(year.alive)], "years": sum(others)}


def many_years(state: State) -> dict[str, Any]:
    """Return how a thousand years end for the bands of the step and for the room's own, where it has one there."""
    own = None if state.step.scenario and not state.step.band else band_of(state)
    texts = list(dict.fromkeys([*([own] if own else []), *state.step.bands]))
    rows = []
    for text in texts:
        place = address(state, text)
        ended = other_years(place, MOST_RUNS, lambda _: None)["alive"][place.bands[0].text()]
        mean = sum(k * n for k, n in enumerate(ended)) / sum(ended)
        rows.append({"title": place.titles()[0], "alive": ended, "mean": round(mean, 1), "own": text == own})
    return {"rows": rows, "years": MOST_RUNS}


def board(state: State) -> dict[str, Any]:
    """Return what was, is and comes on the last day of the film so far, in sentences of the room's skin."""
    text = band_of(state)
    place = address(state, text)
    band = place.bands[0]
    history = record(place.parameters(band), place.seed or 0, place.changes(band))
    return cards_of(history, state.step.day[1], place.words)


def conditions(state: State) -> dict[str, Any]:
    """Return the map of conditions around the script's valley."""
    assert state.script is not None
    return map_of(state.step.scenario or state.script.scenario)


def trial(state: State) -> dict[str, Any]:
    """Return what comes of the settings of a volunteer."""
    assert state.script is not None
    given = trial_of(state.trial)
    assert given is not None
    return tried(state.step.scenario or state.script.scenario, given)
