"""A film: what is sent to the browser is what was simulated."""

import gzip
import json

import numpy as np
import pytest
from cases import each

import hunt
from dashboards.shared.address import read
from dashboards.stage.film import MARKS, TOLD, encode, film_of, near_misses
from hunt.catalogue.regimes import regime
from hunt.narrator import sentence, tell
from hunt.vocabulary import Action, Because, EventKind

pytestmark = pytest.mark.usefixtures("compiled")

KINDS = {"u1": np.uint8, "u2": np.uint16, "i4": np.int32, "f8": np.float64}


def decoded(data):
    """Read a film as the browser does; return its head, and [..., day] by ``group.name``."""
    assert data[:4] == b"HUNT"
    length = int.from_bytes(data[4:8], "little")
    head = json.loads(data[8 : 8 + length])
    columns = {}
    for one in head["columns"]:
        count = int(np.prod(one["shape"]))
        codes = np.frombuffer(data, KINDS[one["kind"]], count, 8 + length + one["offset"]).reshape(one["shape"])
        if one["differences"]:
            codes = np.cumsum(codes, axis=-1, dtype=codes.dtype)
        columns[f"{one['group']}.{one['name']}"] = one["low"] + one["step"] * codes.astype(float), one["step"]
    return head, columns


@pytest.fixture(scope="module")
def both(compiled):
    """An address with interventions, its history, and its film."""
    address = read([("bands", "own-product~90:review:3~120:regime:shared-survival"), ("seed", "5")])
    (band,) = address.bands
    history = hunt.record(address.parameters(band), 5, address.changes(band))
    return address, history, decoded(encode(history, address))


def test_a_film_is_the_run_field_by_field(both):
    _, history, (head, columns) = both
    assert head["days"] == history.days
    compared = 0
    for group in ("hunters", "beasts", "camp"):
        state = getattr(history, group)
        for name in state.dtype.names:
            if f"{group}.{name}" in columns:
                values, step = columns[f"{group}.{name}"]
                truth = np.moveaxis(state[name].astype(float), 0, -1)
                whole = state[name].dtype.kind in "ib"
                assert np.abs(values - truth).max() <= (0.0 if whole or step == 1.0 else 0.51 * step), name
                compared += 1
    assert compared > 60
    assert (columns["hunters.promised"][0] == history.promised.T).all()
    assert (history.promised >= 0).any()
    values, step = columns["trust.trust"]
    assert np.abs(values - np.moveaxis(history.trust, 0, -1)).max() <= 0.51 * step


def test_what_is_compared_on_the_stage_is_exact_to_the_last_bit(both):
    _, history, (_, columns) = both
    for name in ("store", "attained", "gathered", "hauled"):
        assert (columns[f"camp.{name}"][0] == history.camp[name]).all()
    assert columns["series.store"][0] * np.maximum(history.camp["living"], 1) == pytest.approx(history.camp["store"])


def test_events_and_sentences_are_those_of_the_narrator(both):
    address, history, (head, columns) = both
    assert (columns["events.kind"][0] == history.events["kind"]).all()
    assert (columns["events.who"][0] == history.events["who"]).all()
    narrated = tell(history, address.words, most=TOLD)
    assert [(one["day"], one["text"]) for one in head["told"]] == [(one.day, one.text) for one in narrated]
    assert len(narrated) <= TOLD
    assert len(head["log"]) == len(history.events)
    assert head["log"][0] == sentence(history.events[0], history, address.words)


def test_a_film_says_which_settings_are_new_from_which_day_on(both):
    _, history, (head, _) = both
    assert [one["day"] for one in head["stretches"]] == [0, 90, 120]
    assert head["stretches"][0]["new"] == head["stretches"][1]["new"] == {}  # a review is no setting
    late = history.parameters.but(**regime("shared-survival").settings).as_dict()
    assert head["parameters"] | head["stretches"][2]["new"] == late


def test_near_misses_are_rings_that_stood_or_lacked_one_hunter():
    found = 0
    for seed in range(1, 7):
        history = hunt.record(hunt.scenario().parameters("own-product"), seed)
        near = set(near_misses(history))
        for k, event in enumerate(history.events):
            if event["kind"] == EventKind.ESCAPED:
                short = event["because"] != Because.BROKE_OUT and event["saw"][1] - event["saw"][0] != 1
                assert (k in near) == (not short)
                found += k in near
            else:
                assert k not in near
    assert found > 0


def test_every_action_has_a_mark():
    assert set(MARKS) >= {action.name.lower() for action in Action}


@each(("hunters", "largest"), [(1, 200_000), (12, 200_000), (40, 300_000)])
def test_a_film_is_small(hunters, largest):
    for band in ("own-product", "shared-survival"):
        assert len(film_of(read([("bands", band), ("seed", "3"), ("set", f"hunters:{hunters}")]))) <= largest


def test_equal_addresses_give_equal_films():
    address = read([("bands", "mixed~10:feast:1"), ("seed", "8"), ("set", "days:40")])
    assert film_of(address) == film_of(read([("bands", "mixed~10:feast:1"), ("set", "days:40"), ("seed", "8")]))
    assert gzip.decompress(film_of(address)) == gzip.decompress(film_of(address))


def test_loads_and_changes_of_the_lead_are_one_line_for_each_beast(both):
    _, history, (head, _) = both
    for kind in (EventKind.HAULED, EventKind.LED):
        of_kind = [k for k, event in enumerate(history.events) if event["kind"] == kind]
        beasts = {int(history.events[k]["beast"]) for k in of_kind}
        told = [k for k in of_kind if head["log"][k]]
        assert {int(history.events[k]["beast"]) for k in told} == beasts
        assert len(told) == len(beasts)
