"""What a skin says on pages, and which pictures it names: refused in a sentence where it would fail on the stage."""

import re

import pytest
from cases import each

from hunt.errors import HuntError
from hunt.narrator import skin, skin_ids
from hunt.narrator.skins import PICTURES


def own(tmp_path, lines):
    file = tmp_path / "own.toml"
    file.write_text(f'like = "zero-outage"\ntitle = "Own"\n{lines}\n', encoding="utf-8")
    return skin(str(file))


@each(
    ("lines", "says"),
    [
        ('pictures = "stone"', "is no set; there are stone-age"),
        ("pictures = 3", "is no set"),
        ("scenarios = 3", "[scenarios]"),
        ('[scenarios.strangrs]\ntitle = "x"', "did you mean 'strangers'"),
        ('[scenarios.strangers]\ntitel = "x"', "did you mean 'title'"),
        ("[scenarios.strangers]\ntitle = 3", "title"),
        ('[scenarios.strangers]\narms = ["one"]', "two sentences"),
        ('[scenarios.strangers]\narms = ["one", ""]', "two sentences"),
        ('[scenarios.strangers]\narms = "one"', "two sentences"),
        ('page = "x"', "[page]"),
    ],
)
def test_what_would_fail_on_the_stage_is_refused(tmp_path, lines, says):
    with pytest.raises(HuntError, match=re.escape(says)):
        own(tmp_path, lines)


def test_a_skin_can_say_some_of_it_and_has_the_rest_from_the_one_it_is_like(tmp_path):
    words = own(tmp_path, 'pictures = "product"\n[scenarios.strangers]\ntitle = "New here"\narms = ["a", "b"]')
    assert words.pictures == "product"
    assert words.scenarios["strangers"] == {"title": "New here", "arms": ("a", "b")}
    assert words.scenarios["thin-ice"] == skin("zero-outage").scenarios["thin-ice"]


def test_companies_have_pictures_of_their_own():
    sets = {id: skin(id).pictures for id in skin_ids()}
    assert set(sets.values()) == set(PICTURES)
    assert sets["stone-age"] == sets["steinzeit"] == PICTURES[0]
    companies = [sets[id] for id in ("zero-outage", "customer-success", "product-team")]
    assert PICTURES[0] not in companies
    assert len(set(companies)) == 3
