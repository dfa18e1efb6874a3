"""What a comparison leaves in its folder: tables, figures and a report in plain words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from experiments.comparison.compare import Comparison, by_day, kpi_by_day, rules_of_arms, store_by_day
from experiments.comparison.own_rules import RulesComparison
from experiments.comparison.summary import command, measures_file, rules_in
from experiments.figures.hundred_runs import hundred_runs
from experiments.figures.layout import save
from experiments.figures.reversal import reversal
from experiments.figures.scissors import scissors
from experiments.figures.survival import survival_curves
from experiments.reports.comparison_report import story_of_comparison
from experiments.reports.document import markdown, pdf
from experiments.reports.page import page as html_page
from experiments.reports.story import as_it_is
from experiments.statistics.estimates import Interval
from experiments.sweeps.staged import staged
from hunt.catalogue.arms import unique_titles
from hunt.errors import HuntError, shown
from hunt.jsonable import as_json

LONGEST = 40
"""Characters of a regime's title that fit next to a figure."""


def write_files(
    result: Comparison,
    folder: Path,
    by_rules: RulesComparison | None = None,
    say: Callable[[str], str] = as_it_is,
) -> list[Path]:
    """Write tables (Parquet and CSV), figures (PNG and SVG) and the report (Markdown, HTML, PDF); return the files.

    ``say`` puts each sentence and each word in a figure into other words, such as a company's; code stays.
    """
    with staged(folder) as part:
        return [folder / file.name for file in _write_files(result, part, by_rules, say)]


def _write_files(
    result: Comparison, folder: Path, by_rules: RulesComparison | None, say: Callable[[str], str]
) -> list[Path]:
    drawn = figures_of(result)
    told = story_of_comparison(result, drawn, by_rules).said(say)
    written = [*_tables(result, folder), *(file for name, one in drawn.items() for file in save(one, folder / name))]
    report, page, paper = (folder / f"report.{kind}" for kind in ("md", "html", "pdf"))
    report.write_text(markdown(told), encoding="utf-8")
    page.write_text(html_page(told), encoding="utf-8")
    paper.write_bytes(pdf(told))
    if by_rules is not None:
        written.append(folder / "rules.csv")
        by_rules.effects.to_csv(written[-1], index=False)
    return [report, page, paper, *written]


def _tables(result: Comparison, folder: Path) -> list[Path]:
    runs = result.ensemble.table
    settings = pd.DataFrame({name: one.as_dict() for name, one in result.ensemble.parameters.items()}).T
    settings = settings.map(lambda value: json.dumps(value) if isinstance(value, list) else value)
    # Of rules of the user's own, a row has the name; their text is in settings.json.
    flat = settings.map(lambda value: value["name"] if isinstance(value, dict) else value)
    full = runs.merge(flat.add_prefix("set_"), left_on="arm", right_index=True).infer_objects()
    files = [folder / "runs.parquet", folder / "runs.csv"]
    with open(files[0], "wb") as file:  # pyarrow opens no path whose name is not UTF-8
        full.to_parquet(file, index=False, compression="zstd")
    full.to_csv(files[1], index=False)
    survival = pd.concat([one.assign(regime=id) for id, one in result.survival.items()])
    for name, table in (("effects", result.effects), ("survival", survival), ("flips", result.flips)):
        if not table.empty:
            files.append(folder / f"{name}.csv")
            table.to_csv(files[-1], index=False)
    settings_file = folder / "settings.json"
    asked = {"scenario": result.scenario.id, "regimes": result.regimes, "runs": result.runs, "seed": result.seed}
    asked |= {"settings": result.settings, "flip_runs": result.flip_runs}
    named = rules_of_arms(result)
    asked |= {"rules": [one.plain() for one in named]} if named else {}
    asked |= {} if result.measures is None else {"measures": result.measures.plain()}
    data: dict[str, Any] = {"command": command(result), "comparison": asked, "parameters": settings.T.to_dict()}
    settings_file.write_text(json.dumps(as_json(data), indent=1), encoding="utf-8")
    return [*files, settings_file, *_own_files(result, folder)]


def _own_files(result: Comparison, folder: Path) -> list[Path]:
    """Write the files of the user's own that the command names, so that it works where the results lie."""
    own = {Path(one.name).name: one.text for one in rules_in(result)}
    if result.measures is not None:
        own[measures_file(result)] = result.measures.text
    for name, text in own.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in own]


def figures_of(result: Comparison) -> dict[str, Figure]:
    """Return the figures of a comparison by name.

    Raises
    ------
    HuntError
        For something else than what :func:`experiments.compare` returned.
    """
    if not isinstance(result, Comparison):
        raise HuntError(f"result = {shown(result)} is not a comparison: give what experiments.compare returned.")
    short = [text if len(text) <= LONGEST else f"{text[:LONGEST]}..." for text in result.titles.values()]
    words = dict(zip(result.titles, unique_titles(short), strict=True))
    parameters = next(iter(result.ensemble.parameters.values()))
    where, bands = result.scenario.title, f"{result.runs} bands a regime, paired by luck."
    alive = {id: result.ensemble.arm(id)["alive"].to_numpy() for id in result.regimes}
    kpi = {id: 100.0 * line for id, line in by_day(result, kpi_by_day).items()}
    store = {id: line / (parameters.need * parameters.hunters) for id, line in by_day(result, store_by_day).items()}
    note = f"{bands} Both panels show the same runs; food per hunter of day 0, extinct bands included."
    title = f"{where}: one hundred runs"
    drawn = {
        "survival": survival_curves(
            result.survival, f"{where}: who is still alive", parameters.days, words=words, note=bands
        ),
        "scissors": scissors(kpi, store, f"{where}: KPI and store", words=words, note=note),
        "winters": hundred_runs(alive, parameters.hunters, title, words=words),
    }
    for name, rows in result.flips.groupby("parameter", sort=False) if len(result.flips) else ():
        points = {row["value"]: Interval(row["estimate"], row["low"], row["high"]) for _, row in rows.iterrows()}
        drawn[f"flip-{name}"] = reversal(
            points,
            str(name),
            f"{where}: where the result flips",
            higher=result.regimes[0],
            lower=result.regimes[1],
            words=words,
        )
    return drawn
