"""Pages for paper: handout, run sheet, table cards and ballots, without scripts; the browser prints them or saves PDF.

Before a workshop the handout has empty boxes; afterwards it shows what was revealed, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from dashboards.room.hands import rings_of, shared_pay
from dashboards.room.regime_map import cells
from dashboards.room.script import Step
from dashboards.room.steps import State, decided, tally
from dashboards.room.views import film_query, unchanged
from dashboards.room.words import room_words, step_texts

SHEETS = ("handout", "run-sheet", "cards", "ballots")
TEMPLATE = Path(__file__).with_name("pages") / "print.html"
CARDS = 8
VOTED = ("scale", "choice", "vote", "bet")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


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
    body = {"handout": _handout, "run-sheet": _run_sheet, "ballots": _ballots}
    text = _cards(words, state, joining, wifi) if name == "cards" else body[name](words, state, voice)
    filled = {"language": found["language"], "title": words[name.replace("-", "_")], "style": style, "kind": name}
    page = TEMPLATE.read_text(encoding="utf-8")
    for key, value in filled.items():
        page = page.replace("{{" + key + "}}", escape(value))
    return page.replace("{{body}}", text).encode()


def _tag(name: str, text: str, **attributes: str) -> str:
    """Return an element with a text that is escaped."""
    return f"<{name}{_attributes(attributes)}>{escape(text)}</{name}>"


def _attributes(given: Mapping[str, str]) -> str:
    return "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in given.items())


def _table(heads: list[str], rows: list[list[str]], numbers: int) -> str:
    """Return a table whose last columns hold numbers."""
    first = len(heads) - numbers
    named = [_tag("th", one, scope="col", **({"class_": "n"} if k >= first else {})) for k, one in enumerate(heads)]
    lines = "".join(
        "<tr>"
        + "".join(_tag("td", one, **({"class_": "n"} if k >= first else {})) for k, one in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{''.join(named)}</tr></thead><tbody>{lines}</tbody></table>"


# --- the handout ------------------------------------------------------------------------------------------------------


def _handout(words: Mapping[str, str], state: State, voice: str) -> str:
    assert state.script is not None
    shown = [step for step in state.script.steps if step.id in state.shown]
    heading = words["handout"] if shown or state.played else words["handout_before"]
    parts = [_tag("h1", heading), _tag("p", words["model_world"], class_="small")]
    parts += [_shown(words, state, step, voice) for step in shown]
    parts += _rings(words, state, voice)
    if not shown:
        parts += [_tag("h2", words["your_bet"]), '<div class="box"></div>']
    parts += [_tag("h2", words["board"]), '<div class="boxes">']
    parts += [f"<div>{_tag('p', words[name], class_='small')}</div>" for name in ("past", "present", "future")]
    parts += ["</div>", _tag("h2", words["questions"])]
    for k in (1, 2, 3):
        parts += [_tag("p", words[f"question_{k}"]), '<div class="box"></div>']
    parts += [_tag("h2", words["small_step"]), '<div class="box"></div>']
    if shown:
        parts += [_tag("p", words["again"].format(address="/?" + film_query(state)), class_="small")]
    return "\n".join(parts)


def _shown(words: Mapping[str, str], state: State, step: Step, voice: str) -> str:
    """Return what was revealed of a step; of a question that was asked twice, both times."""
    assert state.script is not None
    texts = step_texts(voice, step.id)
    if step.kind == "reveal":
        bet = state.script.steps[state.script.index(step.of)]
        found = state.results[step.id]
        changed = isinstance(found.get("without"), int)  # results of older rooms do not have it
        said = words["outcome_both" if changed else "outcome"]
        return (
            _tag("h2", step_texts(voice, bet.id)["title"])
            + _tag("p", said.format(**found, label=_decided(state, step, voice)))
            + _counts(words, [tally(state, bet)], _labels(bet, {}, voice))
        )
    if any(one.again == step.id for one in state.script.steps):
        return ""  # it stands where it was asked again
    steps = [state.script.steps[state.script.index(step.again)], step] if step.again else [step]
    built_in = words["unchanged" if unchanged(state, step) else "built_in"]
    won = [texts["options"][id] for id in state.winners.get(step.id, "").split(",") if id]
    return (
        _tag("h2", texts["title"])
        + _counts(
            words,
            [tally(state, one) for one in steps if _was_asked(state, one)],
            _labels(step, texts.get("options", {}), voice),
        )
        + (_tag("p", built_in.format(label=", ".join(won))) if won else "")
    )


def _was_asked(state: State, step: Step) -> bool:
    """Say whether a question was closed; one that was skipped has no answers, and nobody was too few for it."""
    return step.id in state.seals


def _decided(state: State, step: Step, voice: str) -> str:
    """Return what the room has decided between a bet and its outcome, in the words of its votes."""
    assert state.script is not None
    at = state.script.index(step.id)
    found = decided(replace(state, at=at), since=state.script.index(step.of))
    return ", ".join(step_texts(voice, vote.id)["options"][one.id] for vote, one in found)


def _labels(step: Step, options: Mapping[str, str], voice: str) -> dict[str, str]:
    if step.kind == "place":
        words = room_words(voice)["phone"]
        columns, rows = words["map_columns"].split("|"), words["map_rows"].split("|")
        places = {one: one.split("-") for one in cells()}
        return {id: words["map_cell"].format(x=columns[int(x)], y=rows[int(y)]) for id, (x, y) in places.items()}
    return dict(options) or {str(k): str(k) for k in range(step.low, step.high + 1)}


def _counts(words: Mapping[str, str], totals: list[dict[str, int] | None], labels: Mapping[str, str]) -> str:
    if any(one is None for one in totals):
        return _tag("p", words["few"])
    known = [one or {} for one in totals]
    rows = [[name or id, *(str(one.get(id, 0)) for one in known)] for id, name in labels.items()]
    rows = [row for row in rows if any(cell != "0" for cell in row[1:])]
    heads = [words["answer"], *([words["before"], words["after"]] if len(totals) > 1 else [words["number"]])]
    return _table(heads, rows, len(totals))


def _rings(words: Mapping[str, str], state: State, voice: str) -> list[str]:
    """Return a table for each year of Hands that was played; of two years it also says what each ring was paid for."""
    assert state.script is not None
    parts = []
    for step in state.script.steps:
        rings = [one for one in rings_of(state, step.id) if one.held] if step.kind == "hands" else []
        if not rings:
            continue
        rows = [
            [LETTERS[k % 26], *_pay(state, k, step, voice), *map(str, (_days(one.held), len(one.seats), one.store))]
            for k, one in enumerate(rings)
        ]
        heads = [words["ring"], *([words["pay"]] if step.year else []), words["held"], words["people"], words["food"]]
        name = words["hands_year"].format(year=step.year) if step.year else words["hands"]
        parts.append(_tag("h2", name) + _table(heads, rows, 2))
    return parts


def _days(held: tuple[int, ...]) -> str:
    return " ".join(map(str, held))


def _pay(state: State, ring: int, step: Step, voice: str) -> list[str]:
    """Return what a ring was paid for, where that is not the same for all."""
    name = "pay_shared" if shared_pay(state, ring, step.id) else "pay_own"
    return [room_words(voice)["screen"][name]] if step.year else []


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
    return _tag("h1", words["run_sheet"]) + _tag("p", words["keys"], class_="small") + _table(heads, rows, 0)


def _ballots(words: Mapping[str, str], state: State, voice: str) -> str:
    assert state.script is not None
    slips = []
    for step in state.script.steps:
        if step.kind in VOTED:
            texts = step_texts(voice, step.id)
            options = texts.get("options") or {str(k): str(k) for k in range(step.low, step.high + 1)}
            boxes = "".join(_tag("li", one) for one in options.values())
            numbered = ' class="numbers"' if step.kind in ("scale", "bet") else ""
            ends = f"{step.low} = {texts['low']}, {step.high} = {texts['high']}" if numbered else ""
            more = (_tag("p", ends) if ends else "") + (_tag("p", words["sure"]) if step.kind == "bet" else "")
            slips.append(f"<section>{_tag('h2', texts['title'])}<ul{numbered}>{boxes}</ul>{more}</section>")
    return _tag("p", words["ballots_note"], class_="small") + f'<div class="slips">{"".join(slips)}</div>'


def _cards(words: Mapping[str, str], state: State, joining: str, wifi: str) -> str:
    codes = [("/room/wifi.svg", words["wifi"].format(name=wifi))] if wifi else []
    codes.append(("/room/code.svg", words["scan" if wifi else "scan_only"]))
    figures = "".join(
        f'<figure><img src="{source}" alt="{escape(text)}">{_tag("figcaption", text)}</figure>'
        for source, text in codes
    )
    texts = f"<div>{_tag('b', state.code)}{_tag('p', words['stay'], class_='small')}</div>"
    card = f"<section>{figures}{texts}{_tag('p', joining, class_='address')}</section>"
    return f'<div class="slips{" both" if wifi else ""}">{card * CARDS}</div>'
