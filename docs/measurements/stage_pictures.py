"""Draw the reference pictures of the stage into docs/pictures: light, dark, small, phone, back row, deuteranopia."""

import io
import re
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageColor

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from stage_browser import browsing, serving  # noqa: E402 - found only once the folder of the tests is known

YEAR = "scenario=default-valley&bands=own-product,shared-survival&seed=13"  # the most typical of the first hundred
FOLDER = ROOT / "docs" / "pictures"
COLOURS = 144  # enough for paper, ink and five hues; keeps a picture below 300 kB

HUES = sorted(set(re.findall(r"'(#[0-9A-F]{6})'", (ROOT / "dashboards" / "assets" / "theme.js").read_text("utf-8"))))

DEUTAN = np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]])
"""Full deuteranopia on linear RGB: Machado, Oliveira & Fernandes (2009), IEEE Trans. Vis. Comput. Graph. 15, 1291."""

SHOTS = {
    # name: size, colour scheme, address, what to do first, what to do with the picture
    "light": ((1920, 1080), "light", f"/?{YEAR}#day=200", "", "plain"),
    "dark": ((1920, 1080), "dark", f"/?{YEAR}#day=200", "", "plain"),
    "one-band": ((1920, 1080), "light", "/?bands=shared-survival&seed=13#day=200", "", "plain"),
    "laptop": ((1366, 768), "light", f"/?{YEAR}#day=290", "", "plain"),
    "phone": ((390, 844), "light", f"/?{YEAR}#day=200", "", "plain"),
    "back-row": ((1920, 1080), "light", f"/?{YEAR}#day=200", "", "430 lines"),
    "deuteranopia": ((1920, 1080), "light", f"/?{YEAR}#day=200", "", "deuteranopia"),
    "reference": ((1920, 1080), "light", f"/?{YEAR}&reference=none#day=330", "", "plain"),
    "why": ((1920, 1080), "light", f"/?{YEAR}#day=200", "__stage.why()", "plain"),
    "trust": ((1920, 1080), "light", f"/?{YEAR}#day=200", "__stage.trust()", "plain"),
    "welcome": ((1920, 1080), "light", "/", "", "plain"),
    "winters": ((1920, 1080), "dark", f"/?{YEAR}&reference=none#day=300", "__stage.winters.open()", "plain"),
    "story": ((1920, 1080), "light", "/story", "", "plain"),
    "german": ((1920, 1080), "light", "/?scenario=the-counter-arrives&seed=3&skin=steinzeit#day=105", "", "plain"),
    "hero": (
        (1920, 1080),
        "light",
        "/?scenario=hero-of-the-night&bands=heroics,shared-survival&seed=1#day=60",
        "",
        "plain",
    ),
}


def seen(picture, how):
    """Return a picture as somebody sees it."""
    if how == "430 lines":
        return picture.resize((430 * picture.width // picture.height, 430), Image.Resampling.LANCZOS)
    if how == "deuteranopia":
        share = np.asarray(picture, float) / 255.0
        linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
        linear = np.clip(linear @ DEUTAN.T, 0.0, 1.0)
        share = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
        return Image.fromarray(np.rint(255.0 * share).astype(np.uint8))
    return picture


def few_colours(picture, how):
    """Return a picture in few colours: the most frequent ones and, however thin its line, each hue of the design."""
    frequent = picture.quantize(COLOURS).getpalette()[: 3 * COLOURS]
    hues = Image.new("RGB", (len(HUES), 1))
    for k, hue in enumerate(HUES):
        hues.putpixel((k, 0), ImageColor.getrgb(hue))
    palette = Image.new("P", (1, 1))
    palette.putpalette(frequent + list(seen(hues, how if how == "deuteranopia" else "plain").tobytes()))
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def main():
    """Draw all pictures, or those named."""
    with serving() as (base, _), browsing() as browser:
        for name in sys.argv[1:] or SHOTS:
            (width, height), scheme, address, first, how = SHOTS[name]
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            page.goto(base + address)
            page.wait_for_function("window.__stage && window.__stage.ready", timeout=120_000)
            if first:
                page.evaluate(f"void {first}")
                page.wait_for_function(
                    "__stage.winters.state !== 'running' && !document.querySelector('dialog[data-state=asking]')",
                    timeout=60_000,
                )
            page.wait_for_timeout(700)
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            few_colours(seen(picture, how), how).save(FOLDER / f"stage-{name}.png", optimize=True)
            context.close()


if __name__ == "__main__":
    main()
