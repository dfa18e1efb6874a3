"""What the model says to a step: the outcome of the year on the screen, and how a thousand other years end."""

from typing import Any

from dashboards.room.board import cards_of
from dashboards.room.regime_map import map_of, trial_of, tried
from dashboards.room.steps import State, band_of, decided
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
    """Return how the year on the screen ends, and in how many of the first hundred years the number is the same.

    ``without`` is how the same year ends without what the room has decided since the bet: that is what the bet was
    about. It is None where nothing was changed.
    """
    text, asked = band_of(state), band_of(state, before=state.step.of)
    place = address(state, text)
    band = place.bands[0]
    parameters = place.parameters(band)
    year = simulate(parameters, state.seed, place.changes(band))
    others = block(place)["alive"][band.text()]
    found = {"alive": int(year.alive), "of": parameters.hunters, "same": others[int(year.alive)], "years": sum(others)}
    if asked == text:
        return {**found, "without": None}
    other = address(state, asked)
    same_luck = simulate(other.parameters(other.bands[0]), state.seed, other.changes(other.bands[0]))
    return {**found, "without": int(same_luck.alive)}


def many_years(state: State) -> dict[str, Any]:
    """Return how a thousand years end for the bands of the step and for the room's own, where it has one there.

    The room's own has the title of its band as it began; ``decided`` says how many changes the room has made to it.
    """
    own = None if state.step.scenario and not state.step.band else band_of(state)
    texts = list(dict.fromkeys([*([own] if own else []), *state.step.bands]))
    rows = []
    for text in texts:
        place = address(state, text)
        ended = other_years(place, MOST_RUNS, lambda _: None)["alive"][place.bands[0].text()]
        assert state.script is not None
        named = place if text != own else address(state, state.step.band or state.script.band)
        rows.append({"title": named.titles()[0], "alive": ended, "own": text == own})
    return {"rows": rows, "years": MOST_RUNS, "decided": len(decided(state)) if own else 0}


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
