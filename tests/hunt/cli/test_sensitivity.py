"""`hunt sensitivity` and `hunt tipping`: which parameters matter, and where a result tips over."""

from pathlib import Path

import pytest
from command_line import hunt, strictly

pytestmark = pytest.mark.usefixtures("compiled")

TIPPING = ("tipping", "small_game", "--from", "0.1", "--to", "1.5", "--runs", "6")
TIPPING += ("--set", "days=60", "--set", "hunters=6", "--set", "start_store=1")


def test_where_a_result_tips_is_said_in_sentences_and_for_machines():
    call = hunt(*TIPPING)
    assert (call.code, call.err) == (0, "")
    assert "alive_share under shared-survival is" in call.out
    found = strictly(hunt(*TIPPING, "--json").out)
    assert found["parameter"] == "small_game"
    assert len(found["probes"]) >= 2


def test_which_parameters_matter_is_said_in_sentences(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("r.toml").write_text(
        "runs = 2\n[settings]\ndays = 40\nhunters = 6\nstart_store = 1\n"
        "[uncertainties]\nsmall_game = { low = 0.1, high = 1.2 }\nwolves = { low = 0, high = 0.1 }\n"
        '[design]\nkind = "morris"\n'
    )
    call = hunt("sensitivity", "r.toml", "--out", "q", "--trajectories", "3", "--points", "4", "--keep", "2")
    assert call.code == 0
    assert "Morris, of alive_share" in call.out
    assert "Tables are in q" in call.out
