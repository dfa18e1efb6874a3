"""Stage and story have no obstacles that axe-core finds; compare and lab have tests of their own."""

import pytest
from accessibility import needs_axe, obstacles
from stage_browser import PLACE, Watched, needs_chromium

pytestmark = [needs_chromium, needs_axe, pytest.mark.slow, pytest.mark.usefixtures("compiled")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", [f"/?{PLACE}", "/story"], ids=["stage", "story"])
def test_there_are_no_obstacles(browser, base, path, theme):
    one = Watched(browser, base, viewport={"width": 1366, "height": 768}, color_scheme=theme)
    page = one.open(path)
    page.wait_for_timeout(1000)
    assert obstacles(page) == []
    one.close()
