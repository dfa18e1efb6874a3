"""A design file: whatever is wrong with it is one sentence, and a design survives being written down."""

import json
import tomllib

import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st
from wrong_designs import FILES, WRONG

from experiments.sweeps.design import KINDS, PAIRINGS
from experiments.sweeps.parse_design import design_of, read_design, restored
from experiments.sweeps.plan import Plan
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
    if kind in ("morris", "saltelli"):
        pytest.importorskip("SALib", reason="this kind needs SALib (the extra 'sensitivity')")
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
        "series": st.fixed_dictionaries({}, optional={"measures": values, "every": values}) | values,
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
