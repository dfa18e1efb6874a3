"""Any command line and any file is answered: with a result, or with one sentence."""

import json
import tomllib

import pytest
from command_line import REGIME, SCENARIO, assert_refused, hunt, strictly
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario_ids
from hunt.narrator import skin_ids

pytestmark = pytest.mark.usefixtures("compiled")

JUNK = st.text(st.characters(exclude_characters="\0"), max_size=12)
NUMBERS = st.sampled_from(["0", "1", "2", "3", "9", "-1", "1e3", "nan", "inf", "", "2.0", "1_0", "٣", "9" * 30])
FILES = st.sampled_from(["no.toml", ".toml", "/.toml", "~/a.toml", "a\0b.toml", "//", "x" * 300 + ".toml"])
SETTINGS = st.builds(
    lambda name, equals, value: f"{name}{equals}{value}",
    st.sampled_from([*FIELDS, "huntres", ""]),
    st.sampled_from(["=", "=", "=", " = ", "", "=="]),
    NUMBERS | JUNK | (st.floats() | st.integers()).map(str) | st.sampled_from(["piece", "chief", "[1]", "[0,0,0,0,1]"]),
)
VALUES = {
    "--scenario": st.sampled_from(scenario_ids()) | JUNK | FILES,
    "--regime": st.sampled_from(regime_ids()) | JUNK | FILES,
    "--regimes": st.lists(st.sampled_from(regime_ids()) | JUNK | FILES, max_size=3).map(",".join),
    "--seed": NUMBERS | JUNK | st.integers().map(str),
    "--runs": st.sampled_from(["2", "3"]) | NUMBERS | JUNK,
    "--flip-runs": st.sampled_from(["0", "0", "0", "1", "-1", "x"]),
    "--workers": NUMBERS | JUNK,
    "--most": NUMBERS | JUNK,
    "--skin": st.sampled_from(skin_ids()) | JUNK | FILES,
    "--change": st.sampled_from(["3:review=1", "2:regime=none", "1:force=0/rest"]) | JUNK,
    "--set": SETTINGS,
}
ACTIONS = {
    "run": ("--scenario", "--regime", "--seed", "--set", "--skin", "--most", "--change"),
    "compare": ("--scenario", "--regimes", "--runs", "--seed", "--set", "--flip-runs", "--workers"),
    "scenarios": (),
    "regimes": (),
    "skins": (),
    "parameters": (),
    "measures": (),
}
TINY = {  # last, so that whatever else is given stays small
    "run": ["--set", "hunters=3", "--set", "days=4", "--set", "width=9", "--set", "height=9"],
    "compare": ["--set", "hunters=3", "--set", "days=4", "--set", "width=9", "--set", "height=9", "--flip-runs", "0"],
}


@st.composite
def command_lines(draw):
    """Draw a command line: mostly as the help says, sometimes with junk anywhere in it."""
    command = draw(st.sampled_from(list(ACTIONS)))
    words = [command]
    known = ACTIONS[command] if draw(st.booleans()) else tuple(VALUES)
    for option in draw(st.lists(st.sampled_from(known), max_size=4)) if known else ():
        words += [option, draw(VALUES[option])]
    if draw(st.booleans()):
        words.append("--json")
    for word in draw(st.lists(JUNK | st.sampled_from(["--", "-", "--help", "--set", "-h", "--json=1"]), max_size=1)):
        words.insert(draw(st.integers(0, len(words))), word)
    return words + TINY.get(command, [])


def assert_answered(call, argv):
    assert call.code in (0, 2), (argv, call)
    assert "Traceback" not in call.err + call.out
    if call.code == 2:
        assert_refused(call, ".")
    else:
        assert call.err == ""
        assert call.out
        if "--json" in argv and "--" not in argv and not {"-h", "--help"} & set(argv):
            strictly(call.out)


@settings(max_examples=60)
@given(command_lines())
@example(["run", "--scenario", "\udcff.toml"])
@example(["compare", "--regimes", "none,ranking", "--seed", str(2**63 - 5), "--runs", "5", *TINY["compare"]])
@example(["compare", "--runs", "20000000", "--flip-runs", "20000000"])
def test_any_command_line_is_answered(argv):
    assert_answered(hunt(*argv), argv)


def toml_of(value):
    """Write a value of the kinds drawn below as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {toml_of(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_of, value)) + "]"
    if isinstance(value, str | bool):
        return json.dumps(value).replace("\\ud", "\\u00d")  # TOML knows no halves of characters
    return str(value)


LEAVES = st.booleans() | st.integers() | st.floats() | JUNK | st.sampled_from([0, 1, 0.5, 10**400])
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(JUNK, inner, max_size=3), max_leaves=6
)
GOOD = {"--regime": tomllib.loads(REGIME), "--scenario": tomllib.loads(SCENARIO)}


@st.composite
def almost_good(draw, option):
    """Draw a good file in which some value, anywhere, is anything, some name is another, or something is missing."""
    data = json.loads(json.dumps(GOOD[option]))
    for _ in range(draw(st.integers(0, 2))):
        inside = draw(st.sampled_from([data, *(one for one in data.values() if isinstance(one, dict))]))
        names = [*inside, *FIELDS] if inside is data.get("settings") else list(inside)
        name = draw(st.sampled_from(names)) if names else "x"
        what = draw(st.sampled_from(["another value", "another name", "missing"]))
        if what == "another value":
            inside[name] = draw(ANYTHING)
        elif name in inside:
            value = inside.pop(name)
            if what == "another name":
                inside[draw(JUNK)] = value
    return "\n".join(f"{json.dumps(name)} = {toml_of(value)}" for name, value in data.items())


@settings(max_examples=120)
@given(option=st.sampled_from(list(GOOD)), data=st.data())
def test_any_file_is_read_or_refused(option, tmp_path_factory, data):
    text = data.draw(almost_good(option) | JUNK | st.binary(max_size=30), label="text")
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    argv = ["run", option, str(file), *TINY["run"]]
    assert_answered(hunt(*argv), argv)
