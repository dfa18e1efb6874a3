"""Films, addresses, why and winters, without a browser: what is sent is what was simulated."""

import gzip
import json
import socket
import threading
import urllib.error
import urllib.request

import numpy as np
import pytest

import hunt
from dashboards.shared.address import dials, read
from dashboards.shared.job_queue import MOST_WAITING, Job, Queue
from dashboards.stage.film import MARKS, encode, film_of, near_misses
from dashboards.stage.other_years import from_the_middle, other_years
from dashboards.stage.why import why
from hunt.catalogue.interventions import ACTS, FORCE
from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.regimes import regime
from hunt.engine.explain import explain
from hunt.errors import HuntError
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
def both():
    """A history with things done to it, and its film."""
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
    told = tell(history, address.words, most=10)
    assert [(one["day"], one["text"]) for one in head["told"]] == [(one.day, one.text) for one in told]
    assert len(told) <= 10
    assert len(head["log"]) == len(history.events)
    assert head["log"][0] == sentence(history.events[0], history, address.words)


def test_a_film_says_which_settings_are_new_from_which_day_on(both):
    _, history, (head, _) = both
    assert [one["day"] for one in head["stretches"]] == [0, 90, 120]
    assert head["stretches"][0]["new"] == head["stretches"][1]["new"] == {}  # a review is no setting
    late = history.parameters.but(**regime("shared-survival").settings).as_dict()
    assert head["parameters"] | head["stretches"][2]["new"] == late


def test_near_misses_are_rings_that_stood_or_lacked_one_hand():
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


def test_every_option_has_a_mark():
    assert set(MARKS) >= {option.name.lower() for option in Action}


@pytest.mark.parametrize("hunters", [1, 24, 40])
def test_a_film_is_small(hunters):
    for band in ("own-product", "shared-survival"):
        address = read([("bands", band), ("seed", "3"), ("set", f"hunters:{hunters}")])
        assert len(film_of(address)) <= (200_000 if hunters <= 24 else 300_000)


def test_equal_addresses_give_equal_films():
    address = read([("bands", "mixed~10:feast:1"), ("seed", "8"), ("set", "days:40")])
    assert film_of(address) == film_of(read([("bands", "mixed~10:feast:1"), ("set", "days:40"), ("seed", "8")]))
    assert gzip.decompress(film_of(address)) == gzip.decompress(film_of(address))


def test_an_address_written_is_the_address_read():
    from urllib.parse import parse_qsl

    query = "scenario=storm-year&bands=ranking~3:kappa:0.5,plan&seed=12&set=hunters:12&set=winter:0.4"
    address = read(parse_qsl(query))
    assert read(parse_qsl(address.query())) == address


REFUSED = {
    "bands=nonsense": "no regime named",
    "scenario=atlantis": "no scenario named",
    "scenario=../../etc/passwd": "no scenario named",
    "bands=/etc/passwd.toml": "no regime named",
    "seed=-1": "whole number from 0",
    "seed=" + "9" * 30: "whole number from 0",
    "seed=9007199254740992": "more than a page can show",
    "set=hunters:1000000": "must be a whole number from 1 to 100",
    "set=hunters:99": "more than a page can show",
    "set=winter:9": "must be a number from 0 to 1.4",
    "set=wintr:1": "did you mean winter",
    "set=winter": "has no value",
    "bands=own-product~400:review:1": "not a day of this run",
    "bands=own-product~40:review:99": "name the hunter who does it",
    "bands=own-product~40:hunters:9": "first morning only",
    "bands=own-product~x": "is no change",
    "bands=mixed,mixed,mixed": "too many",
    "skin=klingon": "no skin named",
    "colour=blue": "which nothing reads",
    "seed=1&set=" + "x" * 3000: "longer than",
}


@pytest.mark.parametrize("query", list(REFUSED))
def test_what_cannot_be_shown_is_refused_in_one_sentence(query):
    from urllib.parse import parse_qsl

    with pytest.raises(HuntError) as refused:
        read(parse_qsl(query))
    sentence = str(refused.value)
    assert REFUSED[query] in sentence
    assert "\n" not in sentence
    assert len(sentence) < 700


def test_every_dial_is_offered_with_its_reason():
    rows = dials()
    assert {row["name"] for row in rows} == set(FIELDS)
    assert all(row["why"] for row in rows)


# --- why ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("regime", ["own-product", "shared-survival", "ranking", "sla", "heroics"])
def test_why_asks_the_rules_and_hears_what_they_weighed(regime):
    parameters = hunt.scenario("hero-of-the-night").parameters(regime)
    changes = ((60, {"kappa": 0.5}), (80, {"review": 2}))
    history = hunt.record(parameters, 4, changes)
    asked_of = 0
    for day, hunter in np.random.default_rng(0).integers(0, (200, 24), (25, 2)):
        if day and not history.hunters[day - 1, hunter]["alive"]:
            continue
        asked = explain(parameters, 4, changes, int(day), int(hunter))
        assert asked.worth == history.worth(day, hunter)  # to the last bit
        assert asked.chosen == history.actions[day, hunter]
        assert sum(asked.chance.values()) == pytest.approx(1.0)
        for option, parts in asked.parts.items():
            assert sum(parts.values()) == pytest.approx(asked.worth[option], abs=1e-9)
        asked_of += 1
    assert asked_of >= 15


def test_the_others_are_the_others_and_nothing_spoke_for_nothing():
    address = read([("bands", "own-product"), ("seed", "27")])
    (band,) = address.bands
    run = hunt.record(address.parameters(band), 27)
    hungry = nothing = 0
    for day in (23, 80, 150, 220):
        for hunter in np.flatnonzero(run.hunters["alive"][day]):
            told = why(address, day, int(hunter))
            lean = run.hunters["reserve"][day - 1] < 0.25 * run.hunters["full"][day - 1]
            others = int((lean & run.hunters["alive"][day - 1]).sum() - lean[hunter])
            said = next(line for line in told["unseen"] if line.startswith("The others"))
            assert str(others or "none") in said
            hungry += bool(lean[hunter])
            parts = next(one["parts"] for one in told["actions"] if one["action"] == told["chosen"])
            spoke = any(line.startswith("What spoke for it") for line in told["said"])
            assert spoke == (len(told["actions"]) > 1 and max(parts.values()) > 0.0)
            nothing += not spoke
    assert hungry > 0  # or the test would say nothing
    assert nothing > 0


def test_the_dead_are_not_asked():
    parameters = hunt.scenario().parameters("own-product", small_game=0, start_store=0, herds=0)
    with pytest.raises(HuntError, match="was dead on day 300"):
        explain(parameters, 1, (), 300, 0)


# --- a thousand winters ------------------------------------------------------------------------------------------


def test_winters_count_every_run_and_can_be_lived_again_alone():
    address = read([("bands", "own-product,shared-survival~30:feast:1"), ("set", "days:60"), ("set", "start_store:0")])
    heard = []
    result = other_years(address, 120, heard.append)
    assert heard[-1] == {"done": 120, "of": 120}
    for band in address.bands:
        counts = result["alive"][band.text()]
        alone = [hunt.simulate(address.parameters(band), seed, address.changes(band)).alive for seed in range(1, 121)]
        assert counts == np.bincount(alone, minlength=25).tolist()


def test_the_middle_is_nought_away_from_itself():
    assert from_the_middle(np.array([1.0, 2.0, 3.0])).tolist() == pytest.approx([1 / 6, 0.0, 1 / 6])
    assert from_the_middle(np.array([0.0, 0.0, 0.0, 5.0])).tolist() == [0.0, 0.0, 0.0, 0.25]


# --- the line ----------------------------------------------------------------------------------------------------


def patient(job):
    """Work until somebody cancels it."""
    while True:
        job.say("still here")
        job.cancelled.wait(0.01)


def test_the_line_is_bounded_and_everybody_has_one_place_in_it():
    line = Queue()
    first = line.put("a", patient)
    while not first.messages:
        first.over.wait(0.01)
    others = [line.put(f"visitor {k}", lambda job: k) for k in range(MOST_WAITING)]  # noqa: B023
    with pytest.raises(HuntError, match="others wait"):
        line.put("one more", patient)
    assert line.before(others[3]) >= 3
    again = line.put("visitor 3", lambda job: "again")
    assert others[3].cancelled.is_set()
    assert others[3].over.is_set()
    first.cancel()
    assert again.over.wait(5)
    assert again.result == "again"
    assert first.result is None


def test_a_failed_piece_of_work_does_not_stop_the_line():
    line = Queue()

    def fail(job: Job):
        raise HuntError("This cannot be done.")

    refused = line.put("a", fail)
    fine = line.put("b", lambda job: threading.current_thread().name)
    assert fine.over.wait(5)
    assert refused.refused == "This cannot be done."
    assert fine.result == "winters"


# --- over the wire -----------------------------------------------------------------------------------------------


class Answer:
    """What a server answered."""

    def __init__(self, response):
        self.status_code, self.headers, self.content = response.status, response.headers, response.read()
        if self.headers.get("Content-Encoding") == "gzip":
            self.content = gzip.decompress(self.content)
        self.text = self.content.decode(errors="replace")

    def json(self):
        """Return the text as data."""
        return json.loads(self.text)


class Client:
    """Ask a server."""

    def __init__(self, base):
        self.base = base

    def get(self, path):
        """Ask for a path; an error is an answer too."""
        try:
            return Answer(urllib.request.urlopen(self.base + path, timeout=60))
        except urllib.error.HTTPError as error:
            return Answer(error)


@pytest.fixture(scope="module")
def client():
    """The app's own routes, served for a while, without Solara behind them."""
    import uvicorn
    from starlette.applications import Starlette

    from dashboards.app import own_routes

    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=own_routes()), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield Client(f"http://127.0.0.1:{listening.getsockname()[1]}")
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("query", list(REFUSED))
def test_refusals_reach_the_browser_as_sentences(client, query):
    for path in ("/open", "/film", "/hundred", "/winters", "/why"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert "Traceback" not in answer.text
        assert answer.json()["refused"]


def test_films_are_kept_by_the_browser_only_for_this_version(client):
    from dashboards.shared.browser_files import version

    query = "bands=mixed&seed=1&set=days:20"
    assert "immutable" in client.get(f"/film?{query}&v={version()}").headers["cache-control"]
    assert client.get(f"/film?{query}&v=other").headers["cache-control"] == "no-store"
    assert client.get(f"/film?{query}").content[:4] == b"HUNT"


@pytest.mark.parametrize("runs", ["0", "1001", "999999999999", "-3", "many"])
def test_huge_numbers_of_winters_are_refused(client, runs):
    assert client.get(f"/winters?bands=mixed&runs={runs}").status_code == 400


def test_winters_arrive_line_by_line(client):
    lines = [json.loads(line) for line in client.get("/winters?bands=mixed&runs=450&set=days:30").text.splitlines()]
    done = [line["done"] for line in lines if "done" in line]
    assert done == sorted(set(done))
    assert (done[0], done[-1]) == (0, 450)
    shown = [line for line in lines if "alive" in line]
    assert [sum(line["alive"]["mixed"]) for line in shown] == [line["done"] for line in shown] == [200, 400]
    assert sum(lines[-1]["result"]["alive"]["mixed"]) == 450


def test_the_shelf_has_every_scenario_regime_and_act(client):
    shelf = client.get("/shelf").json()
    assert {one["id"] for one in shelf["scenarios"]} == set(hunt.scenarios.scenario_ids())
    assert [act["id"] for act in shelf["acts"]] == [act for act in ACTS if act != FORCE]  # that one is in why?


def test_made_files_cannot_name_other_files(client):
    from dashboards.shared import downloads as made

    token, folder = made.new_folder()
    (folder / "a.csv").write_text("1")
    assert client.get(f"/made/{token}/a.csv").text == "1"
    assert client.get(f"/made/{token}/..%2f..%2fetc%2fpasswd").status_code in (400, 404)
    made.drop(token)
    assert client.get(f"/made/{token}/a.csv").status_code == 400
    assert not folder.exists()
