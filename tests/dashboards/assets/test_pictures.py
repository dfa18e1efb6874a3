"""The sets of pictures: each has all that the stage draws, and a company's stage draws nothing of the stone age."""

import re

import pytest
from stage_browser import needs_chromium

from dashboards.shared.browser_files import FILES, version
from hunt.catalogue.scenarios import scenario_ids
from hunt.narrator import skin
from hunt.narrator.skins import PICTURES

USED = re.compile(r"\b(?:svg|draw|outline|icon|list)\((?:this\.ctx, |ctx, )?'([\w-]+)'")
PUT_TOGETHER = {
    "praise-": ("person", "product", "plan", "rescue", "outcome"),
    "wall-": ("painting", "stick", "banner"),
}


def names_used():
    """Return the names of all pictures that the page's JavaScript draws."""
    found = set()
    for file in FILES.rglob("*.js"):
        text = file.read_text(encoding="utf-8")
        found |= set(USED.findall(text))
        if "ICONS = {" in text:
            found |= set(re.findall(r": '([\w-]+)'", text.split("ICONS = {")[1].split("}")[0]))
        for start, ends in PUT_TOGETHER.items():
            found |= {start + end for end in ends if f"`{start}${{" in text}
    return found


def test_the_names_that_are_drawn_are_found():
    assert {
        "big",
        "big-done",
        "small",
        "left",
        "raid",
        "shield",
        "home",
        "boss",
        "wall-stick",
        "praise-plan",
    } <= names_used()


SETS = "() => import('/files/{v}/icons.js').then(({{ SETS }}) => Object.fromEntries(Object.entries(SETS).map("
SETS += (
    "([id, one]) => [id, {{ paths: Object.keys(one.paths), empty: Object.values(one.paths).filter((d) => !/^M/.test(d)"
)
SETS += " || /NaN|undefined/.test(d)), rest: Object.keys(one).sort() }}])))"


@needs_chromium
@pytest.mark.usefixtures("compiled")
def test_every_set_has_every_picture(watched):
    page = watched.open("/?bands=own-product&seed=1&set=days:30")
    sets = page.evaluate(SETS.format(v=version()))
    assert set(sets) == set(PICTURES)
    roles = {"track", "drive", "strike", "keep"}
    for id, one in sets.items():
        assert names_used() | roles == set(one["paths"]), id
        assert one["empty"] == [], id
        assert {"turns", "home", "tile", "pile", "flake", "gust"} <= set(one["rest"]), id


WATCH = """(v) => import(`/files/${v}/pictures_stone_age.js`).then(({ stoneAge }) => {
  window.__stoneAge = [];
  const noted = (one, name) => {
    const is = one[name];
    Object.defineProperty(one, name, { get() { window.__stoneAge.push(name); return is; } });
  };
  Object.keys(stoneAge.paths).forEach((name) => noted(stoneAge.paths, name));
  Object.keys(stoneAge).forEach((name) => noted(stoneAge, name));
})"""
WALK = """async () => {
  for (let day = 0; day < 360; day += 7) { __stage.go(day); __stage.render(true); }
  __stage.valleys.forEach((one) => one.grounds.clear());
  __stage.render(true);
  for (const key of ['s', '?', 'w']) {
    document.dispatchEvent(new KeyboardEvent('keydown', { key }));
    await new Promise((done) => setTimeout(done, 400));
  }
  return window.__stoneAge;
}"""


@needs_chromium
@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("id", ["zero-outage", "customer-success", "product-team", "stone-age"])
def test_a_company_sees_no_picture_of_the_stone_age(watched, id):
    page = watched.open(f"/?scenario=hero-of-the-night&seed=1&skin={id}")
    page.evaluate(WATCH, version())
    seen = set(page.evaluate(WALK))
    if skin(id).pictures == PICTURES[0]:  # the way of looking finds them where they are
        assert {"big", "small", "home", "tile", "pile", "shield"} <= seen
    else:
        assert seen == set()
    sign = page.evaluate("getComputedStyle(document.querySelector('.hunt')).getPropertyValue('--left-sign')")
    shape = page.evaluate(
        f"import('/files/{version()}/icons.js').then(({{ shape }}) => encodeURIComponent(shape('left')))"
    )
    assert shape in sign  # those who are gone have one sign everywhere


@needs_chromium
@pytest.mark.usefixtures("compiled")
def test_every_scenario_has_a_picture_of_its_own(watched):
    page = watched.open("/?bands=own-product&seed=1&set=days:30&skin=zero-outage")
    made = page.evaluate(
        f"(ids) => import('/files/{version()}/scenario_pictures.js').then(({{ sketch }}) => ids.map(sketch))",
        list(scenario_ids()),
    )
    assert all(one.startswith("<svg") and not re.search("undefined|NaN", one) for one in made)
    assert len(set(made)) == len(made)
