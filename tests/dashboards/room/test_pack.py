"""A workshop as a file: out and in again, and nothing else comes in."""

import io
import json
import zipfile

import pytest
from cases import each

from dashboards.room.pack import MOST_BYTES, opened, packed, skin_of
from dashboards.room.script import FOLDER, read_script, script_from, script_ids
from dashboards.room.script_check import check_script
from dashboards.room.words import voices
from hunt.errors import HuntError
from hunt.narrator import own_skins, skin

OWN = 'like = "zero-outage"\ntitle = "Night train"\n'
TEXT = (FOLDER / "twenty-minutes.toml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def mine(tmp_path, monkeypatch):
    monkeypatch.setenv("HUNT_SKINS", str(tmp_path / "mine"))
    return tmp_path / "mine"


def file_of(tmp_path, **files):
    file = tmp_path / "workshop.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return file


@pytest.mark.parametrize("id", script_ids())
def test_a_workshop_comes_back_as_it_was_with_its_seed(id, tmp_path):
    file = tmp_path / "w.zip"
    file.write_bytes(packed(read_script(id), "steinzeit", 27))
    back = opened(file)
    assert back.script.steps == read_script(id).steps
    assert (back.script.id, back.script.seed, back.skin, back.made_elsewhere) == (id, 27, "steinzeit", False)
    file.write_bytes(packed(back.script, "steinzeit", 99))
    assert opened(file).script.seed == 27


def test_own_words_travel_and_never_replace_others(tmp_path, mine):
    own_skins.save_own("night-train", OWN)
    data = packed(read_script("twenty-minutes"), "night-train", 1)
    (mine / "night-train.toml").unlink()
    file = tmp_path / "w.zip"
    file.write_bytes(data)
    assert opened(file).skin == "night-train"
    assert skin("night-train").title == "Night train"
    assert opened(file).skin == "night-train"
    own_skins.save_own("night-train", OWN.replace("Night", "Day"))
    with pytest.raises(HuntError, match="other words named night-train"):
        opened(file)
    assert "Day train" in (mine / "night-train.toml").read_text()


def test_words_in_a_file_are_kept_under_its_name_and_never_replace_others(tmp_path, mine):
    file = tmp_path / "night-train.toml"
    file.write_text(OWN)
    assert skin_of(str(file)) == "night-train"
    assert skin("night-train").title == "Night train"
    assert skin_of(str(file)) == skin_of(str(mine / "night-train.toml")) == "night-train"
    file.write_text(OWN.replace("Night", "Day"))
    with pytest.raises(HuntError, match="start with those: --skin night-train"):
        skin_of(str(file))
    assert "Night train" in (mine / "night-train.toml").read_text()
    house = tmp_path / "zero-outage.toml"
    house.write_text(OWN)
    with pytest.raises(HuntError, match="comes with the program"):
        skin_of(str(house))
    bad = tmp_path / "bad.toml"
    bad.write_text("nonsense = 1")
    with pytest.raises(HuntError):
        skin_of(str(bad))
    assert [one.name for one in mine.glob("*")] == ["night-train.toml"]


def test_words_that_cannot_be_read_are_not_kept(tmp_path, mine):
    file = file_of(tmp_path, script_toml=TEXT, skin_toml="nonsense = 1", made_json=json.dumps({"skin": "odd"}))
    with pytest.raises(HuntError):
        opened(file)
    assert list(mine.glob("*")) == []


@each("id", ["../evil", "a/b", "", "stone age", "con"])
def test_words_cannot_be_saved_elsewhere(id, tmp_path):
    file = file_of(tmp_path, script_toml=TEXT, skin_toml=OWN, made_json=json.dumps({"skin": id}))
    with pytest.raises(HuntError):
        opened(file)


@each(
    ("files", "why"),
    [
        ({"script_toml": TEXT, "__etc__passwd": "x"}, "which no workshop has"),
        ({"script_toml": TEXT, "answers_csv": "x"}, "which no workshop has"),
        ({"made_json": "{}"}, "it needs script.toml"),
        ({"script_toml": "x" * (MOST_BYTES + 1)}, "larger than 2 MB"),
        ({"script_toml": TEXT, "made_json": "[]"}, "made.json cannot be read"),
        ({"script_toml": "not toml ="}, "is no TOML"),
        ({"script_toml": "scenario = 1\nband = 'none'\n[[step]]\nid='a'\nkind='card'"}, "are names"),
        ({"script_toml": "scenario = 'x'\nband = 'none'"}, "has no steps"),
        ({"script_toml": TEXT.replace("minutes = 2", "minutes = 'x'")}, "minutes = "),
    ],
)
def test_hostile_files_are_refused_in_a_sentence(files, why, tmp_path):
    with pytest.raises(HuntError, match=why):
        opened(file_of(tmp_path, **files))


def test_what_is_no_archive_is_refused(tmp_path):
    file = tmp_path / "w.zip"
    for data in (b"", b"PK\x03\x04 and nothing", b"x" * 1000):
        file.write_bytes(data)
        with pytest.raises(HuntError, match="cannot be read"):
            opened(file)
    with pytest.raises(HuntError, match="cannot be read"):
        opened(tmp_path / "missing.zip")


def test_what_an_archive_says_about_sizes_is_not_believed(tmp_path):
    file = file_of(tmp_path, script_toml="x" * 5 * MOST_BYTES)
    data = file.read_bytes().replace((5 * MOST_BYTES).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    file.write_bytes(data)
    with pytest.raises(HuntError):
        opened(file)


@each(("id", "voice"), [(id, voice) for id in script_ids() for voice in voices()])
def test_the_scripts_of_the_house_pass(id, voice):
    check_script(read_script(id), voice)


@each(
    ("old", "new", "why"),
    [
        ('of = "bet"', 'of = "blame"', "an earlier bet"),
        ('again = "blame"', 'again = "years"', "same options"),
        ("day = [0, 90]", "day = [90, 0]", "first and the last day"),
        ('change = "90:kappa:2.5"', 'change = "90:nonsense:2.5"', "nonsense"),
        ('id = "bet"', 'id = "wager"', "no words for it"),
        ('{ id = "nothing" }', '{ id = "else" }', "no words"),
        ('kind = "lobby"', 'kind = "card"', "lobby is the first"),
        ('band = "own-product"', 'band = "unheard-of"', "unheard-of"),
        ("high = 12", "high = 400", "high"),
    ],
)
def test_a_script_that_would_fail_is_refused_before(old, new, why):
    assert old in TEXT
    with pytest.raises(HuntError, match=why):
        check_script(script_from(TEXT.replace(old, new, 1), "mine"), "en")


def test_no_answer_is_in_the_file():
    names = zipfile.ZipFile(io.BytesIO(packed(read_script("twenty-minutes"), "stone-age", 3))).namelist()
    assert sorted(names) == ["made.json", "script.toml"]
