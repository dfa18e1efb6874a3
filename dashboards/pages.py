"""The pages of the dashboard, as Solara routes: stage, story, compare and lab."""

from typing import Any

import solara

from dashboards.compare.page import Compare
from dashboards.lab.page import Lab
from dashboards.shared.browser_files import version
from dashboards.shared.first_paint import skin_in
from dashboards.shared.navigator import mend_navigator
from dashboards.shared.page_parts import Head
from dashboards.shared.page_words import page_words_of

mend_navigator()


@solara.component_vue("stage.vue")
def Player(version: str, page: str) -> None:
    """Show the stage or the story: plain modules in the browser, served by this app."""


def title_of(name: str) -> str:
    """Return the title of a page, in the language of the skin of its address."""
    words = page_words_of(skin_in(solara.use_router().search))
    return f"{words.put(name)} \N{MIDDLE DOT} {words.put('pages_site')}"


@solara.component
def Stage() -> None:
    """Show the stage."""
    Head(title=title_of("pages_stage"))
    Player(version=version(), page="stage")


@solara.component
def Story() -> None:
    """Tell the guided story."""
    Head(title=title_of("page_story"))
    Player(version=version(), page="story")


@solara.component
def Bare(children: list[Any] = []) -> None:  # noqa: B006 - Solara's own convention for a layout
    """Lay a page out without any frame: the stage is the page."""
    solara.Column(children=children, gap="0px", style={"padding": "0", "margin": "0"})


routes = [
    solara.Route("/", component=Stage, layout=Bare, label="Stage"),
    solara.Route("story", component=Story, label="Story"),
    solara.Route("compare", component=Compare, label="Compare"),
    solara.Route("lab", component=Lab, label="Lab"),
]
