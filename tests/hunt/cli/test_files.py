"""Regimes and scenarios from files of the user: read, read again, or refused in one sentence."""

from pathlib import Path

import pytest
from cases import each
from command_line import REGIME, SCENARIO, SMALL, assert_refused, hunt, nothing_compiled, strictly

from hunt.catalogue.parameters import Parameters
from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import scenario
from hunt.vocabulary import Action, Skill

pytestmark = pytest.mark.usefixtures("compiled")

ROW = ", ".join(["1", *["0"] * (len(Action) - 1)])
WHOLE_TABLE = "table = [" + ", ".join([f"[{ROW}]"] * len(Skill)) + "]"
PRAISES = "{ person = 0.25, outcome = 0.75 }"

BAD_REGIMES = [
    ("title = ", "is not valid TOML: Invalid value"),
    (REGIME + "[settings]", "is not valid TOML"),
    (REGIME + "x = 1979-13-01", "is not valid TOML"),
    (REGIME.replace("0.5", "[" * 5000), "cannot be read as TOML|not valid TOML"),
    (REGIME.replace("0.5", "9" * 5000), "cannot be read as TOML|shared"),
    (REGIME.replace("0.5", "0x" + "f" * 5000), "shared = a number of thousands of digits"),
    (REGIME.replace('"Mine"', "3"), "needs a line title"),
    (REGIME.replace('"Mine"', '" "'), "needs a line title"),
    (REGIME.replace("title", "name"), r"says 'name', which is not known here; known are title, words, settings"),
    (REGIME.replace("title", "titel"), r"says 'titel', .* did you mean title\?"),
    ("", "needs a line title"),
    ('title = "a"', "needs a line words"),
    (REGIME.replace("[settings]", "[[settings]]"), "settings must be a table"),
    ('title = "a"\nwords = "b"\nsettings = 3', "settings must be a table"),
    (REGIME.replace("shared", "hunters"), "sets 'hunters', .* a regime sets kappa, shared"),
    (REGIME.replace("shared", "shard"), r"sets 'shard', .* did you mean shared\?"),
    (REGIME.replace("0.5", '"half"'), "shared = 'half' is not allowed"),
    (REGIME.replace("0.5", "true"), "shared = True is not allowed"),
    (REGIME.replace("0.5", "1979-05-27"), "shared = datetime.date"),
    (REGIME.replace("person", "persona"), r"praises 'persona', .* did you mean person\?"),
    (REGIME.replace("0.25", "0.5"), "praises adds up to 1.25; it must add up to 1"),
    (REGIME.replace("0.25", '"much"'), "praises = .*'much'"),
    (REGIME.replace(PRAISES, '"all"'), "praises = 'all'"),
    (REGIME.replace(PRAISES, "[1.0, 0]"), r"praises = \[1.0, 0\] .* 5 numbers"),
    (REGIME.replace(PRAISES, "{}"), "praises adds up to 0"),
    (REGIME + WHOLE_TABLE.replace("1", "0.5", 1), "is worth 0.5; it must be 1"),
    (REGIME + "table = [[1, 2], [3]]", "table = "),
    (REGIME + "table.scout = { track = 1.0 }", r"pays 'scout', .* known are track, drive, strike, keep"),
    (REGIME + "table.track = { scot = 1.0 }", r"pays 'scot', .* did you mean scout\?"),
    (REGIME + "table.track = 1.0", "table.track must give a share for each action"),
    (REGIME + 'form = "salary"', "form = 'salary'"),
]
BAD_SCENARIOS = [
    ("[settings", "is not valid TOML"),
    ("", "needs a line title|needs a table"),
    (SCENARIO.replace("title", "tittle", 1), r"says 'tittle', .* did you mean title\?"),
    (SCENARIO.replace("question", "why"), "says 'why', which is not known here"),
    (SCENARIO.replace('"What do six hunters do?"', "6"), "needs a line question"),
    (SCENARIO.replace("strangers", "stranger"), r"no scenario named 'stranger'; .* Did you mean strangers\?"),
    (SCENARIO.replace('"strangers"', "3"), "needs a line counter"),
    (SCENARIO.replace('["A11"]', "[11]"), "sources must be a list of texts"),
    (SCENARIO.replace('["A11"]', "3"), "sources must be a list of texts"),
    (SCENARIO.replace('"Try seven."', "7"), "needs a line sceptic"),
    (SCENARIO.split("[claim]")[0], r"needs a table \[claim\]"),
    (SCENARIO.split("[claim]")[0] + "claim = 3", r"needs a table \[claim\]"),
    (SCENARIO.replace("measure", "measured"), r"says 'measured', .* did you mean measure\?"),
    (SCENARIO.replace("alive_share", "alive_shares"), r"measures 'alive_shares', .* did you mean alive_share\?"),
    (SCENARIO.replace("alive_share", "ended"), "measures 'ended'"),
    (SCENARIO.replace('"lower"', '"worse"'), "relation = 'worse' is not known; .* lower, higher, as good"),
    (SCENARIO.replace('["own-product", "none"]', '["none"]'), "regimes must be two ids"),
    (SCENARIO.replace('"none"]', "3]"), "regimes must be two ids"),
    (SCENARIO.replace('"none"]', '"non"]'), r"no regime named 'non'; .* Did you mean none\?"),
    (SCENARIO.replace("0.1", "-0.1"), "margin must be a number from 0"),
    (SCENARIO.replace("0.1", "nan"), "margin must be a number from 0"),
    (SCENARIO.replace("0.1", "0x" + "f" * 5000), "margin must be a number from 0"),
    (SCENARIO.replace("0.1", "true"), "margin must be a number from 0"),
    (SCENARIO.replace('"Fewer."', '""'), "needs a line finding"),
    (SCENARIO.replace("hunters = 6", "kappa = 0"), "sets 'kappa', which belongs to a regime; name a regime instead"),
    (SCENARIO.replace("hunters = 6", "hunter = 6"), r"no parameter named 'hunter'; did you mean hunters"),
    (SCENARIO.replace("hunters = 6", 'hunters = "6"'), "hunters = '6' is not allowed"),
    (SCENARIO.replace("hunters = 6", "reserve_low = 50"), "reserve_low = 50 is above reserve_high = 45"),
    (SCENARIO.replace("[settings]", "[claim.against]\nkappa = 0\n[settings]"), "against sets 'kappa', .* a regime"),
    (SCENARIO.replace("[settings]", "[[claim.done]]\nreview = 3\n[settings]"), r"\[\[claim.done\]\], each with a day"),
    (SCENARIO.replace("[settings]", "[[claim.done]]\nday = 3\nreview = 99\n[settings]"), "review"),
]


@each(
    ("option", "text", "says"),
    [*(("--regime", *one) for one in BAD_REGIMES), *(("--scenario", *one) for one in BAD_SCENARIOS)],
)
def test_a_bad_file_is_refused_in_one_sentence_that_names_it(option, text, says, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with nothing_compiled():
        call = hunt("run", option, str(file))
    assert_refused(call, says)
    assert "mine.toml" in call.err
    assert file.read_text() == text


def test_a_file_that_is_too_dense_for_the_reader_is_refused(tmp_path):
    """Python's own reader of TOML gives up on deep lists and long numbers by errors of its own."""
    for k, value in enumerate(("[" * 20_000, "9" * 20_000)):
        file = tmp_path / f"{k}.toml"
        file.write_text(f"title = {value}")
        assert_refused(hunt("run", "--regime", str(file)), f"{k}.toml")


@pytest.fixture
def own_files(tmp_path, monkeypatch):
    """A folder of the user's own, which is the present one, with a regime and a scenario."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my regime.toml").write_text(REGIME)
    (tmp_path / "mine.toml").write_text(SCENARIO)
    return tmp_path


@each("absolute", [False, True])
def test_own_files_work_from_the_folder_of_the_user(own_files, absolute):
    place = f"{own_files}/" if absolute else ""
    call = hunt("run", "--scenario", f"{place}mine.toml", "--regime", f"{place}my regime.toml")
    assert call.code == 0
    assert "Half of the pay is shared" in call.out
    regimes = ("--regimes", f"none,{place}my regime.toml")
    told = strictly(hunt("compare", *SMALL, "--scenario", f"{place}mine.toml", *regimes, "--json").out)
    assert told["scenario"] == f"{place}mine.toml"
    assert told["regimes"] == ["none", f"{place}my regime.toml"]


def test_own_files_are_read_again_when_they_have_changed(own_files):
    assert regime("my regime.toml").settings["shared"] == 0.5
    assert scenario("mine.toml").parameters().hunters == 6
    Path("my regime.toml").write_text(REGIME.replace("0.5", "0.125"))
    Path("mine.toml").write_text(SCENARIO.replace("hunters = 6", "hunters = 7"))
    assert regime("my regime.toml").on(Parameters()).shared == 0.125
    assert scenario("mine.toml").parameters().hunters == 7


def test_own_files_give_what_the_same_settings_give(own_files):
    by_file = strictly(hunt("run", "--scenario", "mine.toml", "--regime", "my regime.toml", "--json").out)
    words = ("--set", "hunters=6", "--set", "days=40", "--set", "shared=0.5", "--set", "praises=[0.25, 0, 0, 0, 0.75]")
    by_hand = strictly(hunt("run", "--json", *words).out)
    assert by_file["outcome"] == by_hand["outcome"]


def test_a_text_that_begins_with_a_mark_of_its_encoding_is_read(own_files):
    Path("mine.toml").write_bytes(b"\xef\xbb\xbf" + SCENARIO.encode())
    assert hunt("run", "--scenario", "mine.toml").code == 0


def test_a_title_is_shown_as_it_was_written(own_files):
    title = "[/bold] of [red] a|b Ünï ☃"
    Path("mine.toml").write_text(SCENARIO.replace("Small valley", title))
    Path("my regime.toml").write_text(REGIME.replace("Mine", title))
    call = hunt("compare", *SMALL, "--scenario", "mine.toml", "--regimes", "none,my regime.toml")
    assert call.code == 0, call.err
    assert title in " ".join(call.out.split())
