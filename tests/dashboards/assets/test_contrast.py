"""All text can be read: contrast as WCAG 2.2 defines it, from the colours that the pages really have."""

import re

import pytest
from cases import each
from stage_browser import PLACE, Watched, needs_chromium

from dashboards.shared.browser_files import FILES

LEAST = 4.5
"""For text of any size, level AA."""

VARIABLE = re.compile(r"--([\w-]+): (#[0-9A-Fa-f]{3,6})")
PALETTE = re.compile(r"(\w+): '(#[0-9A-Fa-f]{6})'")


def channels(colour):
    """Return red, green and blue from 0 to 1 of a colour such as #fff or #1B1F24."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    return [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]


def luminance(colour):
    """Return relative luminance, as WCAG defines it."""
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in colour]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """Return the contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(channels(one)), luminance(channels(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_standard_says():
    assert contrast("#000", "#fff") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


def colours_of(sheet):
    """Return the variables of each theme of a style sheet."""
    found = [dict(VARIABLE.findall(block)) for block in re.findall(r"\{[^{}]*\}", (FILES / sheet).read_text("utf-8"))]
    light, dark = (one for one in found if "paper" in one)
    return {"light": light, "dark": light | dark}


@each(("sheet", "theme"), [(sheet, theme) for sheet in ("stage.css", "pages.css") for theme in ("light", "dark")])
def test_ink_and_grey_can_be_read_on_every_background(sheet, theme):
    colours = colours_of(sheet)[theme]
    for text in ("ink", "grey"):
        for ground in {"paper", "card", "snow"} & colours.keys():
            assert contrast(colours[text], colours[ground]) >= LEAST, (text, ground)


@each("theme", ["light", "dark"])
def test_the_canvas_has_the_colours_of_the_style_sheet(theme):
    text = (FILES / "theme.js").read_text("utf-8")
    block = text[text.index(f"  {theme}:") :]
    drawn = dict(PALETTE.findall(block.partition("},")[0]))
    written = colours_of("stage.css")[theme]
    for name in ("paper", "ink", "grey", "ours", "mine", "prevention", "heroics"):
        assert drawn[name] == written[name]
    for ground in re.findall(r"'(#[0-9A-F]{6})'", block.partition("ground: [")[2].partition("]")[0]):
        assert contrast(drawn["ink"], ground) >= LEAST
    for name in ("ours", "mine", "prevention", "heroics"):  # shapes, not text: 3, level AA
        assert contrast(drawn[name], drawn["paper"]) >= 3.0, name


MEASURED = """(least) => {
  const parts = (words) => words.match(/[\\d.]+/g).map(Number);
  const over = (top, below) => [0, 1, 2].map((k) => top[3] * top[k] + (1 - top[3]) * below[k]);
  const given = (words) => { const [r, g, b, a = 1] = parts(words); return [r, g, b, a]; };
  const ground = (one) => {
    const layers = [];
    for (let at = one; at; at = at.parentElement) layers.push(given(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const light = (rgb) => [0.2126, 0.7152, 0.0722].reduce((sum, w, k) => {
    const v = rgb[k] / 255;
    return sum + w * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  }, 0);
  const bad = [];
  let seen = 0;
  for (const one of document.querySelectorAll('.hunt *, .hunt-page *')) {
    const words = [...one.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join('').trim();
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    if (!words || box.width < 2 || box.height < 2 || style.visibility === 'hidden') continue;
    if (one.closest('svg, option')) continue;
    const colour = given(style.color);
    if (!colour[3]) continue;
    seen += 1;
    const below = ground(one);
    const [high, low] = [light(over(colour, below)), light(below)].sort((a, c) => c - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < least) bad.push(`${ratio.toFixed(2)} ${one.className} ${words.slice(0, 40)}`);
  }
  return { seen, bad };
}"""


@needs_chromium
@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_text_in_the_browser_can_be_read(browser, base, theme):
    one = Watched(browser, base, color_scheme=theme)
    page = one.open(f"/?{PLACE}&reference=none#day=290")
    assert page.evaluate("document.querySelector('.hunt').dataset.theme") == theme
    for key in ("", "s", "f", "w", "e", "l", "?"):
        if key:
            page.keyboard.press(key)
            page.wait_for_selector("dialog[open]")
            page.wait_for_function("!document.querySelector('dialog[data-state=asking]')")
        found = page.evaluate(MEASURED, LEAST)
        assert found["seen"] > 20
        assert found["bad"] == [], key
        if key:
            page.keyboard.press("Escape")
    for path in ("/story", "/compare", "/lab"):
        one.open(path, ready=path == "/story")
        page.wait_for_selector(".choices button, .go")
        found = page.evaluate(MEASURED, LEAST)
        assert found["seen"] > 5
        assert found["bad"] == [], path
    one.close()
