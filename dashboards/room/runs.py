"""What the model says to a step: the outcome of the year on the screen, and how a thousand other years end."""

from typing import Any

from dashboards.room.steps import State, band_of
from dashboards.shared.address import Address, read
from dashboards.stage.other_years import MOST_RUNS, block, other_years
from hunt.simulation import simulate


def address(state: State, *bands: str) -> Address:
    """Return the address of bands in the valley of the script."""
    assert state.script is not None
    scenario = state.step.scenario or state.script.scenario
    named = {"scenario": scenario, "bands": ",".join(bands), "seed": str(state.seed), "skin": state.skin}
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
    """Return how a thousand years end for the bands of the step and, in the script's scenario, for the room's own."""
    own = None if state.step.scenario else band_of(state)
    texts = list(dict.fromkeys([*([own] if own else []), *state.step.bands]))
    rows = []
    for text in texts:
        place = address(state, text)
        ended = other_years(place, MOST_RUNS, lambda _: None)["alive"][place.bands[0].text()]
        mean = sum(k * n for k, n in enumerate(ended)) / sum(ended)
        rows.append({"title": place.titles()[0], "alive": ended, "mean": round(mean, 1), "own": text == own})
    return {"rows": rows, "years": MOST_RUNS}
