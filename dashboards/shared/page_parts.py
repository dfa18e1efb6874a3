"""What the compare and lab pages share: their frame, texts and tables."""

import html
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import solara
from solara import v

from dashboards.shared.choices import Choices
from dashboards.shared.page_words import PageWords
from hunt.narrator import DEFAULT as DEFAULT_SKIN

Cell = tuple[str, str]
"""A kind (``num``, ``text``, ``english``, or a class of its own) and a text."""

ENGLISH = {"lang": "en"}
"""Refusals, and the reasons of the catalogues, are in English in every language."""


@solara.component_vue("head.vue")
def Head(title: str = "", language: str = "") -> None:
    """Mend what the template of the pages leaves out."""


def Tag(tag: str, kind: str = "", children: Any = (), attributes: Mapping[str, Any] | None = None) -> Any:
    """Return a plain element of HTML; what is made inside its ``with`` is its children."""
    return v.Html(tag=tag, class_=kind, children=list(children), attributes=dict(attributes or {}))


def page_links(words: PageWords, skin: str, stage: str = "") -> list[tuple[str, str, str]]:
    """Return address, name and path of every page, in the skin at hand."""
    carried = urlencode({"skin": skin}) if skin != DEFAULT_SKIN else ""
    queries = {"/": stage or carried, "/story": carried, "/compare": carried, "/lab": carried}
    names = {
        "/": words.put("pages_stage"),
        "/story": words.put("page_story"),
        "/compare": words.put("page_compare"),
        "/lab": words.put("page_lab"),
    }
    return [(f"{path}?{query}" if query else path, names[path], path) for path, query in queries.items()]


def links_html(links: list[tuple[str, str, str]], here: str) -> str:
    """Return links as HTML; the page at hand is marked."""
    current = ' aria-current="page"'
    return "".join(
        f'<a href="{html.escape(to)}"{current if path == here else ""}>{html.escape(name)}</a>'
        for to, name, path in links
    )


@solara.component
def Frame(path: str, title: str, question: str, choices: Choices, children: list[Any] = []) -> None:  # noqa: B006 - Solara's own convention
    """Lay out a page with its heading and the way to the others."""
    words = choices.page
    Head(title=f"{title} \N{MIDDLE DOT} {words.put('pages_site')}", language=words.language)
    links = links_html(page_links(words, choices.skin, choices.stage_query()), path)
    with Tag("div", "hunt-page"):
        with Tag("header"):
            solara.HTML(tag="nav", unsafe_innerHTML=links, attributes={"aria-label": words.put("pages")})
        with Tag("main"):
            Text(title, tag="h1")
            Text(question, kind="question")
            Tag("div", "content", children)


@solara.component
def Refusal(sentence: str) -> None:
    """Say in one sentence why something cannot be done."""
    solara.HTML(
        tag="p",
        classes=["refusal"],
        attributes={"role": "alert", "id": "refusal", **ENGLISH},
        unsafe_innerHTML=html.escape(sentence),
    )


@solara.component
def Text(words: str, tag: str = "p", kind: str = "") -> None:
    """Write plain text."""
    solara.HTML(tag=tag, classes=[kind] if kind else [], unsafe_innerHTML=html.escape(words))


@solara.component
def Details(summary: str, children: list[Any] = []) -> None:  # noqa: B006 - Solara's own convention
    """Fold something away, until someone opens it."""
    with Tag("details"):
        Text(summary, tag="summary")
        Tag("div", "content", children)


@solara.component
def Markup(text: str, tag: str = "div", kind: str = "", english: bool = False) -> None:
    """Show HTML that this program has made."""
    attributes = ENGLISH if english else {}
    solara.HTML(tag=tag, classes=[kind] if kind else [], attributes=attributes, unsafe_innerHTML=text)


ENGLISH_CELL = ' lang="en"'


def table_html(heads: list[str], rows: list[list[Cell]], caption: str = "") -> str:
    """Return a table as HTML: the heads of its columns, and rows that begin with their own head."""
    kinds = ["num" if kind == "num" else "text" for kind, _ in rows[0]] if rows else ["text"] * len(heads)
    head = "".join(
        f'<th scope="col" class="{kind}">{html.escape(one)}</th>' if one else "<td></td>"
        for kind, one in zip(kinds, heads, strict=True)
    )
    body = "".join(
        "<tr>"
        + f'<th scope="row" class="{first[0]}">{html.escape(first[1])}</th>'
        + "".join(
            f'<td class="{kind}"{ENGLISH_CELL if kind == "english" else ""}>{html.escape(text)}</td>'
            for kind, text in rest
        )
        + "</tr>"
        for first, *rest in rows
    )
    note = f"<caption><span>{html.escape(caption)}</span></caption>" if caption else ""
    return f"<table>{note}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@solara.component
def Table(heads: list[str], rows: list[list[Cell]], caption: str = "", name: str = "") -> None:
    """Show a table; it can be scrolled by keyboard where it is wider than the page."""
    solara.HTML(
        tag="div",
        classes=["table"],
        attributes={"tabindex": "0", "role": "region", "aria-label": name or caption},
        unsafe_innerHTML=table_html(heads, rows, caption),
    )


def use_address(path: str) -> tuple[str, Callable[[str], None]]:
    """Return the query of the page and what changes it: a new entry in the history, so that Back works."""
    router = solara.use_router()

    def push(query: str) -> None:
        if router.search != query:
            router.push(f"{path}?{query}")

    return router.search or "", push
