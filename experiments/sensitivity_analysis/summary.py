"""What a sensitivity study says, in plain sentences."""

from experiments.sensitivity_analysis.indices import DIFFERENCE, Sensitivity

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
        best = ", ".join(f"{row['parameter']} {min(row['total'], 1.0):.0%}" for _, row in clear.head(3).iterrows())
        alone = rows["first"].clip(lower=0.0).sum()
        said.append(
            f"Variance of {what} by total index: {best}. Parameters acting alone explain {min(alone, 1.0):.0%}; the "
            "rest is interaction and noise."
        )
    for target, rows in found.pairs.groupby("target", sort=False) if len(found.pairs) else ():
        clear = rows[rows["index"] - rows["conf"] > 0.0].sort_values("index", ascending=False)
        if len(clear):
            row = clear.iloc[0]
            said.append(
                f"The strongest pair for {target_words(str(target), found.measure)} is {row['parameter']} with "
                f"{row['other']}: {row['index']:.0%} of the variance beyond what each explains alone."
            )
    return said + _least(found)


def _least(found: Sensitivity) -> list[str]:
    """Name the least important parameters: a third of them at most, and none where nothing has an effect."""
    effects = found.morris.groupby("parameter")["mu_star"].max().sort_values()
    least = effects.iloc[: min(3, len(effects) // 3)]
    if least.empty or effects.max() == 0.0:
        return []
    names = f"parameter is {least.index[0]}" if len(least) == 1 else f"parameters are {', '.join(least.index)}"
    return [f"The least important {names} (largest mean effect {least.max():.3g}, of at most {effects.max():.3g})."]


def target_words(target: str, measure: str) -> str:
    """Return what is explained, in words."""
    return f"the difference in {measure}" if target == DIFFERENCE else f"{measure} under {target}"
