"""What a sensitivity study says, in plain sentences."""

from experiments.sensitivity_analysis.indices import Sensitivity, target_words

CLEAR = 0.05
"""A total index whose interval lies above this is clear."""


def sensitivity_sentences(found: Sensitivity) -> list[str]:
    """Say in plain sentences what matters and what does not."""
    said = list(found.notes)
    for target, rows in found.sobol.groupby("target", sort=False):
        if target in found.constant:
            continue
        what = target_words(str(target), found.measure)
        order = rows.sort_values("total", ascending=False)
        clear = order[order["total"] - order["total_conf"] > CLEAR]
        if clear.empty:
            said.append(f"No parameter clearly explains {what}; use more points or replicates.")
            continue
        best = ", ".join(f"{row.parameter} {share(row.total, row.total_conf)}" for row in clear.head(3).itertuples())
        said.append(f"Variance of {what} by total index, with 95 % intervals: {best}.")
        alone = rows["first"].sum()
        if 0.0 < alone <= 1.0:  # else noise, which says nothing
            width = float((rows["first_conf"] ** 2).sum() ** 0.5)
            said[-1] += f" Parameters acting alone explain {share(alone, width)}; the rest is interaction and noise."
    for target, rows in found.pairs.groupby("target", sort=False) if len(found.pairs) else ():
        clear = rows[rows["index"] - rows["conf"] > 0.0].sort_values("index", ascending=False)
        if len(clear):
            row = clear.iloc[0]
            said.append(
                f"The strongest pair for {target_words(str(target), found.measure)} is {row['parameter']} with "
                f"{row['other']}: {row['index']:.0%} of the variance beyond what each explains alone."
            )
    effects = found.morris.groupby("parameter")["mu_star"].max().drop(list(found.kept)).sort_values()
    if len(effects):
        said.append(
            f"Left out after the screening, with the smallest effects: {', '.join(effects.index)} (on no target more "
            f"than {effects.max():.3f} on average, over the whole range)."
        )
    return said


def share(index: float, conf: float) -> str:
    """Return a share of the variance with its interval, cut to what a share can be."""
    low, high = max(index - conf, 0.0), min(index + conf, 1.0)
    return f"{min(index, 1.0):.0%} ({100 * low:.0f} to {100 * high:.0f})"
