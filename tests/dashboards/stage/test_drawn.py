"""The stage in a browser: what is drawn is what was simulated, and all of it can be read."""

import numpy as np
import pytest
from page_text import text
from stage_browser import PLACE, histories, needs_chromium

from dashboards.stage.film import MARKS, near_misses
from hunt.catalogue.interventions import segments
from hunt.vocabulary import NOBODY, Action, Form, Hours, Leadership, Weather

pytestmark = [needs_chromium, pytest.mark.usefixtures("compiled")]


def leaders_of(history, day):
    """Return who leads a hunt that day: the leaders of called beasts, if they are alive and go to it."""
    beasts, hunters = history.beasts[day], history.hunters[day]
    return {
        int(beast["leader"])
        for b, beast in enumerate(beasts)
        if beast["called"] >= 0
        and beast["leader"] != NOBODY
        and hunters[beast["leader"]]["alive"]
        and hunters[beast["leader"]]["target"] == b
    }


def broken_of(history, day):
    """Return who promised and left a gap for own product that day, and who promised and stayed away."""
    hunters, promised = history.hunters[day], history.promised[day] >= 0
    storm = history.camp["weather"][day] == Weather.STORM
    in_bed = (hunters["action"] == Action.REST) & (history.hunters[max(0, day - 1)]["injured"] > 0)
    left = promised & (hunters["action"] == Action.OWN)
    away = promised & ~np.isin(hunters["action"], [Action.HUNT, Action.OWN]) & ~in_bed & (not storm)
    return left, away


def assert_drawn_as_simulated(page, runs):
    """Compare every hunter, beast, store and number that is drawn on some days with the histories."""
    days = np.random.default_rng(1).choice(runs[0].days, 30, replace=False).tolist()
    look = "(days) => days.map((day) => { __stage.go(day); __stage.render(false); return __stage.drawn(); })"
    for day, drawn in zip(days, page.evaluate(look, days), strict=True):
        assert len(drawn) == len(runs)
        for band, history in zip(drawn, runs, strict=True):
            hunters, camp = history.hunters[day], history.camp[day]
            assert band["day"] == day
            assert band["places"] == [[int(x), int(y)] for x, y in zip(hunters["x"], hunters["y"], strict=True)]
            assert band["store"] == camp["store"]
            assert band["living"] == camp["living"]
            assert band["alive"] == hunters["alive"].tolist()
            assert band["marks"] == [MARKS[Action(one).name.lower()] for one in hunters["action"]]
            assert set(band["leaders"]) == leaders_of(history, day)
            assert band["promised"] == (history.promised[day] >= 0).tolist()
            left, away = broken_of(history, day)
            assert band["broke"] == (left | away).tolist()
            assert band["away"] == away.tolist()
            beasts = history.beasts[day]
            seen = [b for b, one in enumerate(beasts) if one["here"] or (one["down"] >= 0 and one["meat"] > 2)]
            shown = {b: [x, y] for b, x, y in band["beasts"]}
            for b in seen:
                assert shown[b] == [beasts[b]["x"], beasts[b]["y"]]
            assert band["livingText"] == text("alive", living=camp["living"], hunters=len(hunters))
            if camp["living"]:
                bodies = hunters["reserve"][hunters["alive"]].sum()
                store, reserves = (int(np.floor(one / camp["living"] + 0.5)) for one in (camp["store"], bodies))
                name = ("food_here" if store else "food_none") + ("_narrow" if len(runs) > 1 else "")
                assert band["storeText"] == text(name, store=store, bodies=reserves)


def test_what_is_drawn_is_what_was_simulated(watched):
    assert_drawn_as_simulated(watched.open(f"/?{PLACE}"), histories(PLACE))


@pytest.mark.parametrize(
    "query",
    [
        "scenario=the-counter-arrives&bands=shared-survival,plan~90:regime:sla~200:leadership:chief&seed=3",
        "scenario=hero-of-the-night&bands=mission,slogan~40:kappa:0&seed=2&set=hunters:24&set=leadership:chief&set=small_game:0.2&set=meat:8",
    ],
)
def test_the_marks_that_are_drawn_are_those_of_the_day(watched, query):
    """Also with interventions, a chief, and bands of another size."""
    page = watched.open(f"/?{query}")
    assert_drawn_as_simulated(page, histories(query))
    look = "(days) => days.map((day) => { __stage.go(day); __stage.render(true); return __stage.drawn(); })"
    days = [0, 39, 40, 89, 90, *np.random.default_rng(3).choice(360, 30, replace=False).tolist()]
    seen = {"missing": 0, "planted": 0, "reminded": 0, "owners": 0, "rock": 0}
    runs = histories(query)
    stretches = [segments(run.parameters, run.changes) for run in runs]
    for day, drawn in zip(days, page.evaluate(look, days), strict=True):
        for band, run, parts in zip(drawn, runs, stretches, strict=True):
            now = next(settings for start, stop, settings in parts if start <= day < stop)
            hunters, camp = run.hunters[day], run.camp[day]
            alive = hunters["alive"]
            roles = set(run.hunters[0]["role"].tolist())
            assert set(band["missing"]) == roles - set(hunters["role"][alive].tolist())
            kept = np.isin(hunters["action"], [Action.TEND, Action.BUILD]) & alive
            assert band["planted"] == kept.sum()
            flags = now.plan > 0 or now.orders > 0 or now.checklist > 0
            assert band["owners"] == (np.flatnonzero(alive & (hunters["owns"] >= 0.5)).tolist() if flags else [])
            assert band["agreed"] == (now.form == Form.AGREED)
            reminders = hunters["hours"][:, Hours.REMINDER]
            clear = np.abs(reminders - 0.005) > 0.004  # hours are sent in steps
            assert (np.array(band["reminded"]) == (reminders > 0.005))[clear].all()
            felt = now.kappa > 0
            assert band["praised"] == [felt and now.praise > 0 and share > 0 for share in now.praises]
            kind = "painting" if now.sees >= 0.75 else "stick" if now.sees >= 0.25 else "banner"
            assert band["wall"] == (kind if felt and now.shared > 0 and camp["living"] else "")
            chief = int(camp["chief"])
            leads = now.leadership == Leadership.CHIEF and chief != NOBODY and alive[chief]
            assert bool(band["rock"]) == bool(leads)
            events = run.events[[k for k in near_misses(run) if run.events[k]["day"] == day]]
            assert band["near"] == events["beast"].tolist()
            for name, count in seen.items():
                seen[name] = count + bool(np.any(band[name])) if name != "rock" else count + bool(band["rock"])
    assert sum(count > 0 for count in seen.values()) >= 3


TOO_SMALL = """() => {
  const small = [];
  for (const one of document.querySelectorAll('.stage *')) {
    const words = [...one.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join('').trim();
    const box = one.getBoundingClientRect();
    if (!words || one.closest('.twin, .log') || box.width < 2) continue;
    if (parseFloat(getComputedStyle(one).fontSize) < 21.9) small.push(words + ' ' + getComputedStyle(one).fontSize);
  }
  return small;
}"""

CUT = """() => [...document.querySelectorAll('h1, h2, p, span, button, strong')]
  .filter((one) => one.offsetParent && one.closest('.stage') && !one.closest('.twin, .log, .part.tight'))
  .filter((one) => one.clientWidth > 0 && (one.scrollWidth > one.clientWidth + 2
    || one.getBoundingClientRect().right > innerWidth + 1
    || (one.matches('.rule strong, .told') && one.scrollHeight > one.clientHeight + 2)))
  .filter((one) => getComputedStyle(one).display !== 'inline')
  .map((one) => one.className + ': ' + one.textContent)"""


FULL = [
    PLACE,
    f"{PLACE}&reference=none",
    "bands=shared-survival&seed=27",
    "bands=shared-survival&seed=27&reference=none",
    "scenario=the-counter-arrives&seed=3&skin=steinzeit&reference=none",
    "bands=own-product&seed=27&set=hunters:40&reference=none",
    "scenario=the-counter-arrives&seed=3&skin=steinzeit",
    "scenario=hero-of-the-night&bands=heroics&seed=1&skin=steinzeit&set=leadership:chief",
    "scenario=hired-strangers&seed=3",
    "scenario=hired-strangers&seed=3&skin=steinzeit",
    "scenario=hero-of-the-night&seed=1&skin=zero-outage",
    "scenario=the-counter-arrives&seed=3&skin=customer-success",
    "bands=own-product&seed=3&skin=product-team",
]


@pytest.mark.slow
@pytest.mark.parametrize("query", FULL)
def test_nothing_on_the_stage_is_too_small_or_cut(watched, query):
    page = watched.open(f"/?{query}")
    for day in (0, 48, 106, 270, 359):
        page.evaluate(f"__stage.go({day}); __stage.render(true)")
        assert page.evaluate(TOO_SMALL) == []
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.querySelector('.stage').scrollHeight <= innerHeight")
        assert page.evaluate("__stage.valleys.every((v) => v.unit >= 21.9)")


HIDDEN = """async (moments) => {
  const loaded = performance.getEntriesByType('resource').map((one) => one.name);
  const { between } = await import(loaded.find((one) => one.endsWith('/layout.js')));
  const worst = { still: 0, moving: 0, jump: 0 };
  const apart = (a, c) => [(a.w + c.w) / 2 - Math.abs(a.x - c.x),
    (a.h + c.h) / 2 - Math.abs(a.y + a.lift - c.y - c.lift)];
  for (let day = 0; day < 360; day += 9) {
    for (const valley of __stage.valleys) {
      const { body } = valley.size;
      const [now, next] = [valley.moment(day).places.hunters, valley.moment(Math.min(359, day + 1)).places.hunters];
      for (const t of moments) {
        const all = between(now, next, t, valley.size);
        const which = t ? 'moving' : 'still';
        for (let i = 0; i < all.length; i += 1) for (let j = i + 1; j < all.length; j += 1) {
          const [x, y] = apart(all[i], all[j]);
          if (x > 0 && y > 0) worst[which] = Math.max(worst[which], Math.min(x, y) / body);
        }
      }
      for (const [t, end] of [[1e-9, now], [1 - 1e-9, next]]) {
        for (const [h, one] of between(now, next, t, valley.size).entries()) {
          worst.jump = Math.max(worst.jump, Math.hypot(one.x - end[h].x, one.y - end[h].y) / body);
        }
      }
    }
  }
  return worst;
}"""


@pytest.mark.slow
def test_names_and_bodies_do_not_hide_each_other(watched):
    """Neither on an evening nor on the way to the next; and nobody jumps where the way begins or ends."""
    page = watched.open(f"/?{PLACE}")
    hidden = page.evaluate(HIDDEN, [0, 0.2, 0.4, 0.6, 0.8])
    assert hidden["still"] < 0.25  # of a body, at the closest two ever come
    assert hidden["moving"] < 0.35
    assert hidden["jump"] < 0.01
