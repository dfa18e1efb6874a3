"""A comparison as rows and plain sentences, for screens, pages and reports."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.comparison.compare import Comparison, congruences, described, rules_of_arms
from experiments.statistics.estimates import verdict
from hunt.catalogue.measures import COMPARED, look_of
from hunt.catalogue.own_rules import RULES, OwnRules
from hunt.catalogue.regimes import paid_by_table

LEGEND = "Means in the model world [95 % interval]; differences of percentages are points."
Rows = list[list[str]]
"""A table as texts; the first row is its head."""

Names = Mapping[str, str] | None
"""What the arms are called, by their text; None: as the command line writes them."""


def measure_words(result: Comparison) -> dict[str, str]:
    """Return what is compared, in full words."""
    claimed = result.scenario.claim.measure
    own = {} if result.measures is None else result.measures.says()
    return {claimed: look_of(claimed).short} | COMPARED | own


def measure_rows(result: Comparison, others: tuple[str, ...], words: Mapping[str, str], names: Names = None) -> Rows:
    """Return every measure under the first regime and the others, and their differences."""
    ids = (result.regimes[0], *others)
    heads = [called(names, id) for id in ids]
    rows = [["", *heads, *("difference" if len(others) == 1 else f"less {other}" for other in heads[1:])]]
    for measure, label in words.items():
        cells = [interval_cell(result.arms, {"regime": id, "measure": measure}, measure) for id in ids]
        cells += [interval_cell(result.effects, {"second": id, "measure": measure}, measure, sign="+") for id in others]
        rows.append([label + (", %" if look_of(measure).percent else ""), *cells])
    return rows


def called(names: Names, id: str) -> str:
    """Return what an arm is called."""
    return id if names is None else names[id]


def flip_rows(result: Comparison, names: Names = None) -> Rows:
    """Return the share alive along each parameter, what the difference means, and which row is the setting here."""
    first, second = result.regimes[:2]
    rows = [["along", "at", called(names, first), called(names, second), "difference", "", "pairs"]]
    for parameter, at in result.flips.groupby("parameter", sort=False):
        for k, row in enumerate(records(at)):
            shares = [f"{100.0 * row[id]:.0f}" for id in (first, second)]
            estimate, low, high = (f"{round(100.0 * row[name]):+d}" for name in ("estimate", "low", "high"))
            along = [str(parameter) if k == 0 else "", f"{row['value']:g}"]
            found = [f"{estimate} [{low}, {high}]", row["verdict"], f"{row['runs']}{HERE if row['here'] else ''}"]
            rows.append([*along, *shares, *found])
    return rows


HERE = "*"
"""Marks the row in which nothing is changed: the setting here, in the same runs as the headline."""


def interval_cell(table: pd.DataFrame, where: Mapping[str, str], measure: str, sign: str = "") -> str:
    """Return an estimate with its interval, as a table shows it; - where there is none."""
    row = table
    for column, value in where.items():
        row = row[row[column] == value]
    return "-" if row.empty else _interval(records(row)[0], measure, sign)


def _interval(row: Mapping[str, Any], measure: str, sign: str = "") -> str:
    estimate, low, high = (_number(row[name], measure, sign) for name in ("estimate", "low", "high"))
    return estimate if row["low"] == row["high"] else f"{estimate} [{low}, {high}]"  # all bands alike


def _number(value: float, measure: str, sign: str = "") -> str:
    look = look_of(measure)
    rounded = round(look.factor * value, look.decimals) + 0.0  # what rounds to nothing has no sign
    return f"{rounded:{sign}.{look.decimals}f}"


def sentences(result: Comparison, names: Names = None) -> list[str]:
    """Say in plain words who survives, how sure that is, and where it flips."""
    hunters = next(iter(result.ensemble.parameters.values())).hunters
    first = result.regimes[0]
    ours = called(names, first)
    alive = {row["regime"]: row["estimate"] for row in records(result.arms) if row["measure"] == "alive_share"}
    said = []
    for second in result.regimes[1:]:
        here = result.effects[result.effects["second"] == second].set_index("measure")
        theirs = called(names, second)
        row = here.loc["alive_share"]
        said.append(
            f"Of {hunters} hunter{'s' if hunters > 1 else ''}, {alive[first] * hunters:.1f} survive the year under "
            f"{ours} and {alive[second] * hunters:.1f} under {theirs}: {how_many(row, hunters)}."
        )
        said.append(_in_pairs(row, ours))
        if {"kpi", "winter_store"} <= set(here.index):
            kpi, store = here.loc["kpi"], here.loc["winter_store"]
            if kpi["low"] > 0.0 and store["high"] < 0.0:
                points, days = _counted(100.0 * kpi["estimate"], "point"), _counted(-store["estimate"], "day")
                said.append(
                    f"The scissors: under {ours} KPI attainment is {points} higher, but the band starts winter with "
                    f"{days} less food per person."
                )
    return [*said, _extinct(result, names), *flip_sentences(result, names)]


def congruence_sentence(result: Comparison, names: Names = None) -> str:
    """Say for each arm how well its pay table measures what feeds the band, and whether anyone is paid by it."""
    parameters = result.ensemble.parameters
    unpaid = {id: "" if paid_by_table(one) > 0.0 else " (nobody is paid by it)" for id, one in parameters.items()}
    found = [f"{value:.2f} under {called(names, id)}{unpaid[id]}" for id, value in congruences(result).items()]
    return f"Congruence of what is measured with what feeds, 0 to 1: {', '.join(found)}."


def _extinct(result: Comparison, names: Names) -> str:
    """Say how often nobody survives, arm by arm."""
    lost = {row["regime"]: row["estimate"] for row in records(result.arms) if row["measure"] == "extinct"}
    shares = [f"{lost[id]:.0%} of runs under {called(names, id)}" for id in result.regimes]
    return f"Nobody survives in {listed(shares)}."


def how_many(row: Mapping[str, float], hunters: int) -> str:
    """Say a difference in hunters with its interval."""
    if row["low"] == row["high"] == 0.0:
        return "no difference at all"
    low, estimate, high = (round(row[name] * hunters, 1) + 0.0 for name in ("low", "estimate", "high"))
    if verdict(row["low"], row["high"]) == "unclear":
        return f"{_fewer(estimate)}, unclear (95 % interval: {_fewer(low)} to {_fewer(high)})"
    near, far = sorted((abs(low), abs(high)))
    return f"{_fewer(estimate)} (95 % interval: {near:.1f} to {far:.1f})"


def _fewer(hunters: float) -> str:
    if hunters == 0.0:
        return "no difference"
    return f"{abs(hunters):.1f} {'fewer' if hunters < 0.0 else 'more'}"


def _in_pairs(row: Mapping[str, float], first: str) -> str:
    pairs = f"{row['pairs']:.0f} pairs of bands with the same luck"
    if row["equal"] == 1.0:
        return f"In {pairs} there was no difference in any pair."
    return (
        f"In {pairs}, {first} did worse in {row['first_lower']:.0%}, better in {row['first_higher']:.0%} and equally "
        f"well in {row['equal']:.0%}."
    )


def _counted(number: float, thing: str) -> str:
    return f"{number:.0f} {thing}{'' if f'{number:.0f}' == '1' else 's'}"


def flip_sentences(result: Comparison, names: Names = None) -> list[str]:
    """Say for each parameter whether the result holds, stops or reverses along it, and where."""
    said = []
    for parameter, rows in result.flips.groupby("parameter", sort=False) if len(result.flips) else ():
        at: dict[str, list[str]] = {}
        for row in records(rows):
            at.setdefault(row["verdict"], []).append(f"{row['value']:g}")
        found = [f"{words} at {listed(at[word])}" for word, words in FLIP_WORDS.items() if word in at]
        said.append(
            f"As {parameter} varies, the result {_course(set(at))}: under {called(names, result.regimes[0])}, compared "
            f"with {called(names, result.regimes[1])}, {'; '.join(found)}."
        )
    return said


FLIP_WORDS = {
    "lower": "fewer survive",
    "higher": "more survive",
    "unclear": "unclear",
}


def _course(verdicts: set[str]) -> str:
    if {"lower", "higher"} <= verdicts:
        return "reverses"
    if verdicts == {"unclear"}:
        return "is clear nowhere"
    return "holds" if len(verdicts) == 1 else "does not hold everywhere"


def listed(words: list[str]) -> str:
    """Return words as a list in a sentence."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as plain rows."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def rules_in(result: Comparison) -> tuple[OwnRules, ...]:
    """Return all rules of a user's own that a comparison is by: those of single arms, and those of all."""
    common = result.ensemble.parameters[result.regimes[0]].rules if RULES in result.settings else None
    return (*rules_of_arms(result), *([] if common is None else [common]))


def measures_file(result: Comparison) -> str:
    """Return the file name that a comparison's measures are kept under: another one than its rules, from any folder."""
    name = Path(result.measures.name).name if result.measures is not None else ""
    taken = {Path(one.name).name.lower() for one in rules_in(result)}  # some disks know no capital letters
    while name.lower() in taken:
        name = f"measures-{name}"
    return name


def command(result: Comparison) -> str:
    """Return the command that reproduces a comparison."""
    words = ["hunt", "compare", "--scenario", result.scenario.id, "--regimes", ",".join(result.regimes)]
    words += ["--runs", str(result.runs), "--seed", str(result.seed), "--flip-runs", str(result.flip_runs)]
    words += [word for one in rules_of_arms(result) for word in ("--rules", one.name)]
    words += ["--measures", measures_file(result)] if result.measures is not None else []
    return " ".join(part for part in (shlex.join(words), described(result.settings)) if part)
