"""Every voice of the room says everything, and nothing that is out of place."""

import re
import tomllib
from pathlib import Path

import pytest
from cases import each

from dashboards.room.pages import FOLDER as PAGES
from dashboards.room.script import ASKS, FOLDER, read_script, script_ids
from dashboards.room.steps import FEW, LEADER
from dashboards.room.words import room_words, step_texts, voice_of, voices
from hunt.errors import HuntError
from hunt.narrator import skin, skin_ids

DOCS = PAGES.parents[2] / "docs"
STONE_AGE = (
    r"\b(mammoths?|rabbits?|hunters?|rings?|winters?|feasts?|camp|valley|herds?|store|spears?|trackers?|raids?)\b"
)


def keys(data, path=()):
    """Return the place of every text."""
    if isinstance(data, str):
        return {path}
    return {found for name, one in data.items() for found in keys(one, (*path, name))}


def texts(data):
    """Return all texts."""
    return [data] if isinstance(data, str) else [found for one in data.values() for found in texts(one)]


@each("voice", voices())
def test_every_voice_says_the_same_things(voice):
    assert keys(room_words(voice)) == keys(room_words("en"))


@each("voice", voices())
def test_every_voice_fills_the_same_braces(voice):
    for part in ("phone", "screen", "strip"):
        for name, text in room_words("en")[part].items():
            found, there = (set(re.findall(r"\{(\w+)[:}]", one)) for one in (room_words(voice)[part][name], text))
            assert found == there, (voice, name)


@each("voice", voices())
def test_words_for_one_and_for_many_stand_only_where_a_page_fills_them_in(voice):
    """As in {n:day|days}; numbers within them are filled in on the screen and the strip alone."""
    for part, found in room_words(voice).items():
        inner = {"phone": r"[^{}|]+", "screen": r"(?:\{\w+\}|[^{}|])+", "strip": r"(?:\{\w+\}|[^{}|])+"}.get(part)
        for text in [] if isinstance(found, str) else texts(found):
            left = re.sub(rf"\{{\w+:[^{{}}|]+\|{inner}\}}", "", text) if inner else text
            assert re.findall(r"\{\w+:", left) == [], text


@each(("script", "voice"), [(script, voice) for script in script_ids() for voice in voices()])
def test_every_step_of_every_script_has_its_words(script, voice):
    for step in read_script(script).steps:
        found = step_texts(voice, step.id)
        assert found["title"], step.id
        assert found["say"], step.id
        assert set(found.get("options", {})) == {one.id for one in step.options}, step.id
        assert tuple(found.get("fields", {})) == step.fields, step.id
        if step.kind in ("scale", "bet"):
            assert found["low"], step.id
            assert found["high"], step.id


@each("script", script_ids())
def test_scripts_take_the_minutes_they_promise(script):
    minutes = {"twenty-minutes": 20, "forty-five-minutes": 45, "ninety-minutes": 90}[script]
    steps = read_script(script).steps
    assert sum(one.minutes for one in steps) == pytest.approx(minutes, abs=0.6)
    assert all(one.kind in ASKS or not one.keep for one in steps)


def test_a_companys_room_has_no_stone_age():
    said = [re.sub(r"\{\w+", "", text) for text in texts(room_words("company"))]
    found = [text for text in said if re.search(STONE_AGE, text, re.IGNORECASE)]
    assert found == []


@each("voice", voices())
def test_the_lobby_says_in_forty_words_what_becomes_of_answers(voice):
    """Where they stay, from how many people on totals are shown, and what is done with what people type."""
    said = room_words(voice)["screen"]["privacy"]
    assert len(said.split()) <= 40
    for part in {"de": ("Keine Namen", "Laptop", "vier", "freigibt")}.get(
        voice, ("No names", "laptop", "four", "releases")
    ):
        assert part in said
    assert FEW == 4


def test_the_documents_say_that_radio_can_be_recorded_and_what_helps():
    """Phones use http: that has to be said, since nothing on a screen shows it."""
    told = " ".join((DOCS / "workshop.md").read_text("utf-8").split())
    assert "a person who records the radio could read answers: use a Wi-Fi with a password" in told
    assert "Until the end the file does hold seat numbers" in told


def test_each_skin_has_the_voice_of_its_language():
    for id in skin_ids():
        assert room_words(voice_of(id))["language"] == skin(id).language
    assert voice_of("stone-age") == "en"
    assert voice_of("zero-outage") == "company"


LOOKED_UP = (
    "do_",
    "refused_",
    "pay_",
    "release",
    "hide",
    "board_",
    "map_",
    "dial_",
    "print_",
    "sure_",
    "legend_",
    "end_",
)
"""How words begin that a page looks up by a name of the state."""


def test_every_word_is_used_and_every_used_word_is_there():
    shared = (PAGES / "draw.js").read_text("utf-8")
    for part in ("phone", "screen", "strip"):
        more = {"screen": shared, "strip": (PAGES / "remote.js").read_text("utf-8")}
        code = (PAGES / f"{part}.js").read_text("utf-8") + more.get(part, "")
        used = set(re.findall(r"\bW\.(\w+)", code))
        used |= {"title"}  # filled in by the server
        there = set(room_words("en")[part])
        by_name = {name for name in there if name.startswith(LOOKED_UP)}  # looked up by a name of the state
        assert used <= there, part
        assert there - used - by_name == set(), part


def test_every_word_of_the_printed_pages_is_used():
    files = [(PAGES.parent / name).read_text("utf-8") for name in ("print_pages.py", "handout.py")]
    code = "".join(files).replace("'", '"')
    for name in room_words("en")["print"]:
        counted = name.startswith(("question_", "sentence_"))
        known = f'"{name}"' in code or f'"{name.replace("_", "-")}"' in code or counted
        assert known, name


def test_a_script_says_nothing_unknown(tmp_path, monkeypatch):
    with pytest.raises(HuntError, match="no script"):
        read_script("nonsense")
    for text, wrong in (
        ('id = "a"\nkind = "dance"', "kind must be"),
        ('id = "a"\nkind = "card"\ncolour = 1', "colour"),
    ):
        Path(tmp_path, "odd.toml").write_text(
            f'scenario = "default-valley"\nband = "none"\n[[step]]\n{text}\n', "utf-8"
        )
        monkeypatch.setattr("dashboards.room.script.FOLDER", tmp_path)
        with pytest.raises(HuntError, match=wrong):
            read_script("odd")


def test_changes_of_votes_are_such_as_the_model_has():
    from dashboards.shared.address import read

    for script in script_ids():
        data = tomllib.loads((FOLDER / f"{script}.toml").read_text("utf-8"))
        for step in data["step"]:
            for option in step.get("options", []):
                if "change" in option:
                    band = f"{step.get('band', data['band'])}~{option['change'].replace(LEADER, '0')}"
                    read([("scenario", step.get("scenario", data["scenario"])), ("bands", band)])
            for band in [*step.get("bands", []), *([step["band"]] if "band" in step else [])]:
                read([("scenario", step.get("scenario", data["scenario"])), ("bands", band)])
