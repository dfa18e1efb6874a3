"""What a comparison found, in the words of the page: one sentence, and the rows of its tables."""

from collections.abc import Mapping
from typing import Any

from dashboards.compare.comparison import Found, Row
from dashboards.shared.numbers import interval, means, number
from dashboards.shared.page_parts import Cell
from dashboards.shared.page_words import PageWords
from experiments.statistics.estimates import verdict
from hunt.catalogue.measures import COMPARED, look_of
from hunt.catalogue.scenarios import scenario

Names = Mapping[str, str]


def headline(found: Found, names: Names, words: PageWords) -> str:
    """Say how many survive under the first two bands, and how sure the difference is."""
    first, second = found.bands[:2]
    people = found.parameters[first].hunters
    row = found.effects[second, "alive_share"]
    values: dict[str, Any] = {
        "people": people,
        "first": names[first],
        "second": names[second],
        "ours": number(words, people * found.arms[first, "alive_share"]["estimate"], 1),
        "theirs": number(words, people * found.arms[second, "alive_share"]["estimate"], 1),
    }
    return f"{words.put('compare_survive', **values)} {difference(words, row, people, found.runs)}"


def difference(words: PageWords, row: Row, people: int, pairs: int) -> str:
    """Say the difference in people with its interval and in how many pairs."""
    low, high = (number(words, people * row[name], 1, "+") for name in ("low", "high"))
    values = {"low": low, "high": high, "pairs": pairs}
    many = number(words, abs(people * row["estimate"]), 1)
    if row["low"] == row["high"] == 0.0:
        return words.put("compare_no_difference", pairs=pairs)
    found = verdict(row["low"], row["high"])
    if found == "unclear":
        return words.put("compare_is_unclear", **values)
    if found == "lower":
        return words.put("compare_is_fewer", many=many, **values)
    return words.put("compare_is_more", many=many, **values)


def band_table(found: Found, names: Names, words: PageWords) -> tuple[list[str], list[list[Cell]]]:
    """Return the small table: a row for each band."""
    first = found.bands[0]
    people = found.parameters[first].hunters
    heads = [
        words.put("compare_rule"),
        words.put("compare_alive", people=people),
        words.put("compare_against", first=names[first]),
        words.put("compare_means"),
        words.put("compare_nobody"),
        words.put("compare_everyone"),
        words.put("measure_kpi"),
        words.put("measure_winter_store"),
    ]
    rows: list[list[Cell]] = []
    for id in found.bands:
        effect = found.effects.get((id, "alive_share"))
        nobody = found.arms[id, "extinct"]["estimate"]
        cells = [
            ("text", f"{names[id]} ({id.partition('~')[0]})"),
            ("num", interval(words, found.arms[id, "alive_share"], people, 1)),
            ("num", "" if effect is None else interval(words, effect, people, 1, "+")),
            ("text", "" if effect is None else means(words, effect)),
            ("num", f"{number(words, 100.0 * nobody, 0)} %"),
            ("num", f"{number(words, 100.0 * found.everyone[id], 0)} %"),
            ("num", _measured(found, id, "kpi", words)),
            ("num", _measured(found, id, "winter_store", words)),
        ]
        rows.append(cells)
    return heads, rows


def _measured(found: Found, id: str, measure: str, words: PageWords) -> str:
    row = found.arms.get((id, measure))
    look = look_of(measure)
    return "\N{EN DASH}" if row is None else number(words, look.factor * row["estimate"], look.decimals)


def measure_table(found: Found, names: Names, words: PageWords) -> tuple[list[str], list[list[Cell]]]:
    """Return every measure: each band, and the first less each other one."""
    first, *others = found.bands
    heads = [words.put("compare_measure"), *(names[id] for id in found.bands)]
    heads += [words.put("compare_less", first=names[first], second=names[other]) for other in others]
    claimed = scenario_measure(found)
    rows: list[list[Cell]] = []
    for measure in dict.fromkeys((*([claimed] if claimed not in COMPARED else []), *COMPARED)):
        look = look_of(measure)
        cells = [("text", measure_title(measure, words))]
        for id in found.bands:
            row = found.arms.get((id, measure))
            cells.append(("num", "\N{EN DASH}" if row is None else interval(words, row, look.factor, look.decimals)))
        for id in others:
            row = found.effects.get((id, measure))
            text = "\N{EN DASH}" if row is None else interval(words, row, look.factor, look.decimals, "+")
            cells.append(("num", text))
        rows.append(cells)
    return heads, rows


def scenario_measure(found: Found) -> str:
    """Return what the scenario claims something about."""
    return scenario(found.choices.scenario).claim.measure


def measure_title(measure: str, words: PageWords) -> str:
    """Return what a measure is called; one without words of the page, as the catalogue says it."""
    name = f"measure_{measure}"
    if name in words.texts:
        return words.put(name)
    look = look_of(measure)
    return words.plain(look.says) + (", %" if look.percent else "")


def flip_table(found: Found, parameter: str, names: Names, words: PageWords) -> tuple[list[str], list[list[Cell]]]:
    """Return how many survive at each value of a parameter, and what the difference means."""
    first, second = found.bands[:2]
    people = found.parameters[first].hunters
    heads = [
        words.put("compare_value"),
        names[first],
        names[second],
        words.put("compare_less", first=names[first], second=names[second]),
        words.put("compare_means"),
        words.put("compare_pairs"),
    ]
    rows: list[list[Cell]] = []
    for row in found.flips or ():
        if row["parameter"] == parameter:
            value = words.number(f"{row['value']:g}")
            here = f"{value} ({words.put('compare_here')})" if row["here"] else value
            shares = [("num", number(words, people * row[id], 1)) for id in (first, second)]
            told = [
                ("num", interval(words, row, people, 1, "+")),
                ("text", means(words, row)),
                ("num", f"{row['runs']}"),
            ]
            rows.append([("here" if row["here"] else "text", here), *shares, *told])
    return heads, rows


def course(found: Found, parameter: str, words: PageWords) -> str:
    """Say in a word or two whether the result holds along a parameter."""
    verdicts = {row["verdict"] for row in found.flips or () if row["parameter"] == parameter}
    if {"lower", "higher"} <= verdicts:
        return words.put("compare_reverses")
    if verdicts == {"unclear"}:
        return words.put("compare_nowhere")
    return words.put("compare_holds") if len(verdicts) == 1 else words.put("compare_partly")
