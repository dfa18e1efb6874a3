"""What the model says to a step: the outcome of the year on the screen, and how a thousand other years end."""

from typing import Any

from dashboards.room.board import cards_of
from dashboards.room.regime_map import map_of, trial_of, tried
from dashboards.room.steps import State, band_of, decided
from dashboards.room.with_and_without import other_choices, pairs_of_years, survivors
from dashboards.shared.address import Address, read
from dashboards.stage.other_years import MOST_RUNS, block, other_years
from hunt.catalogue.arms import REFERENCE
from hunt.history import record


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
    about. It is None where nothing was changed. Else there are also ``pairs``, in how many of the first hundred years
    more, as many or fewer survive with it than without it, and ``others``, the same year with each other option.
    """
    text, asked = band_of(state), band_of(state, before=state.step.of)
    place = address(state, text)
    band = place.bands[0]
    alive = survivors(place, state.seed)
    others = block(place)["alive"][band.text()]
    of = place.parameters(band).hunters
    found = {"alive": alive, "of": of, "same": others[alive], "years": sum(others), "without": None}
    if asked == text:
        return found
    found |= {
        "without": survivors(address(state, asked), state.seed),
        "pairs": pairs_of_years(address(state, text, asked)),
    }
    choices = other_choices(state)
    return found | {"others": [{"id": id, "alive": survivors(address(state, one), state.seed)} for id, one in choices]}


def many_years(state: State) -> dict[str, Any]:
    """Return how a thousand years end for the bands of the step and for the room's own, where it has one there.

    The room's own has the title of its band as it began; ``decided`` says how many changes the room has made to it.
    ``finding``: that the first band of the step meets more targets than the second and has less food when winter
    begins; None where that is not so.
    """
    own = None if state.step.scenario and not state.step.band else band_of(state)
    texts = list(dict.fromkeys([*([own] if own else []), *state.step.bands]))
    rows, means = [], {}
    for text in texts:
        place = address(state, text)
        found = other_years(place, MOST_RUNS, lambda _: None)
        ended, means[text] = (found[name][place.bands[0].text()] for name in ("alive", "means"))
        assert state.script is not None
        named = place if text != own else address(state, state.step.band or state.script.band)
        rows.append({"title": named.titles()[0], "alive": ended, "own": text == own})
    many = len(decided(state)) if own else 0
    found = {"rows": rows, "years": MOST_RUNS, "decided": many, "finding": _finding(state, means)}
    return found | {"none_worse": _none_is_worse(dict(zip(texts, rows, strict=True)), state.step.bands)}


def _none_is_worse(rows: dict[str, dict[str, Any]], bands: tuple[str, ...]) -> bool:
    """Say whether fewer survive without any pay rule than in the first band of the step."""
    survive = {text: sum(k * n for k, n in enumerate(row["alive"])) for text, row in rows.items()}
    return REFERENCE in bands and survive[REFERENCE] < survive[bands[0]]


def _finding(state: State, means: dict[str, dict[str, float | None]]) -> dict[str, Any] | None:
    bands = state.step.bands[:2]
    measures = [[means[text][name] for text in bands] for name in ("kpi", "winter_store")]
    if len(bands) < 2 or any(None in values for values in measures):
        return None
    (first, second), (full, fuller) = ([round(100 * n) for n in measures[0]], [round(n) for n in measures[1]])
    if first <= second or full >= fuller:
        return None
    titles = [address(state, text).titles()[0] for text in bands]
    names = ("first", "second", "met", "met_second", "food", "food_second")
    return dict(zip(names, (*titles, first, second, full, fuller), strict=True))


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
