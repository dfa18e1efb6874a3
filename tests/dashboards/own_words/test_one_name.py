"""A company that has given winter a name reads that name everywhere: on the stage, in the room, on the handout."""

import dataclasses
import re

import pytest
from cases import each

from dashboards.own_words.drafts import draft_of, form_of, save
from dashboards.room.words import room_words, voice_of
from dashboards.shared.page_words import page_words_of
from hunt.narrator import house_skin_ids, skin
from hunt.narrator.season_names import renamed
from hunt.vocabulary import Season

OTHER_NAMES = "|".join(
    {r"winters?", r"lean seasons?"} | {re.escape(skin(id).word("seasons", Season.WINTER)) for id in house_skin_ids()}
)
"""What the skins of the house, their pages and their rooms call it."""

ABOUT_THE_FORM = ("own_seasons_winter",)
"""Asks for the word itself: the fourth season, the lean one."""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of the user's, empty."""
    monkeypatch.setenv("HUNT_SKINS", str(tmp_path / "mine"))


def own(like, **changed):
    """Return the id of a skin that the form has saved."""
    values = form_of(like)["values"] | {"title": f"Rail {like}"} | changed
    return save(draft_of({"like": like, "values": values}), "")["id"]


def texts(data):
    """Return all texts in tables and lists."""
    if isinstance(data, str):
        return [data]
    inside = data.values() if isinstance(data, dict) or hasattr(data, "values") else data
    return [found for one in inside for found in texts(one)] if not isinstance(data, int | float) else []


def with_another_name(said):
    """Return the texts with another name for winter, but not those in which a number is called so."""
    return [one for one in said if re.search(rf"(?i)(?<![\w{{])({OTHER_NAMES})(?![\w}}])", one)]


@each("like", house_skin_ids())
def test_where_a_company_names_winter_no_page_of_the_stage_calls_it_otherwise(like):
    words = skin(own(like, seasons_winter="Christmas rush"))
    page = page_words_of(words)
    said = [text for name, text in page.texts.items() if name not in ABOUT_THE_FORM]
    said += texts(words.meanings) + texts(words.regimes) + texts(words.settings)
    said += [text for table in (*words.sentences.values(), *words.stories.values()) for text in all_of(table)]
    said += [text for one in page.scenarios.values() for text in texts(one)] + [page.plain(page.dial("winter"))]
    assert with_another_name(said) == []
    assert "Christmas rush" in page.texts["chart_need"]


def all_of(table):
    """Return all sentences of a table, whatever it is made of."""
    if isinstance(table, str):
        return [table]
    if dataclasses.is_dataclass(table):
        return [text for field in dataclasses.fields(table) for text in all_of(getattr(table, field.name))]
    inside = table.values() if hasattr(table, "values") else table if isinstance(table, list | tuple) else []
    return [text for one in inside for text in all_of(one)]


@each("like", house_skin_ids())
def test_where_a_company_names_winter_phones_screen_strip_and_handout_say_so(like):
    found = room_words(voice_of(own(like, seasons_winter="Christmas rush")))
    assert (
        with_another_name([text for part in found.values() if not isinstance(part, str) for text in texts(part)]) == []
    )
    assert "Christmas rush" in found["screen"]["ring_store"]
    assert "Christmas rush" in found["steps"]["hands-end"]["title"]


def test_skins_of_the_house_have_one_name_for_winter_in_their_rooms_as_well():
    for id in house_skin_ids():
        words = skin(id)
        found = room_words(voice_of(id))
        assert words.word("seasons", Season.WINTER) in found["screen"]["ring_store"], id


def test_a_name_for_a_quarter_is_put_in_once_and_not_twice():
    id = own("product-team", seasons_summer="Q3", seasons_autumn="Q4")
    assert "Q4 has to extend" in skin(id).page["story_1_rest_line"]


@each(
    ("text", "language", "said"),
    [
        ("needed for the winter", "en", "needed for the stocktaking"),
        ("Winter began with {n} alive.", "en", "The stocktaking began with {n} alive."),
        ("Winter, {min} to {max}", "en", "Stocktaking, {min} to {max}"),
        ("Winter {winter}; overwintering", "en", "Stocktaking {winter}; overwintering"),
        ("Der Winter braucht {need}.", "de", "„stocktaking“ braucht {need}."),
        ("Zu Beginn des Winters", "de", "Zu Beginn „stocktaking“"),
        ("Winter", "de", "stocktaking"),
    ],
)
def test_a_name_fits_into_its_sentence(text, language, said):
    assert renamed(text, {"Winter" if language == "de" else "winter": "stocktaking"}, language) == said
