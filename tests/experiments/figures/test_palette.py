"""The colours of the charts: they stand out, and nothing is told apart by colour alone."""

from chart_reading import REGIMES
from matplotlib.colors import to_rgb

from experiments.figures import palette


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, 1 to 21."""

    def luminance(colour: str) -> float:
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_text_and_hues_stand_out_from_what_they_are_drawn_on() -> None:
    for ground in (palette.PAPER, palette.SHADE, palette.WINTER):
        assert contrast(palette.INK, ground) > 7, ground
        assert contrast(palette.GREY, ground) > 4.5, ground
        assert contrast(palette.MINE, ground) > 3, ground


def test_the_contrasts_of_the_palette_are_those_of_its_table() -> None:
    hues = [palette.INK, palette.OURS, palette.MINE, palette.PREVENTION, palette.HEROICS]
    assert [round(contrast(hue, palette.PAPER), 1) for hue in hues] == [15.6, 3.1, 4.6, 5.7, 7.5]


def test_regimes_differ_in_dash_and_mark_and_not_in_colour_alone() -> None:
    looks = list(palette.REGIMES.values())
    assert len({look.dash for look in looks}) == len({look.mark for look in looks}) == len(looks)
    assert palette.REGIMES["shared-survival"] == (palette.OURS, "solid", "o")
    assert palette.REGIMES["own-product"].mark == "s"


def test_regimes_of_the_user_get_greys_that_no_other_regime_has() -> None:
    looks = palette.styles(["mine", "mixed", "shared-survival", "yours"])
    assert looks["mixed"] == palette.REGIMES["mixed"]
    assert len({look.mark for look in looks.values()}) == 4
    assert looks["mine"].colour == looks["yours"].colour == palette.GREY
    many = palette.styles([f"table {i}" for i in range(20)])
    assert {look.colour for look in many.values()} == {palette.GREY}
    assert len(palette.styles([*REGIMES, "one more"])) == len(REGIMES) + 1
