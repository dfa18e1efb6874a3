"""The handout: one page that is worth keeping, then details.

Before a workshop it has empty boxes; afterwards it shows what was revealed, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import replace

from dashboards.room.hands import rings_of, shared_pay
from dashboards.room.paper import table, tag
from dashboards.room.regime_map import COLUMNS, ROWS
from dashboards.room.script import Step
from dashboards.room.steps import State, decided, tally
from dashboards.room.verdict import LETTERS
from dashboards.room.views import unchanged
from dashboards.room.words import room_words, step_texts

Words = Mapping[str, str]


def handout(words: Words, state: State, voice: str) -> str:
    """Return what is on the handout."""
    assert state.script is not None
    done = bool(state.shown or state.played)
    parts = [tag("h1", words["handout" if done else "handout_before"]), tag("p", words["model_world"], class_="small")]
    if not done:
        return "\n".join([*parts, _box(words["your_bet"]), _ours(words, state, voice), *_own_board(words)])
    parts += [*_year(words, state, voice), *_thousand(words, state, voice), *_sentences(words)]
    parts += [_ours(words, state, voice), *_lines(words, state, voice)]
    details = [part for step in state.script.steps if (part := _detail(words, state, step, voice))]
    if details:
        parts += [tag("h1", words["details"], class_="details"), *details]
    return "\n".join([*parts, *_own_board(words)])


def _box(heading: str) -> str:
    return tag("h2", heading) + '<div class="box"></div>'


# --- the page to keep -------------------------------------------------------------------------------------------------


def _year(words: Words, state: State, voice: str) -> list[str]:
    """Return our bet next to the outcome of the year, without and with what the room has decided."""
    assert state.script is not None
    parts = []
    for step in state.script.steps:
        if step.kind != "reveal" or step.id not in state.shown:
            continue
        found = state.results[step.id]
        bet = state.script.steps[state.script.index(step.of)]
        of = words["of"].format(**found)
        mean = _mean(tally(state, bet))
        changed = isinstance(found.get("without"), int)  # results of older rooms do not have it
        facts = [(_number(mean, voice), of, words["our_bet"])] if mean is not None else []
        if changed:
            facts.append((str(found["without"]), of, words["without"]))
        label = words["with"].format(label=_decided(state, step, voice)) if changed else words["our_year"]
        facts.append((str(found["alive"]), of, label))
        tiles = "".join(
            f"<div><p>{tag('b', n)} {tag('span', limit)}</p>{tag('p', text, class_='small')}</div>"
            for n, limit, text in facts
        )
        parts += [tag("h2", step_texts(voice, bet.id)["title"]), f'<div class="facts">{tiles}</div>']
        if not changed:
            parts.append(tag("p", words["repeats"].format(**found), class_="small"))
        elif found.get("pairs"):  # results of older rooms do not have them
            said = room_words(voice)["screen"]["same_with"]
            label = _decided(state, step, voice)
            parts.append(tag("p", said.format(**found | found["pairs"], label=label), class_="small"))
    return parts


def _mean(totals: Mapping[str, int] | None) -> float | None:
    """Return the mean of numbers that were answered; None where no totals are shown."""
    many = sum((totals or {}).values())
    return sum(int(one) * n for one, n in (totals or {}).items()) / many if many else None


def _number(value: float, voice: str) -> str:
    return f"{value:.1f}".replace(".", room_words(voice)["print"]["decimal"])


def _decided(state: State, step: Step, voice: str) -> str:
    """Return what the room has decided between a bet and its outcome, in the words of its votes."""
    assert state.script is not None
    at = state.script.index(step.id)
    found = decided(replace(state, at=at), since=state.script.index(step.of))
    return ", ".join(step_texts(voice, vote.id)["options"][one.id] for vote, one in found)


def _thousand(words: Words, state: State, voice: str) -> list[str]:
    """Return how a thousand other years end, for every screen with such years that the room has come to."""
    assert state.script is not None
    parts = []
    for at, step in enumerate(state.script.steps[: state.at + 1]):
        if step.kind != "years" or step.id not in state.results:
            continue
        found = state.results[step.id]
        chosen = decided(replace(state, at=at))
        label = ", ".join(step_texts(voice, vote.id)["options"][one.id] for vote, one in chosen)
        rows = []
        for row in found["rows"]:
            title = row["title"]
            if row["own"] and found.get("decided") and chosen:  # of several steps each has a line of its own below
                said = words["with_ours" if len(chosen) == 1 else "with_steps"]
                title = said.format(title=title, label=label, n=len(chosen))
            share = [str(round(100 * row["alive"][k] / found["years"])) for k in (0, -1)]
            mean = sum(k * n for k, n in enumerate(row["alive"])) / found["years"]
            rows.append([title, *share, _number(mean, voice)])
        of = len(found["rows"][0]["alive"]) - 1 if found["rows"] else 0
        heads = [words[name].format(of=of) for name in ("rule", "nobody", "everyone", "mean")]
        parts += [tag("h2", step_texts(voice, step.id)["title"]), table(heads, rows, 3)] if rows else []
    return parts


def _sentences(words: Words) -> list[str]:
    items = "".join(tag("li", words[f"sentence_{k}"]) for k in (1, 2, 3))
    return [tag("h2", words["sentences"]), f"<ul>{items}</ul>"]


def _questions(words: Words) -> list[str]:
    items = "".join(f"<li>{tag('span', words[f'question_{k}'])}<i></i></li>" for k in (1, 2, 3))
    return [tag("h2", words["questions"]), f'<ol class="questions">{items}</ol>']


def _ours(words: Words, state: State, voice: str) -> str:
    """Return the questions next to the steps."""
    halves = ["".join(one) for one in (_questions(words), _steps(words, state, voice))]
    return f'<div class="halves"><div>{halves[0]}</div><div>{halves[1]}</div></div>'


def _steps(words: Words, state: State, voice: str) -> list[str]:
    """Return the steps that the room has built into a year, and room for one's own."""
    assert state.script is not None
    chosen = [
        step_texts(voice, step.id)["options"][id]
        for step in state.script.steps
        if step.most > 1
        for id in state.winners.get(step.id, "").split(",")
        if id
    ]
    items = "".join(tag("li", one) for one in chosen)
    built = [tag("h2", words["steps_chosen"]), f"<ul>{items}</ul>"] if chosen else []
    return [*built, _box(words["small_step"])]


def _lines(words: Words, state: State, voice: str) -> list[str]:
    """Return the lines that the trainer has released, by what they begin with."""
    assert state.script is not None
    parts = []
    for step in state.script.steps:
        for field in step.fields:
            said = dict.fromkeys(one["text"] for one in state.released.get(step.id, ()) if one["field"] == field)
            if said:
                parts.append(
                    f"<p>{tag('b', step_texts(voice, step.id)['fields'][field])} {tag('span', ' · '.join(said))}</p>"
                )
    return [tag("h2", words["lines"]), *parts] if parts else []


# --- details ----------------------------------------------------------------------------------------------------------


def _detail(words: Words, state: State, step: Step, voice: str) -> str:
    """Return what was revealed of a step; of a question that was asked twice, both times."""
    assert state.script is not None
    if step.kind == "hands":
        return _rings(words, state, step, voice)
    if step.id not in state.shown or any(one.again == step.id for one in state.script.steps):
        return ""  # what is asked again stands there
    texts = step_texts(voice, step.id)
    if step.kind == "reveal":
        bet = state.script.steps[state.script.index(step.of)]
        return tag("h2", words["bets"]) + _counts(words, bet, [tally(state, bet)], {})
    steps = [state.script.steps[state.script.index(step.again)], step] if step.again else [step]
    won = [texts["options"][id] for id in state.winners.get(step.id, "").split(",") if id]
    built_in = words["unchanged" if unchanged(state, step) else "built_in"]
    totals = [tally(state, one) for one in steps if _was_asked(state, one)]
    counted = _places(words, totals[0], voice) if step.kind == "place" else ""
    return (
        tag("h2", texts["title"])
        + (counted or _counts(words, step, totals, texts.get("options", {})))
        + (tag("p", built_in.format(label=", ".join(won))) if won else "")
    )


def _was_asked(state: State, step: Step) -> bool:
    """Say whether a question was closed; one that was skipped has no answers, and nobody was too few for it."""
    return step.id in state.seals


def _counts(words: Words, step: Step, totals: list[dict[str, int] | None], options: Mapping[str, str]) -> str:
    """Return how many gave each answer: a row per option, or a column per number of a scale."""
    if any(one is None for one in totals):
        return tag("p", words["few"])
    known = [one or {} for one in totals]
    names = [words["before"], words["after"]] if len(totals) > 1 else [words["number"]]
    if options:
        rows = [[name, *(str(one.get(id, 0)) for one in known)] for id, name in options.items()]
        return table([words["answer"], *names], rows, len(totals))
    numbers = [str(k) for k in range(step.low, step.high + 1)]
    return table(
        [words["answer"], *numbers],
        [[name, *(str(one.get(k) or "") for k in numbers)] for name, one in zip(names, known, strict=True)],
        len(numbers),
    )


def _places(words: Words, totals: dict[str, int] | None, voice: str) -> str:
    """Return how many of the room lie where on the map, as it is on the screen."""
    if totals is None:
        return ""
    said = room_words(voice)["screen"]
    rows = [
        [name, *(str(totals.get(f"{x}-{y}") or "") for x in range(len(COLUMNS)))]
        for y, name in enumerate(said["map_rows"].split("|")[: len(ROWS)])
    ]
    return tag("p", said["map_axes"], class_="small") + table(["", *said["map_columns"].split("|")], rows, len(COLUMNS))


def _rings(words: Words, state: State, step: Step, voice: str) -> str:
    """Return a table of a year of Hands that was played; of two years it also says what each ring was paid for."""
    rings = [one for one in rings_of(state, step.id) if one.held]
    if not rings:
        return ""
    rows = [
        [
            LETTERS[k % len(LETTERS)],
            *_pay(state, k, step, voice),
            " ".join(map(str, one.held)),
            str(len(one.seats)),
            str(one.store),
        ]
        for k, one in enumerate(rings)
    ]
    heads = [words["ring"], *([words["pay"]] if step.year else []), words["held"], words["people"], words["food"]]
    name = words["hands_year"].format(year=step.year) if step.year else words["hands"]
    return tag("h2", name) + table(heads, rows, 2)


def _pay(state: State, ring: int, step: Step, voice: str) -> list[str]:
    """Return what a ring was paid for, where that is not the same for all."""
    name = "pay_shared" if shared_pay(state, ring, step.id) else "pay_own"
    return [room_words(voice)["screen"][name]] if step.year else []


def _own_board(words: Words) -> list[str]:
    boxes = [f"<div>{tag('p', words[name], class_='small')}</div>" for name in ("past", "present", "future")]
    return [tag("h2", words["board"]), f'<div class="boxes">{"".join(boxes)}</div>']
