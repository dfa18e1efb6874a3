"""What a sensitivity study found, as tables and in plain sentences."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from experiments.sweeps.design import Design

DIFFERENCE = "difference"

CLEAR = 0.05
"""A total index whose interval lies above this is clear."""


@dataclass(frozen=True)
class Sensitivity:
    """The result.

    Attributes
    ----------
    morris
        One row per target (a regime, or the difference of the first two) and parameter: ``mu_star`` (mean absolute
        effect of going through the range), ``conf`` (its 95 % half-width), ``mu`` and ``sigma``.
    sobol
        One row per target and parameter: ``first`` (share of the variance it explains alone) and ``total`` (and
        together with others), each with a 95 % half-width, ``first_conf`` and ``total_conf``.
    pairs
        With second order, one row per target and pair of parameters: ``parameter``, ``other``, ``index`` (share of the
        variance that the two explain together, beyond what each explains alone) and its half-width ``conf``.
    measure, kept
        What was measured, and the parameters that went into the second step.
    notes
        Sentences about what makes the numbers meaningless: a measure that never varies, intervals too wide to rank by.
    constant
        Targets that are the same at every point.
    design
        What was varied, as the first step has it.
    points
        Base samples of the second step.
    """

    morris: pd.DataFrame
    sobol: pd.DataFrame
    measure: str
    kept: tuple[str, ...]
    folder: Path
    pairs: pd.DataFrame
    notes: tuple[str, ...]
    constant: tuple[str, ...]
    design: Design
    points: int

    def sentences(self) -> list[str]:
        """Say in plain sentences what matters and what does not."""
        said = list(self.notes)
        for target, rows in self.sobol.groupby("target", sort=False):
            if target in self.constant:
                continue
            what = target_words(str(target), self.measure)
            order = rows.sort_values("total", ascending=False)
            clear = order[order["total"] - order["total_conf"] > CLEAR]
            if clear.empty:
                said.append(f"No parameter clearly explains {what}; use more points or replicates.")
                continue
            best = ", ".join(
                f"{row.parameter} {share_words(row.total, row.total_conf)}" for row in clear.head(3).itertuples()
            )
            said.append(f"Variance of {what} by total index, with 95 % intervals: {best}.")
            alone = rows["first"].sum()
            if 0.0 < alone <= 1.0:  # else noise, which says nothing
                width = float((rows["first_conf"] ** 2).sum() ** 0.5)
                said[-1] += (
                    f" Parameters acting alone explain {share_words(alone, width)}; the rest is interaction and noise."
                )
        for target, rows in self.pairs.groupby("target", sort=False) if len(self.pairs) else ():
            clear = rows[rows["index"] - rows["conf"] > 0.0].sort_values("index", ascending=False)
            if len(clear):
                row = clear.iloc[0]
                said.append(
                    f"The strongest pair for {target_words(str(target), self.measure)} is {row['parameter']} with "
                    f"{row['other']}: {row['index']:.0%} of the variance beyond what each explains alone."
                )
        effects = self.morris.groupby("parameter")["mu_star"].max().drop(list(self.kept)).sort_values()
        if len(effects):
            said.append(
                f"Left out after the screening, with the smallest effects: {', '.join(effects.index)} (on no target "
                f"more than {effects.max():.3f} on average, over the whole range)."
            )
        return said


def target_words(target: str, measure: str) -> str:
    """Return what is explained, in words."""
    return f"the difference in {measure}" if target == DIFFERENCE else f"{measure} under {target}"


def share_words(index: float, conf: float) -> str:
    """Return a share of the variance with its interval, cut to what a share can be."""
    low, high = max(index - conf, 0.0), min(index + conf, 1.0)
    return f"{min(index, 1.0):.0%} ({100 * low:.0f} to {100 * high:.0f})"
