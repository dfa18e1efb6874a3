"""`hunt compare`: regimes over paired runs, in words, for machines and in a folder."""

import csv
import json
import re
from pathlib import Path

import pandas as pd
import pytest
from cases import each
from command_line import SCENARIO, SMALL, hunt, strictly

from hunt.catalogue.arms import titles
from hunt.catalogue.measures import MEASURES
from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.scenarios import scenario
from hunt.jsonable import as_json
from hunt.simulation import simulate
from hunt.vocabulary import Form

pytestmark = pytest.mark.usefixtures("compiled")

BOTH = ("own-product", "shared-survival")


def test_both_regimes_are_compared_on_a_narrow_screen():
    call = hunt("compare", *SMALL, "--flip-runs", "2", width="80")
    assert (call.code, call.err) == (0, "")
    assert max(map(len, call.out.splitlines())) <= 80
    for words in (*BOTH, "difference", "4 pairs of bands", "Where the result reverses", "alignment"):
        assert words in call.out


def test_without_regimes_it_is_what_the_claim_compares_and_says_so():
    words = ("--scenario", "the-counter-arrives", "--runs", "3", "--set", "days=20", "--flip-runs", "0")
    call = hunt("compare", *words)
    assert call.code == 0
    where = scenario("the-counter-arrives")
    from experiments.comparison.compare import claimed_arms, read_arm

    arms = claimed_arms(where)
    for arm, title in zip(arms, titles([read_arm(one) for one in arms], where, {"days": 20}), strict=True):
        assert f"{arm}: {title}" in " ".join(call.out.split())
    assert "under none" not in call.out, "one pay rule: what differs is something else"
    assert hunt("compare", "--regimes", ",".join(arms), *words).out == call.out


def test_for_machines_there_is_nothing_but_json():
    call = hunt("compare", *SMALL, "--flip-runs", "2", "--seed", "7", "--json")
    assert (call.code, call.err) == (0, "")
    told = strictly(call.out)
    assert (told["runs"], told["seed"], told["settings"]) == (4, 7, {"days": 40, "hunters": 6})
    assert {row["regime"] for row in told["arms"]} == {*BOTH, "none"} == set(told["regimes"])
    assert {row["regime"] for row in told["arms"] if row["measure"] == "extinct"} == {*BOTH, "none"}
    assert told["reference"] == "none"
    assert set(told["congruence"]) == {*BOTH, "none"}
    assert {row["measure"] for row in told["effects"]} <= set(MEASURES)
    assert {row["parameter"] for row in told["flips"]} == {"small_game", "needed", "alignment", "start_trust"}
    assert told["files"] == []


def test_without_the_reference_only_what_the_claim_compares_is_left():
    told, left = (strictly(hunt("compare", *SMALL, *more, "--json").out) for more in ((), ("--no-reference",)))
    assert (told["reference"], left["reference"]) == ("none", None)
    assert left["regimes"] == list(BOTH)
    for name in ("arms", "effects"):
        assert left[name] == [row for row in told[name] if "none" not in row.values()]
    named = strictly(hunt("compare", *SMALL, "--regimes", ",".join(BOTH), "--json").out)
    assert named == left


def test_congruence_stands_above_the_table():
    call = hunt("compare", *SMALL, "--set", "alignment=1", width="200")
    assert "1.00 under own-product" in call.out
    assert call.out.index("Congruence") < call.out.index("alive")
    assert "shared-survival (nobody is paid by it)" in call.out
    assert "own-product (nobody" not in call.out


def test_any_number_of_workers_gives_the_same():
    one, three = (hunt("compare", *SMALL, "--json", "--workers", workers) for workers in "13")
    assert one == three == hunt("compare", *SMALL, "--json")


STARVING = ["days=300", "small_game=0", "start_store=0", "herds=0"]
"""No trust, no store and no KPI are left of such a band."""


@each("settings", [["days=1", "hunters=1"], ["days=40", "kappa=0"], STARVING])
def test_any_ending_can_be_compared(settings):
    words = [word for one in settings for word in ("--set", one)]
    call = hunt("compare", "--runs", "3", "--flip-runs", "0", *words, "--json")
    assert (call.code, call.err) == (0, "")
    strictly(call.out)
    assert hunt("compare", "--runs", "3", "--flip-runs", "0", *words).code == 0


def test_the_worst_of_endings_is_written_under_any_title_next_to_what_is_there_already(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    mine = {name: f"mine: {name}" for name in (".writable", "notes.txt", "tmp")}
    for name, text in mine.items():
        Path("out", name).write_text(text)
    title = "[/bold] of [red] a|b Ünï ☃"
    Path("mine.toml").write_text(SCENARIO.replace("Small valley", title))
    words = [word for one in STARVING for word in ("--set", one)]
    call = hunt("compare", "--scenario", "mine.toml", "--runs", "3", "--flip-runs", "0", *words, "--out", "out")
    assert (call.code, call.err) == (0, "")
    strictly(Path("out/settings.json").read_text())
    assert f"# {title}" in Path("out/report.md").read_text()
    assert {name: Path("out", name).read_text() for name in mine} == mine


@pytest.fixture(scope="module")
def written(compiled, tmp_path_factory):
    """The folder of a small comparison."""
    folder = tmp_path_factory.mktemp("deep") / "er" / "results"
    call = hunt("compare", *SMALL, "--seed", "5", "--flip-runs", "2", "--set", "form=ranking", "--out", str(folder))
    assert (call.code, call.err) == (0, "")
    for file in folder.iterdir():
        assert file.name in call.out.replace("\n", " ")
    return folder


@each("kind", ["parquet", "csv"])
def test_the_table_of_runs_has_parameters_and_seed_in_every_row(written, kind):
    table = {"parquet": pd.read_parquet, "csv": pd.read_csv}[kind](written / f"runs.{kind}")
    assert table["seed"].tolist() == [5, 6, 7, 8] * 3
    assert table["arm"].tolist() == [id for id in (*BOTH, "none") for _ in range(4)]
    assert {f"set_{name}" for name in FIELDS} <= set(table)
    for id in BOTH:
        parameters = scenario().parameters(id, days=40, hunters=6, form=Form.RANKING)
        rows = table[table["arm"] == id]
        for name, value in parameters.as_dict().items():
            for kept in rows[f"set_{name}"]:
                assert (json.loads(kept) if isinstance(value, list) else kept) == value
        for _, row in rows.iterrows():
            again = simulate(parameters, row["seed"]).row()
            assert as_json({name: row[name] for name in again}) == as_json(again)


def test_every_other_table_can_be_read(written):
    for name, wanted in (
        ("effects", {"first", "second", "measure", "estimate", "low", "high", "cliffs_delta"}),
        ("survival", {"day", "alive", "low", "high", "regime"}),
        ("flips", {"parameter", "value", "estimate", "low", "high", "verdict"}),
    ):
        with (written / f"{name}.csv").open() as file:
            rows = list(csv.DictReader(file))
        assert wanted <= set(rows[0]), name
    kept = strictly((written / "settings.json").read_text())
    assert kept["command"].startswith(f"hunt compare --scenario default-valley --regimes {','.join(BOTH)},none")
    assert set(kept["parameters"]) == {*BOTH, "none"}


def test_every_figure_can_be_opened_and_the_report_shows_them_all(written):
    from xml.etree import ElementTree

    from PIL import Image

    drawn = {file.stem for file in written.glob("*.png")}
    assert drawn == {file.stem for file in written.glob("*.svg")} > {"survival", "scissors"}
    for name in drawn:
        with Image.open(written / f"{name}.png") as picture:
            assert min(picture.size) > 300
            assert len(picture.convert("L").getcolors()) > 5
        assert ElementTree.parse(written / f"{name}.svg").getroot().tag.endswith("svg")
    report = (written / "report.md").read_text()
    assert set(re.findall(r"\]\(([^)]+)\)", report)) == {f"{name}.svg" for name in drawn}
    assert strictly((written / "settings.json").read_text())["command"] in report


def test_the_power_of_a_comparison_is_said_in_sentences():
    words = ("--power", "0.1", "--runs", "8", "--set", "days=120", "--set", "hunters=8", "--set", "small_game=0.3")
    call = hunt("compare", *words)
    assert (call.code, call.err) == (0, "")
    assert "80% power" in call.out
    rows = strictly(hunt("compare", *words, "--json").out)
    assert len(rows) == call.out.count("% power") >= 2
    assert {row["second"] for row in rows} == {"shared-survival"}, "nothing is claimed about the reference"


def test_a_pilot_without_any_variation_is_refused():
    """Two days with a full store: nobody dies in any band."""
    call = hunt("compare", "--power", "0.1", "--runs", "4", "--set", "days=2", "--set", "start_store=60")
    assert call.code == 2
    assert "The pilot did not vary" in call.err
    assert call.out == ""


@pytest.mark.slow
def test_several_scenarios_leave_a_folder_each(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call = hunt("compare", "--scenario", "default-valley,strangers", *SMALL, "--out", "o")
    assert call.code == 0
    assert "Side by side" in call.out
    for id in ("default-valley", "strangers"):
        assert (Path("o") / id / "report.html").exists()
