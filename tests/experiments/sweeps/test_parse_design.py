"""A design file: whatever is wrong with it is one sentence, and a design survives being written down."""

import io
import json
import os
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from cases import each
from command_line import REGIME, SCENARIO
from hypothesis import given, settings
from hypothesis import strategies as st
from wrong_designs import FILES, WRONG

from experiments.sweeps.design import KINDS, PAIRINGS
from experiments.sweeps.parse_design import design_of, read_design, restored
from experiments.sweeps.plan import Plan
from experiments.sweeps.store import manifest_of
from hunt.catalogue.measures import NUMBERS
from hunt.catalogue.parameters import FIELDS
from hunt.errors import HuntError

TWO = ["own-product", "shared-survival"]


RANGE = {"low": 0.6, "high": 2.4}


DATA = {"regimes": TWO, "levers": {"alignment": [0, 1]}, "uncertainties": {"winter": [0, 0.5, 1]}, "runs": 7, "seed": 5}


def all_changes(one):
    return [one.changes(point) for point in range(one.points)]


def test_points_come_from_a_file_and_its_levers_are_named(tmp_path):
    (tmp_path / "points.csv").write_text("winter,leadership,hunters\n0.5,chief,8\n 1 ,none,10\n")
    (tmp_path / "design.toml").write_text('[design]\nkind="points"\nfile="points.csv"\nlevers=["leadership"]\n')
    design = read_design(tmp_path / "design.toml")
    assert (list(design.levers), list(design.uncertainties)) == (["leadership"], ["winter", "hunters"])
    assert all_changes(Plan(design)) == [
        {"leadership": "chief", "winter": 0.5, "hunters": 8},
        {"leadership": "none", "winter": 1.0, "hunters": 10},
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_design_survives_being_written_to_a_manifest(kind, tmp_path):
    laid = {"kind": kind}
    data = {"regimes": TWO, "levers": {"leadership": ["none", "chief"]}, "uncertainties": {"small_game": [0.6, 2.4]}}
    if kind in ("latin-hypercube", "sobol", "morris", "saltelli"):
        data["uncertainties"] = {"small_game": RANGE, "hunters": {"low": 6, "high": 9}}
        laid |= {"trajectories" if kind == "morris" else "points": 4}
    if kind == "points":
        (tmp_path / "p.csv").write_text("winter,form\n0,piece\n1,quota\n")
        laid["file"] = "p.csv"
        del data["levers"], data["uncertainties"]
    design = design_of(data | {"design": laid, "series": {"every": 5}}, "it", tmp_path)
    again = restored(json.loads(json.dumps(design.plain())))
    assert again == design
    assert again.digest() == design.digest()
    assert all_changes(Plan(again)) == all_changes(Plan(design))


def test_other_words_do_not_make_another_design_but_other_numbers_do():
    base = design_of(DATA)
    assert design_of(DATA | {"title": "Other words"}).digest() == base.digest()
    for change in ({"seed": 6}, {"runs": 8}, {"seeds": "worlds"}, {"regimes": TWO[::-1]}, {"settings": {"days": 90}}):
        assert design_of(DATA | change).digest() != base.digest(), change


@each("what", WRONG)
def test_what_is_wrong_with_a_design_is_one_sentence(what, tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "design.toml").write_text(WRONG[what])
    with pytest.raises(HuntError) as refused:
        read_design(tmp_path / "design.toml")
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.rstrip().endswith((".", "?")), sentence
    assert 20 < len(sentence) < 600, sentence


@each("name", ["design.csv", "design", "nowhere.toml", "nowhere/manifest.json"])
def test_a_file_that_is_no_design_is_refused(name, tmp_path):
    with pytest.raises(HuntError, match=r"nowhere|design"):
        read_design(tmp_path / name)


def test_an_edited_manifest_is_refused(tmp_path):
    design = design_of(DATA)
    whole = manifest_of(design, "source", Plan(design).chunks)
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(whole))
    assert read_design(file) == design
    file.write_text(json.dumps(whole | {"design": whole["design"] | {"runs": 4}}))
    with pytest.raises(HuntError, match=r"was edited: its digest is not that of its design"):
        read_design(file)
    file.write_text(json.dumps(whole | {"format": 2}))
    with pytest.raises(HuntError, match=r"has format 2, and this version reads format 1"):
        read_design(file)


def test_files_that_a_design_names_lie_next_to_it(tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub" / "mine.toml").write_text('title="Mine"\nwords="Mine."\n[settings]\nshared=0.2\n')
    (tmp_path / "sub" / "place.toml").write_text(SCENARIO)
    (tmp_path / "sub" / "d.toml").write_text('regimes=["mine.toml", "none"]\nscenarios=["place.toml"]\n')
    design = read_design("sub/d.toml")
    assert design.regimes == ("mine.toml", "none"), "called as they are called in the design, wherever it lies"
    assert design.arms["place.toml", "mine.toml"].shared == 0.2
    (tmp_path / "there.toml").write_text(REGIME)
    assert design_of({"regimes": ["there.toml"]}).arms["default-valley", "there.toml"].shared == 0.5


def test_a_design_comes_through_a_pipe(tmp_path, monkeypatch):
    text = 'regimes = ["none"]\nruns = 4\n'
    for said in (text, json.dumps(manifest_of(design_of({"regimes": ["none"], "runs": 4}), "source", 1))):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(said.encode())))
        assert read_design("-") == design_of({"regimes": ["none"], "runs": 4})
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor(1) as writer:
        writer.submit((tmp_path / "pipe").write_text, text)
        assert read_design(tmp_path / "pipe").runs == 4
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"[levers")))
    with pytest.raises(HuntError, match=r"standard input is not valid TOML"):
        read_design("-")


def test_numbers_by_day_may_still_be_called_measures():
    old, new = (design_of({"series": {name: ["alive"], "every": 10}}) for name in ("measures", "numbers"))
    assert old == new
    assert old.digest() == new.digest()


SERIES = pd.Series([0.0, 0.5, 1.0])


@each(
    ("given", "meant"),
    [
        ({"levers": {"alignment": (0, 1)}}, {"levers": {"alignment": [0, 1]}}),
        ({"levers": {"needed": range(2, 5)}}, {"levers": {"needed": [2, 3, 4]}}),
        ({"levers": {"alignment": np.linspace(0, 1, 3)}}, {"levers": {"alignment": [0, 0.5, 1]}}),
        ({"levers": {"needed": np.arange(2, 5)}}, {"levers": {"needed": [2, 3, 4]}}),
        ({"levers": {"alignment": SERIES}}, {"levers": {"alignment": [0, 0.5, 1]}}),
        ({"levers": {"alignment": (one for one in (0, 1))}}, {"levers": {"alignment": [0, 1]}}),
        (
            {"levers": {"alignment": {"low": np.float64(0), "high": np.float32(1), "steps": np.int64(3)}}},
            {"levers": {"alignment": [0, 0.5, 1]}},
        ),
        ({"regimes": tuple(TWO)}, {"regimes": TWO}),
        ({"regimes": np.array(TWO)}, {"regimes": TWO}),
        ({"regimes": {one: 1 for one in TWO}.keys()}, {"regimes": TWO}),
        ({"regimes": "none"}, {"regimes": ["none"]}),
        ({"runs": np.int64(3), "seed": np.int64(4)}, {"runs": 3, "seed": 4}),
        ({"runs": 1e3}, {"runs": 1000}),
        ({"settings": {"days": np.int64(30)}}, {"settings": {"days": 30}}),
    ],
)
def test_what_a_scientist_has_in_hand_means_what_a_file_would_say(given, meant):
    assert design_of(given) == design_of(meant)


@each(
    ("given", "says"),
    [
        ({"levers": {"alignment": {0, 1}}}, "must be a list of values"),
        ({"levers": {"alignment": "01"}}, "alignment = '01'"),
        ({"runs": "3"}, "runs = '3'"),
        ({"runs": True}, "runs = True"),
        ({"seed": [1, 2]}, "seed = "),
        (None, "is no design"),
        (3, "is no design"),
        ("nowhere.toml", "nowhere.toml cannot be read"),
        (Path("nowhere.toml"), "nowhere.toml cannot be read"),
    ],
)
def test_what_could_mean_several_things_is_refused(given, says):
    with pytest.raises(HuntError, match=says):
        design_of(given)


@each(
    ("steps", "says"),
    [(7, "has no 7 different whole numbers there; write steps = 4 or fewer"), (3, "write steps = 2 or 4, or list")],
)
def test_steps_between_whole_numbers_are_refused(steps, says):
    with pytest.raises(HuntError, match=says):
        design_of({"levers": {"needed": {"low": 2, "high": 5, "steps": steps}}})


def test_a_million_values_are_looked_at_within_seconds():
    start = time.monotonic()
    values = np.linspace(0.0, 1.0, 900_000)
    design = design_of({"levers": {"alignment": values}})
    assert Plan(design).points == 900_000
    assert design.digest()
    for wrong in (values + 0.1, np.append(values, np.nan), np.append(values, 0.0)):
        with pytest.raises(HuntError, match=r"is not allowed|twice"):
            design_of({"levers": {"alignment": wrong}})
    assert time.monotonic() - start < 60.0, "a second or two each on an idle machine"


@each("text", ["", "{", "[]", "3", "{}", '{"design": {}}', '{"design": {"design": 3}}', "[" * 3000])
def test_a_damaged_manifest_is_refused(text, tmp_path):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(HuntError, match=r"is no manifest"):
        read_design(tmp_path / "manifest.json")


names = st.sampled_from([*FIELDS, "nobody", "", "low"])


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["chief", "piece", "own-product", "default-valley", *KINDS, *PAIRINGS, *NUMBERS[:4]]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["low", "high", "steps", "log", "values"]), inner, max_size=4)
    ),
    max_leaves=8,
)


ranges = st.fixed_dictionaries(
    {"low": st.integers(-1, 3) | st.floats(0, 2), "high": st.integers(0, 9) | st.floats(0, 9)},
    optional={"steps": st.integers(-1, 5), "log": st.booleans()},
)


factors = st.dictionaries(
    names, ranges | st.lists(st.integers(0, 4) | st.floats(0, 1), max_size=3) | values, max_size=2
)


designs = st.fixed_dictionaries(
    {},
    optional={
        "title": values,
        "scenarios": st.just(["default-valley", "strangers"]) | values,
        "regimes": st.just(TWO) | values,
        "runs": st.integers(1, 9) | values,
        "seed": st.integers(0, 9) | values,
        "seeds": st.sampled_from(PAIRINGS) | values,
        "chunk": st.integers(1, 50) | values,
        "settings": st.dictionaries(names, values, max_size=2) | values,
        "levers": factors | values,
        "uncertainties": factors | values,
        "design": st.fixed_dictionaries(
            {},
            optional={
                "kind": st.sampled_from(KINDS) | values,
                "points": st.sampled_from([2, 3, 4, 8]) | values,
                "trajectories": st.integers(2, 4) | values,
                "levels": st.sampled_from([2, 4]) | values,
                "seed": st.integers(0, 3) | values,
                "file": values,
                "levers": values,
            },
        )
        | values,
        "stop": st.fixed_dictionaries(
            {},
            optional={
                "measure": st.sampled_from(NUMBERS) | values,
                "half_width": st.floats(0, 1) | values,
                "level": values,
                "on": st.sampled_from(["mean", "difference"]) | values,
                "start": st.integers(0, 30) | values,
                "block": st.integers(0, 30) | values,
                "most": st.integers(0, 60) | values,
            },
        )
        | values,
        "series": st.fixed_dictionaries({}, optional={"numbers": values, "every": values}) | values,
    },
)


def accepted(data):
    """Return the design that data say, or None where they are refused in one line."""
    try:
        return design_of(data)
    except HuntError as error:
        if "\n" in str(error):
            raise
        return None


@settings(max_examples=70)
@given(data=designs)
def test_no_design_at_all_ends_in_a_traceback(data):
    design = accepted(data)
    if design is None:
        return
    one = Plan(design)
    assert one.chunks > 0
    for chunk in {0, one.chunks - 1}:
        assert one.rows(chunk) > 0
        assert one.job(chunk).runs > 0


@settings(max_examples=100)
@given(text=st.text(max_size=60) | st.lists(st.sampled_from(list(WRONG.values())), max_size=3).map("\n".join))
def test_no_text_at_all_ends_in_a_traceback(text):
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    design = accepted(data)
    assert design is None or Plan(design).chunks > 0


def test_a_table_with_semicolons_says_so(tmp_path):
    """As spreadsheets save it in half of Europe."""
    (tmp_path / "points.csv").write_bytes(FILES["semicolons.csv"])
    (tmp_path / "design.toml").write_text('[design]\nkind="points"\nfile="points.csv"\n')
    with pytest.raises(HuntError, match=r"'winter;kappa' is one name; write commas between columns and points in"):
        read_design(tmp_path / "design.toml")
