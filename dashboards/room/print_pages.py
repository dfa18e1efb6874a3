"""Pages for paper, without scripts: handout, run sheet, table cards and ballots; browsers print them or save PDF."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from dashboards.room.handout import handout
from dashboards.room.paper import table, tag
from dashboards.room.steps import State
from dashboards.room.words import room_words, step_texts

SHEETS = ("handout", "run-sheet", "cards", "ballots")
TEMPLATE = Path(__file__).with_name("pages") / "print.html"
CARDS = 8
VOTED = ("scale", "choice", "vote", "bet")


def sheet(
    name: str, state: State, voice: str, joining: str, *, wifi: str = "", style: str = "/room/print.css"
) -> bytes:
    """Return a page for paper.

    Parameters
    ----------
    name
        One of :data:`SHEETS`.
    state, voice
        The room, and its words.
    joining, wifi
        The address that phones open, and the name of the Wi-Fi if its code is printed.
    style
        The address of the style sheet.
    """
    found = room_words(voice)
    words: Mapping[str, str] = found["print"]
    body = {"handout": handout, "run-sheet": _run_sheet, "ballots": _ballots}
    text = _cards(words, state, joining, wifi) if name == "cards" else body[name](words, state, voice)
    filled = {"language": found["language"], "title": words[name.replace("-", "_")], "style": style, "kind": name}
    page = TEMPLATE.read_text(encoding="utf-8")
    for key, value in filled.items():
        page = page.replace("{{" + key + "}}", escape(value))
    return page.replace("{{body}}", text).encode()


# --- for the trainer --------------------------------------------------------------------------------------------------


def _run_sheet(words: Mapping[str, str], state: State, voice: str) -> str:
    assert state.script is not None
    rows, minute = [], 0.0
    for step in state.script.steps:
        texts: Mapping[str, Any] = step_texts(voice, step.id)
        do = f"{words['do']}: {texts['do']} " if "do" in texts else ""
        rows.append([f"{minute:.0f}", texts["title"], do + texts.get("say", ""), texts.get("not", "")])
        minute += step.minutes
    heads = [words["minute"], words["step"], words["say"], words["avoid"]]
    return tag("h1", words["run_sheet"]) + tag("p", words["keys"], class_="small") + table(heads, rows, 0)


def _ballots(words: Mapping[str, str], state: State, voice: str) -> str:
    assert state.script is not None
    slips = []
    for step in state.script.steps:
        if step.kind in VOTED:
            texts = step_texts(voice, step.id)
            options = texts.get("options") or {str(k): str(k) for k in range(step.low, step.high + 1)}
            boxes = "".join(tag("li", one) for one in options.values())
            numbered = ' class="numbers"' if step.kind in ("scale", "bet") else ""
            ends = f"{step.low} = {texts['low']}, {step.high} = {texts['high']}" if numbered else ""
            more = (tag("p", ends) if ends else "") + (tag("p", words["sure"]) if step.kind == "bet" else "")
            slips.append(f"<section>{tag('h2', texts['title'])}<ul{numbered}>{boxes}</ul>{more}</section>")
    return tag("p", words["ballots_note"], class_="small") + f'<div class="slips">{"".join(slips)}</div>'


def _cards(words: Mapping[str, str], state: State, joining: str, wifi: str) -> str:
    codes = [("/room/wifi.svg", words["wifi"].format(name=wifi))] if wifi else []
    codes.append(("/room/code.svg", words["scan" if wifi else "scan_only"]))
    figures = "".join(
        f'<figure><img src="{source}" alt="{escape(text)}">{tag("figcaption", text)}</figure>' for source, text in codes
    )
    texts = f"<div>{tag('b', state.code)}{tag('p', words['stay'], class_='small')}</div>"
    card = f"<section>{figures}{texts}{tag('p', joining, class_='address')}</section>"
    return f'<div class="slips{" both" if wifi else ""}">{card * CARDS}</div>'
