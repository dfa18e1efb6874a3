"""Designs: what each kind lays, which seeds run where, and that whatever is wrong is said in one sentence."""

import json
import tomllib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.sweeps.design import KINDS, PAIRINGS, Factor
from experiments.sweeps.parse_design import MEASURED, design_of, read_design, restored
from experiments.sweeps.plan import Plan
from experiments.sweeps.sampling import scaled
from hunt.catalogue.parameters import FIELDS
from hunt.errors import HuntError

TWO = ["own-product", "shared-survival"]
RANGE = {"low": 0.6, "high": 2.4}


def plan(**data):
    return Plan(design_of(data))


def all_changes(one):
    return [one.changes(point) for point in range(one.points)]


# --- what is laid -----------------------------------------------------------------------------------------------


def test_a_factorial_crosses_all_values_and_the_last_factor_turns_fastest():
    one = plan(levers={"coupling": [0, 1]}, uncertainties={"winter": [0, 0.5, 1]})
    assert all_changes(one) == [{"coupling": c, "winter": w} for c in (0.0, 1.0) for w in (0.0, 0.5, 1.0)]


def test_one_at_a_time_moves_one_factor_from_the_base():
    one = plan(design={"kind": "one-at-a-time"}, levers={"coupling": [0, 1]}, uncertainties={"winter": [0.5]})
    assert all_changes(one) == [{}, {"coupling": 0.0}, {"coupling": 1.0}, {"winter": 0.5}]


def test_steps_are_even_and_both_ends_are_in():
    assert [c["winter"] for c in all_changes(plan(levers={"winter": {"low": 0, "high": 1, "steps": 5}}))] == [
        0.0, 0.25, 0.5, 0.75, 1.0,
    ]  # fmt: skip
    logs = all_changes(plan(levers={"kappa": {"low": 0.1, "high": 10, "steps": 3, "log": True}}))
    assert [c["kappa"] for c in logs] == [0.1, 1.0, 10.0]
    whole = all_changes(plan(levers={"hunters": {"low": 6, "high": 8, "steps": 5}}))
    assert [c["hunters"] for c in whole] == [6, 7, 8]


def test_a_latin_hypercube_has_one_point_in_every_slice_of_every_factor():
    one = plan(
        design={"kind": "latin-hypercube", "points": 16},
        uncertainties={"small_game": RANGE, "winter": {"low": 0, "high": 1}},
    )
    for name, low, width in (("small_game", 0.6, 1.8), ("winter", 0.0, 1.0)):
        at = [(c[name] - low) / width for c in all_changes(one)]
        assert sorted(int(16 * u) for u in at) == list(range(16))


def test_sobol_points_halve_every_factor_evenly():
    one = plan(
        design={"kind": "sobol", "points": 32}, uncertainties={"small_game": RANGE, "winter": {"low": 0, "high": 1}}
    )
    at = np.array([[c["small_game"], c["winter"]] for c in all_changes(one)])
    assert ((at[:, 0] < 1.5).sum(), (at[:, 1] < 0.5).sum()) == (16, 16)
    assert ((at[:, 0] < 1.5) & (at[:, 1] < 0.5)).sum() == 8


def test_levers_are_crossed_with_the_same_sampled_worlds():
    one = plan(
        design={"kind": "latin-hypercube", "points": 5},
        levers={"leadership": ["none", "chief"]},
        uncertainties={"small_game": RANGE},
    )
    rows = all_changes(one)
    assert [row["leadership"] for row in rows] == ["none", "chief"] * 5
    assert [row["small_game"] for row in rows[::2]] == [row["small_game"] for row in rows[1::2]]
    assert [one.world(point) for point in range(10)] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_morris_moves_one_factor_a_step():
    pytest.importorskip("SALib", reason="Morris designs need SALib (the extra 'sensitivity')")
    one = plan(
        design={"kind": "morris", "trajectories": 4},
        uncertainties={"small_game": RANGE, "winter": {"low": 0, "high": 1}},
    )
    rows = all_changes(one)
    assert len(rows) == 4 * 3
    for start in range(0, 12, 3):
        for a, b in ((start, start + 1), (start + 1, start + 2)):
            assert sum(rows[a][name] != rows[b][name] for name in rows[a]) == 1


def test_points_come_from_a_file_and_levers_are_named_apart(tmp_path):
    (tmp_path / "points.csv").write_text("winter,leadership,hunters\n0.5,chief,8\n 1 ,none,10\n")
    (tmp_path / "design.toml").write_text('[design]\nkind="points"\nfile="points.csv"\nlevers=["leadership"]\n')
    design = read_design(tmp_path / "design.toml")
    assert (list(design.levers), list(design.uncertainties)) == (["leadership"], ["winter", "hunters"])
    assert all_changes(Plan(design)) == [
        {"leadership": "chief", "winter": 0.5, "hunters": 8},
        {"leadership": "none", "winter": 1.0, "hunters": 10},
    ]


@given(u=st.floats(0, 1))
def test_a_range_is_never_left(u):
    assert 6 <= scaled("hunters", Factor(low=6, high=9), u) <= 9
    assert 0.1 <= scaled("kappa", Factor(low=0.1, high=10, log=True), u) <= 10
    assert 0.6 <= scaled("small_game", Factor(low=0.6, high=2.4), u) <= 2.4


# --- seeds and chunks -------------------------------------------------------------------------------------------


def seeds(one):
    """Return the seeds of every cell, by point and arm."""
    found = {}
    for chunk in range(one.chunks):
        job = one.job(chunk)
        for cell in job.cells:
            found.setdefault((cell.point, cell.arm), []).extend(
                range(cell.seed + job.first, cell.seed + job.first + job.runs)
            )
    return found


DATA = {"regimes": TWO, "levers": {"coupling": [0, 1]}, "uncertainties": {"winter": [0, 0.5, 1]}, "runs": 7, "seed": 5}


@pytest.mark.parametrize("chunk", [1, 2, 3, 14, 15, 30, 500])
def test_every_run_is_in_one_chunk_and_the_seed_knows_no_chunk(chunk):
    found = seeds(plan(**DATA, chunk=chunk))
    assert found == {(point, arm): list(range(5, 12)) for point in range(6) for arm in range(2)}
    one = plan(**DATA, chunk=chunk)
    assert sum(one.rows(k) for k in range(one.chunks)) == one.all_rows() == 84
    assert all(len(one.job(k).cells) % 2 == 0 for k in range(one.chunks)), "pairs are never torn apart"


def test_worlds_have_seeds_of_their_own_shared_by_levers_and_regimes():
    found = seeds(plan(**DATA, seeds="worlds"))
    for (point, arm), own in found.items():
        world = point % 3
        assert own == list(range(5 + 7 * world, 12 + 7 * world)), (point, arm)


def test_independent_runs_share_no_seed():
    found = seeds(plan(**DATA, seeds="independent"))
    everything = [seed for own in found.values() for seed in own]
    assert len(set(everything)) == len(everything) == 84


def test_blocks_of_adaptive_stopping_follow_each_other():
    one = plan(regimes=TWO, stop={"measure": "kpi", "half_width": 0.1, "start": 20, "block": 30, "most": 90})
    assert [list(one.block(k).runs)[:: max(1, one.rows(k) // 2 - 1)] for k in range(one.chunks)] == [
        [0, 19], [20, 49], [50, 79], [80, 89],
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_design_survives_being_written_down(kind, tmp_path):
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


def test_words_do_not_make_another_design_and_numbers_do():
    base = design_of(DATA)
    assert design_of(DATA | {"title": "Other words"}).digest() == base.digest()
    for change in ({"seed": 6}, {"runs": 8}, {"seeds": "worlds"}, {"regimes": TWO[::-1]}, {"settings": {"days": 90}}):
        assert design_of(DATA | change).digest() != base.digest(), change


# --- what is wrong is said in one sentence ------------------------------------------------------------------------

SAMPLED = '[design]\nkind="sobol"\n'
WRONG = {
    "no toml": "levers = [",
    "a line nobody reads": "replicates = 5",
    "a table nobody reads": "[factors]\ncoupling=[0]",
    "runs of 0": "runs = 0",
    "runs of half": "runs = 1.5",
    "runs as text": 'runs = "many"',
    "runs as true": "runs = true",
    "too many runs": "runs = 100000000000",
    "a negative seed": "seed = -1",
    "a seed too large": "seed = 9223372036854775808",
    "no room for seeds": "seed = 9223372036854775807\nruns = 3\n[levers]\nwinter=[0,1]",
    "seeds of no kind": 'seeds = "same"',
    "no room for seeds without a factor": "seed = 9223372036854775807\nruns = 3",
    "a chunk of 0": "chunk = 0",
    "a chunk too large": "chunk = 1000000000",
    "an unknown regime": 'regimes = ["own-produkt"]',
    "no regime": "regimes = []",
    "a regime twice": 'regimes = ["none", "none"]',
    "a regime as number": "regimes = [3]",
    "regimes as a table": "[regimes]\na=1",
    "an unknown scenario": 'scenarios = "moon"',
    "a scenario file that is not there": 'scenarios = ["nowhere.toml"]',
    "a title as number": "title = 3",
    "a question as list": "question = []",
    "settings as a number": "settings = 3",
    "an unknown setting": "[settings]\nhunter = 3",
    "a setting out of range": "[settings]\nhunters = 1000",
    "a setting of the wrong type": '[settings]\nhunters = "many"',
    "a setting as a date": "[settings]\nhunters = 2020-01-01",
    "levers as a list": "levers = [1]",
    "an unknown lever": "[levers]\nkapa = [1]",
    "a lever as a number": "[levers]\nkappa = 1",
    "a lever of no values": "[levers]\nkappa = []",
    "a lever as text": '[levers]\nkappa = "1,2"',
    "a value out of range": "[levers]\nkappa = [1, 99]",
    "a value of the wrong type": '[levers]\nkappa = [1, "x"]',
    "a value twice": "[levers]\nkappa = [1, 1.0]",
    "not a number": "[levers]\nkappa = [nan]",
    "an infinite value": "[levers]\nkappa = [inf]",
    "half a hunter": "[levers]\nhunters = [8.5]",
    "an unknown word": '[levers]\nleadership = ["king"]',
    "the pay table as a factor": "[levers]\ntable = [1]",
    "a list of lists": "[levers]\nkappa = [[1]]",
    "a factor twice": "[levers]\nkappa=[1]\n[uncertainties]\nkappa=[2]",
    "a factor that is a setting": "[settings]\nkappa=1\n[levers]\nkappa=[2]",
    "a range without steps": "[levers]\nkappa = {low=0, high=1}",
    "a range without an end": "[levers]\nkappa = {low=0, steps=3}",
    "a range of text": '[levers]\nkappa = {low="a", high=1, steps=3}',
    "a range to infinity": "[levers]\nkappa = {low=0, high=inf, steps=3}",
    "a range upside down": "[levers]\nkappa = {low=2, high=1, steps=3}",
    "a range out of range": "[levers]\nkappa = {low=0, high=1000, steps=3}",
    "a range of one step": "[levers]\nkappa = {low=0, high=1, steps=1}",
    "a range with a line nobody reads": "[levers]\nkappa = {low=0, high=1, step=3}",
    "a range of words": "[levers]\nleadership = {low=0, high=1, steps=2}",
    "a logarithm of nothing": "[levers]\nkappa = {low=0, high=1, steps=3, log=true}",
    "a logarithm as text": '[levers]\nkappa = {low=1, high=2, steps=3, log="yes"}',
    "a range of half hunters": "[levers]\nhunters = {low=6.5, high=8, steps=2}",
    "steps where sampled": SAMPLED + "[levers]\nkappa = {low=0, high=1, steps=3}",
    "an unknown kind": '[design]\nkind = "random"',
    "a kind as number": "[design]\nkind = 3",
    "sampling without a range": SAMPLED + "[levers]\nkappa=[1]",
    "sampling without a factor": SAMPLED,
    "sobol of 100 points": '[design]\nkind="sobol"\npoints=100\n[levers]\nkappa={low=0,high=1}',
    "points for a factorial": "[design]\npoints=10\n[levers]\nkappa=[1]",
    "points for morris": '[design]\nkind="morris"\npoints=10\n[levers]\nkappa={low=0,high=1}',
    "trajectories for sobol": '[design]\nkind="sobol"\ntrajectories=10\n[levers]\nkappa={low=0,high=1}',
    "odd levels": '[design]\nkind="morris"\nlevels=5\n[levers]\nkappa={low=0,high=1}',
    "levels for sobol": '[design]\nkind="sobol"\nlevels=4\n[levers]\nkappa={low=0,high=1}',
    "one point": '[design]\nkind="latin-hypercube"\npoints=1\n[levers]\nkappa={low=0,high=1}',
    "a bad sampling seed": '[design]\nkind="sobol"\nseed=-3\n[levers]\nkappa={low=0,high=1}',
    "too many points": "[levers]\n"
    + "\n".join(f"{n} = {{low=0, high=1, steps=100}}" for n in ("kappa", "winter", "coupling", "volatility")),
    "points without a file": '[design]\nkind="points"',
    "points from nowhere": '[design]\nkind="points"\nfile="nowhere.csv"',
    "points and levers": '[design]\nkind="points"\nfile="good.csv"\n[levers]\nkappa=[1]',
    "points of a folder": '[design]\nkind="points"\nfile="."',
    "points with an empty file": '[design]\nkind="points"\nfile="empty.csv"',
    "points with an unknown head": '[design]\nkind="points"\nfile="head.csv"',
    "points with a short line": '[design]\nkind="points"\nfile="short.csv"',
    "points out of range": '[design]\nkind="points"\nfile="range.csv"',
    "points with a head said twice": '[design]\nkind="points"\nfile="twice.csv"',
    "points that are no text": '[design]\nkind="points"\nfile="bytes.csv"',
    "points that lack a named lever": '[design]\nkind="points"\nfile="good.csv"\nlevers=["kappa"]',
    "a file for a factorial": '[design]\nfile="good.csv"',
    "a combination that is not allowed": "[levers]\nreserve_low=[20, 40]\nreserve_high=[30]",
    "stop and runs": "runs=5\n[stop]\nmeasure='kpi'\nhalf_width=0.1",
    "stop without a measure": "[stop]\nhalf_width=0.1",
    "stop on an unknown measure": "[stop]\nmeasure='happiness'\nhalf_width=0.1",
    "stop on a word": "[stop]\nmeasure='ended'\nhalf_width=0.1",
    "stop without a width": "[stop]\nmeasure='kpi'",
    "stop at no width": "[stop]\nmeasure='kpi'\nhalf_width=0",
    "stop at a width of nan": "[stop]\nmeasure='kpi'\nhalf_width=nan",
    "stop with certainty": "[stop]\nmeasure='kpi'\nhalf_width=0.1\nlevel=1.0",
    "stop at the start": "[stop]\nmeasure='kpi'\nhalf_width=0.1\nstart=50\nmost=20",
    "stop after three": "[stop]\nmeasure='kpi'\nhalf_width=0.1\nstart=3",
    "stop on the difference of one": "[stop]\nmeasure='kpi'\nhalf_width=0.1\non='difference'",
    "stop as text": "stop = 'early'",
    "series of an unknown measure": "[series]\nmeasures=['mood']",
    "series every 0 days": "[series]\nevery=0",
    "series beyond the year": "[series]\nevery=1000",
    "series as a list": "series = ['store']",
}
FILES = {
    "good.csv": b"winter\n0\n1\n",
    "empty.csv": b"",
    "head.csv": b"wintr\n0\n",
    "short.csv": b"winter,kappa\n0\n",
    "range.csv": b"winter\n7\n",
    "twice.csv": b"winter,winter\n0,1\n",
    "bytes.csv": b"winter\n\xff\xfe\n",
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_a_design_is_one_sentence(what, tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "design.toml").write_text(WRONG[what])
    with pytest.raises(HuntError) as told:
        read_design(tmp_path / "design.toml")
    sentence = str(told.value)
    assert "\n" not in sentence
    assert sentence.rstrip().endswith((".", "?")), sentence
    assert 20 < len(sentence) < 600, sentence


def test_there_are_at_least_sixty_kinds_of_wrong():
    assert len(WRONG) >= 60


@pytest.mark.parametrize("name", ["design.csv", "design", "nowhere.toml", "nowhere/manifest.json"])
def test_a_file_that_is_no_design_is_named(name, tmp_path):
    with pytest.raises(HuntError, match=r"nowhere|design"):
        read_design(tmp_path / name)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "{}", '{"design": {}}', '{"design": {"design": 3}}', "[" * 3000])
def test_a_torn_manifest_is_named(text, tmp_path):
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
    | st.sampled_from(["chief", "piece", "own-product", "default-valley", *KINDS, *PAIRINGS, *MEASURED[:4]]),
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
                "measure": st.sampled_from(MEASURED) | values,
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


@settings(max_examples=300)
@given(data=designs)
def test_no_design_whatsoever_ends_in_a_traceback(data):
    design = accepted(data)
    if design is None:
        return
    one = Plan(design)
    assert one.chunks > 0
    for chunk in {0, one.chunks - 1}:
        assert one.rows(chunk) > 0
        assert one.job(chunk).runs > 0


@settings(max_examples=200)
@given(text=st.text(max_size=60) | st.lists(st.sampled_from(list(WRONG.values())), max_size=3).map("\n".join))
def test_no_text_whatsoever_ends_in_a_traceback(text):
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    design = accepted(data)
    assert design is None or Plan(design).chunks > 0
