"""A skin is a file: read, like another one, with plain words for what it leaves out, or refused in one sentence."""

import re
from pathlib import Path

import pytest
from cases import each

import hunt
from agents.actions import ACTIONS
from agents.skills import PLAIN_WORDS
from hunt import narrator
from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError
from hunt.history import History
from hunt.narrator import GLOSSARY, skin, tell
from hunt.vocabulary import Action, Because, EventKind, Hours, Season, Skill


def source(id: str = narrator.DEFAULT) -> str:
    return (narrator.FOLDER / f"{id}.toml").read_text(encoding="utf-8")


def without(text: str, table: str, *words: str) -> str:
    """Return the text of a skin in which a table lacks some words."""
    before, head, rest = re.split(rf"(?m)(^\[{table}\].*\n)", text, maxsplit=1)
    lines, *after = re.split(r"(?m)^(?=\[)", rest, maxsplit=1)
    kept = [line for line in lines.splitlines(keepends=True) if line.split(" ")[0] not in words]
    return f"{before}{head}{''.join(kept)}{''.join(after)}"


def test_a_skin_may_leave_out_words_and_the_plain_ones_are_used(tmp_path: Path) -> None:
    mine, text = tmp_path / "mine.toml", source("zero-outage")
    mine.write_text(without(without(text, "options", "scout"), "hours", "strain", "idle"), encoding="utf-8")
    words, rest = skin(str(mine)), skin("zero-outage")
    assert words.word("options", Action.SCOUT) == ACTIONS[Action.SCOUT].plain != rest.word("options", Action.SCOUT)
    assert words.word("options", Action.HUNT) == rest.word("options", Action.HUNT)
    assert [words.word("hours", one) for one in (Hours.STRAIN, Hours.IDLE)] == ["strain", "idle"]


def test_a_new_skill_or_season_is_called_by_its_plain_word_with_the_forms_of_the_others(tmp_path: Path) -> None:
    mine, text = tmp_path / "mine.toml", source("steinzeit")
    mine.write_text(without(without(text, "roles", "keep"), "seasons", "winter"), encoding="utf-8")
    words, rest = skin(str(mine)), skin("steinzeit")
    assert words.word("roles", Skill.KEEP) == PLAIN_WORDS[Skill.KEEP]
    assert words.word("seasons", Season.WINTER) == "winter"
    for group in GLOSSARY:
        assert {tuple(one) for one in words.forms[group]} == {tuple(one) for one in rest.forms[group]}, group


def test_a_skin_may_have_no_word_of_its_own_for_a_rule(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    text = (narrator.FOLDER / "zero-outage.toml").read_text(encoding="utf-8")
    mine.write_text(re.sub(r"\[regimes\].*?(?=\[seasons\])", "", text, flags=re.S), encoding="utf-8")
    year = hunt.record(scenario().parameters("own-product", days=30), 1)
    assert tell(year, skin(str(mine)), regime=regime("own-product"))[0].text.endswith(regime("own-product").words)
    mine.write_text(text.replace("own-product =", "own-produkt ="), encoding="utf-8")
    with pytest.raises(
        HuntError, match=r"'own-produkt' in \[regimes\], which nothing reads; did you mean 'own-product'"
    ):
        skin(str(mine))


def test_another_skin_is_another_file(tmp_path: Path, year: History) -> None:
    mine = tmp_path / "rescue-call.toml"
    changed = source().replace('"Aru", "Bex"', '"Ada", "Ben"').replace("winter = ", 'winter = "the quiet weeks" #')
    changed = re.sub(r"(\[winter\.chance\]\n).*?(?=\n\[)", r'\1text = ["It was {season}."]\n', changed, flags=re.S)
    mine.write_text(changed, encoding="utf-8")
    words = skin(str(mine))
    assert words.id == "rescue-call"
    assert words.word("seasons", Season.WINTER) == "the quiet weeks"
    story = tell(year, words)
    assert story[0].text.startswith(("Ada, Ben", "Spring came to the camp of Ada, Ben"))
    assert "It was the quiet weeks." in [one.text for one in story]


def test_an_unknown_skin_is_refused_with_what_there_is() -> None:
    with pytest.raises(HuntError, match=r"no skin named 'stoneage'; there are .*stone-age.* Did you mean stone-age\?"):
        skin("stoneage")
    with pytest.raises(HuntError, match="cannot be read"):
        skin("/nowhere/words.toml")


def cut(text: str, start: str, stop: str) -> str:
    """The text without what stands from one mark up to the next."""
    before, rest = text.split(start, 1)
    return before + stop + rest.split(stop, 1)[1]


MALFORMED = {
    "no TOML": (lambda text: text + "\n[", "is not valid TOML"),
    "no title": (lambda text: text.replace("title =", "titel ="), "says 'titel', which nothing reads; did you mean"),
    "no names": (lambda text: text.replace("names = [", "names = []\nolder = [").replace("older", "winds2"), "winds2"),
    "too few names": (lambda text: text.replace('"Ven", "Wol",', ""), "names has 98 texts; it needs at least 100"),
    "a name twice": (lambda text: text.replace('"Wol"', '"Aru"'), "names 2 hunters Aru"),
    "names not text": (lambda text: text.replace('"Aru", "Bex"', "1, 2"), r"needs a line names = \[...\]"),
    "a wind missing": (lambda text: text.replace('"west", "north-west"', '"west"'), "winds has 7 texts"),
    "a season too many": (
        lambda text: text.replace("[weather]", 'monsoon = "rain"\n[weather]'),
        r"'monsoon' in \[seas",
    ),
    "an event missing": (lambda text: cut(text, "[storm.chance]", "[winter.chance]"), r"needs a table \[storm\]"),
    "a reason missing": (lambda text: cut(text, "[escaped.gap]", "[escaped.broke_out]"), r"table \[escaped.gap\]"),
    "a reason unknown": (lambda text: text.replace("[escaped.gap]", "[escaped.gab]"), r"table \[escaped.gap\]"),
    "a reason too many": (lambda text: text + '\n[storm.hunger]\ntext = ["It was."]\n', r"'hunger' in \[storm\]"),
    "an event unknown": (lambda text: text + '\n[flood.chance]\ntext = ["It was."]\n', "says 'flood'"),
    "a case unknown": (lambda text: text.replace("[rule]\n", '[rule]\nfrist = ["It was."]\n'), r"'frist' in \[rule\]"),
    "a story missing": (lambda text: cut(text, "[rule]", "[closing]"), r"needs a table \[rule\]"),
    "no list": (lambda text: cut(text, "[rule]", "[closing]") + '\n[rule]\ntext = "It was."\n', "list of sentences"),
    "an unknown name": (lambda text: text.replace("{kills:mammoth|mammoths} had not", "{deer} had not"), r"{deer}; it"),
    "an open brace": (lambda text: text.replace("With {who} the", "With {who the"), "cannot be filled"),
    "a lone brace": (lambda text: text.replace("With {who} the", "With {who}} the"), "cannot be filled"),
    "a brace with nothing": (lambda text: text.replace("With {who} the", "With {} the"), r"names {}"),
    "four forms": (lambda text: text.replace("{kills:mammoth|mammoths} had not", "{kills:a|b|c|d} had"), "two forms"),
    "forms of a name": (lambda text: text.replace("With {who} the", "With {who:day|days} the"), "cannot be filled"),
    "an attribute": (lambda text: text.replace("With {who} the", "With {who.__class__} the"), r"names {who.__class__}"),
    "nothing sure": (
        lambda text: text.replace(
            '    "With {who} the last of the band died of hunger, and the herds passed an empty camp.",\n', ""
        ),
        "a sentence that names only what is always known",
    ),
}


@each("what", MALFORMED)
def test_a_malformed_words_file_is_refused_in_one_sentence(what: str, tmp_path: Path) -> None:
    change, says = MALFORMED[what]
    changed = change(source())
    assert changed != source(), "the change must change something"
    file = tmp_path / "mine.toml"
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(HuntError, match=says) as refused:
        skin(str(file))
    message = str(refused.value)
    assert "mine.toml" in message
    assert "\n" not in message


LIKE = """
title = "Our bakery"
like = "zero-outage"
meanings.mammoth = "a feast order"

[seasons]
winter = "Christmas"

[storm.chance]
text = ["The oven was cold, so nobody baked that day."]
"""


def test_a_skin_may_say_only_what_is_different(tmp_path: Path) -> None:
    mine = tmp_path / "bakery.toml"
    mine.write_text(LIKE, encoding="utf-8")
    words, rest = skin(str(mine)), skin("zero-outage")
    assert (words.id, words.title, words.language) == ("bakery", "Our bakery", "en")
    own = {"mammoth": "a feast order", "winter": rest.meanings["winter"].replace("peak season", "Christmas")}
    assert words.meanings == {**rest.meanings, **own}
    assert words.word("seasons", Season.WINTER) == "Christmas"
    assert words.word("seasons", Season.SPRING) == rest.word("seasons", Season.SPRING)
    storm = EventKind.STORM, Because.CHANCE
    assert words.sentences[storm] == {"text": ("The oven was cold, so nobody baked that day.",)}
    winter = EventKind.WINTER, Because.CHANCE
    assert "Christmas began" in words.sentences[winter]["text"][0]  # texts that are not its own say its name for winter
    assert {**words.sentences, storm: rest.sentences[storm], winter: rest.sentences[winter]} == rest.sentences
    assert words.stories == rest.stories


def test_a_file_is_read_anew_each_time(tmp_path: Path) -> None:
    mine = tmp_path / "bakery.toml"
    mine.write_text(LIKE, encoding="utf-8")
    assert skin(str(mine)).title == "Our bakery"
    mine.write_text(LIKE.replace("Our bakery", "Their bakery"), encoding="utf-8")
    assert skin(str(mine)).title == "Their bakery"


@each(
    ("old", "new", "says"),
    [
        ('like = "zero-outage"', 'like = "zero"', "like = 'zero' is no skin; there are customer-success"),
        ('like = "zero-outage"', "like = 3", "like = 3 is no skin"),
        ('like = "zero-outage"', "", "needs a line language"),
        ('winter = "Christmas"', 'yule = "Christmas"', r"'yule' in \[seasons\]"),
        ("[seasons]\n", "seasons = 3\n[hours]\n", r"needs a table \[seasons\]"),
        ("The oven", "{oven} oven", r"names {oven}"),
        ("meanings.mammoth", "meanings.mammut", r"'mammut' in \[meanings\].*did you mean 'mammoth'"),
        ('winter = "Christmas"', 'winter = { text = "Christmas", at = "at Christmas" }', "all have the same forms"),
        ('winter = "Christmas"', 'winter = { at = "at Christmas" }', "needs one named text"),
    ],
)
def test_a_malformed_part_is_refused_in_one_sentence(tmp_path: Path, old: str, new: str, says: str) -> None:
    mine = tmp_path / "bakery.toml"
    mine.write_text(LIKE.replace(old, new), encoding="utf-8")
    with pytest.raises(HuntError, match=says) as refused:
        skin(str(mine))
    assert "bakery.toml" in str(refused.value)
    assert "\n" not in str(refused.value)
