"""What a sensitivity study has to show: bars of the indices, sentences, tables."""

import shlex

import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.indices import Bars, index_bars
from experiments.reports.story import Part, Picture, Rows, Story
from experiments.reports.wording import label
from experiments.sensitivity_analysis.indices import FIRST
from experiments.sensitivity_analysis.result import Sensitivity, target_words
from experiments.sweeps.design import Factor

INDICES = (
    "First: share that a parameter explains alone of the variance that the parameters of the second step explain. "
    "Total: together with others. A total well above its first means that the effect depends on other parameters."
)
SCREENING = "Mean size of the effect of going through the whole range of a parameter, in units of the measure."


def story_of_sensitivity(found: Sensitivity) -> Story:
    """Return the report of a study."""
    pictures = [picture for target in found.morris["target"].unique() for picture in _pictures(found, str(target))]
    parts = [
        Part("What was varied", items=_varied(found)),
        Part("Results", items=found.sentences()),
        Part("To be seen", pictures=pictures),
        Part("Statistics of the second step", table=_rows(found.sobol, SOBOL), note=INDICES),
    ]
    if len(found.pairs):
        parts.append(Part("Statistics of pairs", table=_rows(found.pairs, PAIRS), note=PAIR))
    parts += [
        Part("Statistics of the screening", table=_rows(found.morris, MORRIS), note=SCREENING),
        Part("Where it fails", items=LIMITS),
        Part("Reproduce it", ["The manifests in this folder are enough."], code=_command(found)),
    ]
    title = found.design.title if found.design.title != "A sweep" else f"What matters for the {label(found.measure)}"
    return Story(title, found.design.question, parts)


HEAD = {"target": "", "parameter": "parameter"}
SOBOL = HEAD | {"first": "first", "first_conf": "+-", "total": "total", "total_conf": "+-"}
MORRIS = HEAD | {"mu_star": "mean size", "conf": "+-", "mu": "mean", "sigma": "spread"}
PAIRS = HEAD | {"other": "with", "index": "index", "conf": "+-"}
PAIR = "Share of that variance that two parameters explain together, beyond what each explains alone."
LIMITS = [
    "Indices hold for these ranges: a wider range of one parameter makes all others matter less.",
    "They are estimates; where an interval is wide, use more points or replicates.",
    "All other parameters were held at one value; most of those are guesses (hunt parameters).",
]


def _varied(found: Sensitivity) -> list[str]:
    design = found.design
    named = {name: _values(one) for name, one in design.factors.items()}
    settings = ", ".join(f"{name} = {value}" for name, value in design.settings.items())
    return [
        *(f"{name}: {values}" + ("" if name in found.kept else " (screening only)") for name, values in named.items()),
        f"Scenario {design.scenarios[0]}, under {', '.join(design.regimes)}; {design.runs} replicates at each point.",
        *([f"Settings: {settings}."] if settings else []),
    ]


def _values(one: Factor) -> str:
    if one.values:
        return "one of " + ", ".join(map(str, one.values[:12])) + (" ..." if len(one.values) > 12 else "")
    return f"{one.low:g} to {one.high:g}" + (", evenly in the logarithm" if one.log else "")


def _pictures(found: Sensitivity, target: str) -> list[Picture]:
    name = "".join(one if one.isalnum() else "-" for one in target)
    what = target_words(target, found.measure)
    drawn = []
    rows = found.sobol[found.sobol["target"] == target]
    if target not in found.constant and len(found.kept) > 1:  # one alone explains everything by construction
        figure = _bars(
            rows,
            {"total": "total_conf", "first": "first_conf"},
            f"What explains {what}",
            "share of the variance",
            "Lines: 95 % intervals.",
        )
        best = rows.sort_values("total", ascending=False).iloc[0]
        drawn.append(Picture(f"sobol-{name}", figure, f"{best['parameter']} has the largest total index for {what}."))
    rows = found.morris[found.morris["target"] == target]
    if rows["mu_star"].any():
        title, note = f"The screening: what moves {what}", "Mean size of the effect over all trajectories; lines: 95 %."
        figure = _bars(rows, {"mu_star": "conf"}, title, f"effect on {found.measure}", note)
        best = rows.sort_values("mu_star", ascending=False).iloc[0]
        drawn.append(Picture(f"morris-{name}", figure, f"{best['parameter']} moves {what} most in the screening."))
    return drawn


def _bars(rows: pd.DataFrame, kinds: dict[str, str], title: str, unit: str, note: str) -> Figure:
    bars = [Bars(kind, rows[kind].tolist(), rows[half].fillna(0.0).tolist()) for kind, half in kinds.items()]
    return index_bars(rows["parameter"].tolist(), bars, title, unit, note)


def _rows(table: pd.DataFrame, columns: dict[str, str]) -> Rows:
    def shown(value: object) -> str:
        return value if isinstance(value, str) else "-" if pd.isna(value) else f"{value:.3f}"

    return [list(columns.values()), *([shown(row[name]) for name in columns] for _, row in table.iterrows())]


def _command(found: Sensitivity) -> str:
    words = ["hunt", "sensitivity", f"{FIRST}/manifest.json", "--out", "again", "--measure", found.screened_by]
    words += ["--trajectories", str(found.design.points), "--points", str(found.points), "--keep", str(len(found.kept))]
    again = shlex.join(words + (["--second-order"] if len(found.pairs) else []))
    if found.measure == found.screened_by:
        return again
    return again + "\n" + shlex.join(["hunt", "report", "again", "--measure", found.measure])
