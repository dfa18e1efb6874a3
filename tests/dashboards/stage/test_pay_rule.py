"""The pay rule above a valley is the one that holds on the day shown, on the stage and in the frame of a room."""

import pytest
from page_text import text
from stage_browser import needs_chromium

from dashboards.shared.address import read
from dashboards.shared.page_words import page_words_of
from dashboards.stage.pay_rules import pay_rules
from hunt.catalogue.regimes import regime
from hunt.narrator import skin

DECIDED = "own-product~60:review:3~90:regime:shared-survival~90:meetings:0.15~120:shared:0.2~200:regime:none"
IN_A_ROOM = """([query, room]) => new Promise((ready) => {
  const frame = document.createElement('iframe');
  frame.dataset.room = JSON.stringify(room);
  Object.assign(frame.style, { position: 'fixed', inset: 0, width: '100%', height: '100%', zIndex: 9 });
  frame.src = `/?${query}`;
  document.body.append(frame);
  const look = () => {
    const stage = frame.contentWindow.__stage;
    if (stage && stage.ready) ready(true); else setTimeout(look, 50);
  };
  look();
})"""
"""Shows a film in a frame, as the projector of a room does."""

RULES = """(days) => {
  const stage = frames.length ? frames[0].__stage : __stage;
  return days.map((day) => {
    stage.clock.go(day);
    stage.render(true);
    return [...stage.main.querySelectorAll('.rule')].map((one) => {
      const words = one.querySelector('.words');
      return [one.querySelector('strong').textContent, words.hidden ? '' : words.textContent];
    });
  });
}"""


def rule(id, skin_id="stone-age"):
    """Return title and sentence of a pay rule in words of a skin."""
    words = skin(skin_id)
    return page_words_of(words).title(regime(id)), words.rule(regime(id))


def since(id, day, skin_id="stone-age"):
    """Return what is said of a pay rule that came on a day."""
    title, words = rule(id, skin_id)
    return [text("rule_since", skin_id, title=title, day=day), words]


@pytest.mark.parametrize("skin_id", ["stone-age", "steinzeit", "zero-outage"])
def test_each_rule_holds_from_its_day_and_says_what_else_is_done(skin_id):
    found = pay_rules(read([("bands", DECIDED), ("seed", "5"), ("skin", skin_id)]))
    assert [(one["day"], one["id"]) for one in found] == [(0, "own-product"), (90, "shared-survival"), (200, "none")]
    assert [(one["title"], one["words"]) for one in found] == [rule(one["id"], skin_id) for one in found]
    page = page_words_of(skin(skin_id))
    meetings = page.say("done_setting", name=page.setting("meetings"), value=page.number("0.15"), day=90)
    assert meetings in found[1]["also"]  # decided on the same morning, so the rule has not replaced it
    review = found[1]["also"][0]
    assert "60" in review
    assert found[2]["also"] == [review]  # an act is not undone; settings of before are


def test_the_later_of_two_rules_on_one_morning_holds():
    found = pay_rules(read([("bands", "own-product~90:regime:none~90:regime:shared-survival"), ("seed", "5")]))
    assert [(one["day"], one["id"]) for one in found] == [(0, "own-product"), (90, "shared-survival")]


@needs_chromium
@pytest.mark.usefixtures("compiled")
def test_the_rule_on_the_stage_is_that_of_the_day(watched):
    page = watched.open("/?bands=own-product~90:regime:shared-survival,own-product&seed=5")
    title, _ = rule("own-product")
    changed = [f"{title} · {text('done_regime', title=rule('shared-survival')[0], day=90)}", ""]
    same = [f"{title} · {text('untouched')}", ""]
    before, on, back = page.evaluate(RULES, [89, 90, 40])
    assert before == back == [changed, same]
    assert on == [since("shared-survival", 90), same]


@needs_chromium
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("steps", "after"), [("", ""), ("~180:meetings:0.15", ", with your 2 steps")], ids=["a rule", "a rule and a step"]
)
def test_the_rule_in_a_room_is_that_of_the_day(watched, steps, after):
    page = watched.open("/?seed=5")
    query = f"bands=own-product~180:regime:shared-survival{steps}&seed=5"
    page.evaluate(IN_A_ROOM, [query, {"from": 0, "to": 359, "seconds": 0, "decided": "with your 2 steps"}])
    (first,), (then,) = page.evaluate(RULES, [179, 180])
    title, words = rule("own-product")
    assert first == [f"{title}, with your 2 steps", words]
    title, words = since("shared-survival", 180)
    assert then == [title + after, words]
