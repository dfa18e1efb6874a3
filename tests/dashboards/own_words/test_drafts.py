"""Drafts of a skin: built on another, refused at the field, written so that the same is read back."""

import tomllib

import pytest
from cases import each

from dashboards.own_words.drafts import draft_of, form_of, form_of_file, preview, save
from dashboards.own_words.fields import FieldError
from dashboards.shared.toml_text import as_toml
from hunt.errors import HuntError
from hunt.narrator import house_skin_ids, skin, skin_ids
from hunt.vocabulary import Kind, Skill

TEAM = ", ".join(f"Name {k}" for k in range(12))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of the user's, empty."""
    monkeypatch.setenv("HUNT_SKINS", str(tmp_path / "mine"))
    return tmp_path / "mine"


def values(like="zero-outage", **changed):
    return form_of(like)["values"] | {"title": "Night train"} | changed


def made(like="zero-outage", **changed):
    return draft_of({"like": like, "values": values(like, **changed)})


def test_only_what_differs_is_written():
    assert made().text == 'like = "zero-outage"\ntitle = "Night train"\n'
    data = tomllib.loads(made(roles_track="timetable analyst", food_days="... buffer days", names=TEAM).text)
    assert data["roles"] == {"track": "timetable analyst"}
    assert data["page"] == {"food_days": "{days} buffer days", "days_worth": "{number} buffer days"}
    assert data["names"][:12] == TEAM.split(", ")
    assert len(data["names"]) == 100  # the rest are those of the skin that it is built on


@each("like", house_skin_ids())
def test_every_skin_can_be_built_upon_and_every_field_is_kept(like, compiled):
    form = form_of(like)
    new = {name: f"{text} x" for name, text in form["values"].items() if name != "names"}
    draft = draft_of({"like": like, "values": form["values"] | new | {"title": f"Mine {like}", "names": TEAM}})
    assert save(draft, "") == {"id": f"mine-{like}"}
    again = form_of(f"mine-{like}")
    assert again["id"] == f"mine-{like}"
    assert {name: again["values"][name] for name in new if name != "title"} == {
        name: text for name, text in new.items() if name != "title"
    }
    assert again["values"]["title"] == f"Mine {like}"
    assert again["values"]["names"].startswith(TEAM)
    assert f"mine-{like}" in skin_ids()
    assert preview(draft)["sentences"]


def test_a_word_with_cases_is_not_asked_for_as_one_word():
    assert "roles_track" in form_of("stone-age")["values"]
    assert "roles_track" not in form_of("steinzeit")["values"]
    assert "seasons_winter" in form_of("steinzeit")["values"]


def test_a_preview_shows_sentences_with_the_new_words(compiled):
    shown = preview(made(beasts_cow="line <b>timetable</b>", seasons_winter="holiday traffic"))
    assert len(shown["sentences"]) == 3
    assert all("line <b>timetable</b>" in one for one in shown["sentences"])
    assert shown["labels"][0] == "Q2 · holiday traffic in 165 days"
    assert shown["id"] == "night-train"


@each(
    ("field", "text", "says"),
    [
        ("title", "", "empty"),
        ("title", "???", "at least one letter"),
        ("title", "Zero outage", "comes with the program"),
        ("title", "../../etc", None),
        ("roles_track", "", "empty"),
        ("roles_track", "a{b", "must not contain the sign {"),
        ("roles_track", "a|b", "must not contain the sign |"),
        ("roles_track", "a#b", "must not contain the sign #"),
        ("roles_track", "a\nb", "cannot be seen"),
        ("roles_track", "a\ud800", "cannot be seen"),
        ("roles_track", "x" * 61, "at most 60"),
        ("food_days", "{days}", "must not contain the sign {"),
        ("food_days", "buffer days", "once"),
        ("food_days_one", "… of …", "once"),
        ("names", "Ann, Bob", "at least 12"),
        ("names", TEAM + ", Name 1", "twice"),
        ("names", "x, " * 2000, "characters"),
    ],
)
def test_what_is_not_allowed_is_said_at_its_field(field, text, says):
    if says is None:
        assert made(**{field: text}).id == "etc"  # nothing of a path is left
        return
    with pytest.raises(FieldError, match=says.replace("|", r"\|")) as refused:
        made(**{field: text})
    assert refused.value.field == field


def test_another_skin_of_that_name_is_kept():
    save(made(roles_track="first"), "")
    with pytest.raises(FieldError, match="already"):
        save(made(roles_track="second"), "")
    assert skin("night-train").word("roles", Skill.TRACK) == "first"
    changed = form_of("night-train")
    draft = draft_of(changed | {"values": changed["values"] | {"roles_track": "second"}})
    save(draft, "night-train")
    assert skin("night-train").word("roles", Skill.TRACK) == "second"


def test_a_file_keeps_what_the_form_does_not_show():
    text = 'title = "Mine"\nlike = "zero-outage"\n[storm.chance]\ntext = ["A signal failed."]\n[beasts]\ncalf = "x"\n'
    form = form_of_file(text)
    assert form["values"]["beasts_calf"] == "x"
    draft = draft_of(form | {"values": form["values"] | {"beasts_cow": "y"}})
    data = tomllib.loads(draft.text)
    assert data["storm"] == {"chance": {"text": ["A signal failed."]}}
    assert data["beasts"] == {"calf": "x", "cow": "y"}
    assert draft.words.word("beasts", Kind.COW) == "y"


@each("text", ["", "title = ", 'title = "x"', 'title = "x"\nlike = "../x"', "x" * 200_001, 'title = "\ud800"'])
def test_a_file_that_is_no_skin_is_refused(text):
    with pytest.raises(HuntError):
        form_of_file(text)


@each("given", [{"like": 3}, {"values": []}, {"like": "nothing", "values": {"title": "x"}}, {"text": 3}, {}])
def test_a_request_that_is_none_is_refused(given):
    with pytest.raises(HuntError):
        draft_of(given)


def test_any_text_is_read_back_as_it_was_written():
    data = {
        "title": 'a"b\\c',
        "names": ["é", "'"],
        "page": {"a": "<b>&"},
        "beasts": {"calf": {"text": "x", "wer": "y"}},
    }
    assert tomllib.loads(as_toml(data)) == data
