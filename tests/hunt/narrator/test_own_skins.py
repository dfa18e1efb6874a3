"""A user's own skins: found by their names, never outside their folder, and never in the way of the others."""

import pytest
from cases import each
from typer.testing import CliRunner

from hunt.cli import app as cli
from hunt.errors import HuntError
from hunt.narrator import house_skin_ids, readable_skins, skin, skin_ids
from hunt.narrator.own_skins import own_file, own_folder, save_own

MINE = 'title = "Night train"\nlike = "zero-outage"\n[beasts]\ncow = "line timetable"\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of the user's, empty."""
    monkeypatch.setenv("HUNT_SKINS", str(tmp_path / "mine"))
    return tmp_path / "mine"


def test_a_saved_skin_is_there_at_once(folder):
    assert skin_ids() == house_skin_ids()
    assert save_own("night-train", MINE) == folder / "night-train.toml"
    assert skin_ids() == (*house_skin_ids(), "night-train")
    assert skin("night-train").title == "Night train"
    assert skin("night-train").pictures == "data-centre"  # as the one it is like


def test_new_words_are_read(folder):
    save_own("night-train", MINE)
    assert skin("night-train").word("beasts", 1) == "line timetable"
    save_own("night-train", MINE.replace("line", "network"))
    assert skin("night-train").word("beasts", 1) == "network timetable"


def test_a_file_that_cannot_be_read_costs_nobody_the_rest(folder):
    save_own("night-train", MINE)
    save_own("broken", "title = ")
    assert [one.id for one in readable_skins()] == [*house_skin_ids(), "night-train"]
    with pytest.raises(HuntError, match=r"broken\.toml"):
        skin("broken")


def test_a_skin_of_the_house_cannot_be_replaced(folder):
    save_own("zero-outage", MINE)
    assert skin_ids().count("zero-outage") == 1
    assert skin("zero-outage").title == "Zero outage"


@each("id", ["../evil", "a/b", "a\\b", "", ".", "..", "Night", "a b", "nul", "com1", "a" * 41, "-a", "a.toml", "ä"])
def test_a_name_that_leads_elsewhere_is_refused(folder, id):
    with pytest.raises(HuntError, match="cannot be the name of a skin"):
        save_own(id, MINE)
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("HUNT_SKINS", str(tmp_path / "file" / "skins"))
    with pytest.raises(HuntError, match="cannot be written"):
        save_own("mine", MINE)


def test_without_the_variable_it_is_a_folder_of_the_user(monkeypatch):
    monkeypatch.delenv("HUNT_SKINS")
    assert own_folder().name == "skins"
    assert own_file("mine").parent == own_folder()


@pytest.mark.usefixtures("compiled")
def test_the_command_line_finds_it(folder):
    save_own("night-train", MINE)
    assert "Night train" in CliRunner().invoke(cli, ["skins"]).output
    done = CliRunner().invoke(cli, ["run", "--skin", "night-train", "--seed", "1"])
    assert done.exit_code == 0
    assert "line timetable" in done.output
