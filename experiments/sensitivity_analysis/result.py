"""What a sensitivity study found, as tables and in plain sentences."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pandas as pd

from experiments.comparison.summary import listed
from experiments.sweeps.design import Design

DIFFERENCE = "difference"

CLEAR = 0.05
"""A total index whose interval lies above this is clear."""

MUCH = 0.1
"""Share of the variance from which on chance is said."""


@dataclass(frozen=True)
class Sensitivity:
    """The result.

    Attributes
    ----------
    morris
        One row per target (a regime, or the difference of the first two) and parameter: ``mu_star`` (mean absolute
        effect of going through the range), ``conf`` (its 95 % half-width), ``mu`` and ``sigma``.
    sobol
        One row per target and parameter kept: ``first`` (share it explains alone of the variance that those kept
        explain) and ``total`` (and together with others), each with a 95 % half-width, ``first_conf`` and
        ``total_conf``.
    pairs
        With second order, one row per target and pair of parameters: ``parameter``, ``other``, ``index`` (share of the
        variance that the two explain together, beyond what each explains alone) and its half-width ``conf``.
    measure, kept
        What was measured, and the parameters that went into the second step.
    notes
        Sentences about what makes the numbers meaningless: a measure that never varies, intervals too wide to rank by,
        an index that could not be computed.
    constant
        Targets that are the same at every point.
    design
        What was varied, as the first step has it.
    points
        Base samples of the second step.
    screened_by
        The measure by which the screening chose ``kept``; ``measure`` unless the study is reported for another one.
    chance
        By target, the share of the variance between the points of the second step that chance makes, 0 to 1: it adds
        to every total index and looks like interaction.  More replicates make it smaller; of one it is not known, NaN.
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
    screened_by: str
    chance: dict[str, float]

    def sentences(self) -> list[str]:
        """Say in plain sentences what matters and what does not."""
        said = list(self.notes)
        if len(self.kept) == 1:
            said.append(
                f"Only {self.kept[0]} went into the second step, where it explains everything by construction; keep "
                "two parameters or more to see how the variance is split."
            )
        else:
            for target, rows in self.sobol.groupby("target", sort=False):
                if target not in self.constant:
                    said.append(self._explained(str(target), rows) + self._chance_words(str(target)))
            said += self._strongest_pairs()
        return said + self._left_out()

    def _explained(self, target: str, rows: pd.DataFrame) -> str:
        """Say which parameters explain a target."""
        what = target_words(target, self.measure)
        order = rows.sort_values("total", ascending=False)
        clear = order[order["total"] - order["total_conf"] > CLEAR]
        if clear.empty:
            return f"No parameter clearly explains {what}; use more points or replicates."
        best = ", ".join(
            f"{row.parameter} {share_words(row.total, row.total_conf)}" for row in clear.head(3).itertuples()
        )
        said = (
            f"Of the variance of {what} that the {len(self.kept)} parameters of the second step explain, by total "
            f"index with 95 % intervals: {best}."
        )
        unsure = _overlapping(clear.head(3))
        if unsure:
            said += f" The intervals of {listed(unsure)} overlap, so their order is not known."
        alone = rows["first"].sum(skipna=False)
        if 0.0 < alone <= 1.0:  # else estimation error, which says nothing
            width = float((rows["first_conf"] ** 2).sum() ** 0.5)
            said += (
                f" Acting alone they explain {share_words(alone, width)}; the rest is interaction, chance and "
                "estimation error."
            )
        return said

    def _chance_words(self, target: str) -> str:
        """Say how much of a target is chance, where that is much or cannot be known."""
        share = self.chance[target]
        if share != share:
            return " With one replicate chance cannot be told from interaction: use more (runs)."
        if not share > MUCH:
            return ""
        return (
            f" Chance makes about {share:.0%} of the variance between the points, with {self.design.runs} replicates "
            "each; it adds to every total index and looks like interaction: use more replicates (runs)."
        )

    def _strongest_pairs(self) -> list[str]:
        """Name the strongest clear pair of each target."""
        said = []
        for target, rows in self.pairs.groupby("target", sort=False) if len(self.pairs) else ():
            clear = rows[rows["index"] - rows["conf"] > 0.0].sort_values("index", ascending=False)
            if len(clear):
                row = clear.iloc[0]
                said.append(
                    f"The strongest pair for {target_words(str(target), self.measure)} is {row['parameter']} with "
                    f"{row['other']}: {share_words(row['index'], row['conf'])} of that variance beyond what each "
                    "explains alone."
                )
        return said

    def _left_out(self) -> list[str]:
        """Name what the screening dropped, and call its effects the smallest only where that is sure."""
        kept = self.morris["parameter"].isin(self.kept)
        effects = self.morris.groupby("parameter")["mu_star"].max()
        dropped = effects.drop(list(self.kept)).sort_values()
        if dropped.empty:
            return []
        head, names = f"Left out by the screening (of {self.screened_by})", ", ".join(dropped.index)
        most = f"(on no target more than {dropped.max():.3f} on average, over the whole range)"
        if self.measure != self.screened_by:
            larger = dropped[dropped > effects[list(self.kept)].min()].index
            said = f"{head}: {names}."
            if len(larger):
                said += (
                    f" Of {self.measure}, {', '.join(larger)} had larger effects in the screening than the least of "
                    f"those kept; a study of {self.measure} would say how much of it they explain."
                )
            return [said]
        half = self.morris["conf"]
        at_most = (self.morris["mu_star"] + half)[~kept].max(skipna=False)
        lowest = (self.morris["mu_star"] - half)[kept].groupby(self.morris["parameter"]).max().min(skipna=False)
        if at_most < lowest:
            return [f"{head}, with the smallest effects: {names} {most}."]
        return [f"{head}: {names} {most}; their intervals overlap with those of parameters that were kept."]


def _overlapping(order: pd.DataFrame) -> list[str]:
    """Return those parameters, given from the largest total index down, whose interval meets that of a neighbour."""
    rows = list(order.itertuples())
    meet = [one.total - one.total_conf < other.total + other.total_conf for one, other in pairwise(rows)]
    sides = zip([False, *meet], [*meet, False], strict=True)
    return [row.parameter for row, side in zip(rows, sides, strict=True) if any(side)]


def target_words(target: str, measure: str) -> str:
    """Return what is explained, in words."""
    return f"the difference in {measure}" if target == DIFFERENCE else f"{measure} under {target}"


def share_words(index: float, conf: float) -> str:
    """Return a share of the variance with its interval, each cut to what a share can be."""
    share, low, high = (min(max(one, 0.0), 1.0) for one in (index, index - conf, index + conf))
    return f"{share:.0%} ({100 * low:.0f} to {100 * high:.0f})"
