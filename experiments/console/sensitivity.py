"""What `hunt sensitivity` prints: tables of indices and what they mean."""

from typing import Any

from experiments.sensitivity_analysis.indices import DIFFERENCE, Sensitivity, sensitivity


def sensitivity_sentences(found: Sensitivity) -> list[str]:
    """Say in plain sentences what matters and what does not."""
    said = []
    for target, rows in found.sobol.groupby("target", sort=False):
        what = f"the {target}" if target == DIFFERENCE else f"{found.measure} under {target}"
        order = rows.sort_values("total", ascending=False)
        clear = order[order["total"] - order["total_conf"] > 0.05]
        if clear.empty:
            said.append(f"No parameter clearly explains {what}; use more points or replicates.")
            continue
        best = ", ".join(f"{row['parameter']} {min(row['total'], 1.0):.0%}" for _, row in clear.head(3).iterrows())
        alone = rows["first"].clip(lower=0.0).sum()
        said.append(
            f"Variance of {what} by total index: {best}. Parameters acting alone explain {min(alone, 1.0):.0%}; the "
            "rest is interaction and noise."
        )
    least = found.morris.groupby("parameter")["mu_star"].max().sort_values()
    said.append(
        f"The least important are {', '.join(least.index[:3])} (largest mean effect {least.iloc[:3].max():.3f})."
    )
    return said


def run_sensitivity(out: str, design: Any, *, measure: str, quiet: bool, **how: Any) -> dict[str, Any]:
    """Run the analysis, show progress, and print tables and sentences."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    steps = iter(("Morris", "Sobol"))
    with Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=quiet or not console.is_interactive,
        transient=True,
    ) as bar:
        found = sensitivity(
            out,
            design,
            measure=measure,
            begin=lambda total: bar.add_task(next(steps), total=total),
            progress=lambda done: bar.advance(bar.task_ids[-1], done),
            **how,
        )
    if not quiet:
        for title, table in (("Morris", found.morris), ("Sobol", found.sobol)):
            print(f"{title}, of {measure}:\n{table.to_string(index=False, float_format='%.3f')}\n")
        print("\n".join(sensitivity_sentences(found)))
        print(f"Tables are in {found.folder}: morris.csv, sobol.csv; the runs in morris/ and sobol/.")
    return {
        "measure": measure,
        "kept": list(found.kept),
        "morris": found.morris.to_dict("records"),
        "sobol": found.sobol.to_dict("records"),
        "sentences": sensitivity_sentences(found),
    }
