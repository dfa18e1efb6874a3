"""The server's own routes, over the wire: films, answers and refusals."""

import gzip
import json
import socket
import threading
import urllib.error
import urllib.request

import pytest
import uvicorn
from addresses import REFUSED
from cases import each
from starlette.applications import Starlette

from dashboards.app import own_routes
from dashboards.shared import downloads
from dashboards.shared.browser_files import version
from hunt.catalogue.interventions import ACTS, FORCE
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario_ids

pytestmark = pytest.mark.usefixtures("compiled")


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
    """Gets answers from a server."""

    def __init__(self, base):
        self.base = base

    def get(self, path):
        """Return the answer to a path; an error is an answer too."""
        return self.post(path, None)

    def post(self, path, data):
        """Return the answer to what is sent to a path."""
        try:
            return Answer(urllib.request.urlopen(self.base + path, data, timeout=60))
        except urllib.error.HTTPError as error:
            return Answer(error)


@pytest.fixture(scope="module")
def client():
    """The app's own routes, without Solara behind them."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=own_routes()), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield Client(f"http://127.0.0.1:{listening.getsockname()[1]}")
    server.should_exit = True
    thread.join(10)


@each("query", REFUSED)
def test_a_refusal_reaches_the_browser_as_a_sentence(client, query):
    for path in ("/open", "/film", "/hundred", "/winters", "/why", "/morning", "/hands"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert "Traceback" not in answer.text
        assert answer.json()["refused"]


def test_a_browser_keeps_films_only_for_this_version(client):
    query = "bands=mixed&seed=1&set=days:20"
    assert "immutable" in client.get(f"/film?{query}&v={version()}").headers["cache-control"]
    assert client.get(f"/film?{query}&v=other").headers["cache-control"] == "no-store"
    assert client.get(f"/film?{query}").content[:4] == b"HUNT"


@each("runs", ["0", "1001", "999999999999", "-3", "many"])
def test_a_number_of_other_years_out_of_range_is_refused(client, runs):
    assert client.get(f"/winters?bands=mixed&runs={runs}").status_code == 400


def test_other_years_arrive_line_by_line(client):
    lines = [json.loads(line) for line in client.get("/winters?bands=mixed&runs=450&set=days:30").text.splitlines()]
    done = [line["done"] for line in lines if "done" in line]
    assert done == sorted(set(done))
    assert (done[0], done[-1]) == (0, 450)
    shown = [line for line in lines if "alive" in line]
    assert [sum(line["alive"]["mixed"]) for line in shown] == [line["done"] for line in shown] == [200, 400]
    assert sum(lines[-1]["result"]["alive"]["mixed"]) == 450


def test_the_shelf_has_every_scenario_regime_and_act(client):
    shelf = client.get("/shelf").json()
    assert {one["id"] for one in shelf["scenarios"]} == set(scenario_ids())
    assert {one["id"] for one in shelf["regimes"]} == set(regime_ids())
    assert [act["id"] for act in shelf["acts"]] == [act for act in ACTS if act != FORCE]  # that one is under Why?


def test_a_download_cannot_name_other_files(client):
    token, folder = downloads.new_folder()
    (folder / "a.csv").write_text("1")
    assert client.get(f"/made/{token}/a.csv").text == "1"
    assert client.get(f"/made/{token}/..%2f..%2fetc%2fpasswd").status_code in (400, 404)
    downloads.drop(token)
    assert client.get(f"/made/{token}/a.csv").status_code == 400
    assert not folder.exists()


def test_numbers_and_codes_are_served(client):
    table = client.get("/numbers.csv?bands=own-product&seed=7&set=days:20")
    assert table.status_code == 200
    assert table.headers["content-disposition"] == 'attachment; filename="default-valley-7.csv"'
    assert len(table.text.splitlines()) == 21
    picture = client.get("/code.svg?text=http://127.0.0.1/")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "<svg" in picture.text
    assert client.get("/code.svg").status_code == 400


def test_a_pay_rule_in_a_file_becomes_a_band(client):
    good = b'title = "T"\nwords = "W"\n[settings]\nshared = 0.25\n'
    assert json.loads(client.post("/pay/file", good).text) == {"arm": "own-product~shared:0.25~praises:0_0_0_0_1"}
    bad = client.post("/pay/file", b"shared = ")
    assert bad.status_code == 400
    assert bad.json()["refused"].startswith("pay-rule.toml is not valid TOML")
    assert client.post("/pay/file", b"#" * 30_000).status_code == 400
