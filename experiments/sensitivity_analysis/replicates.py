"""What a sweep has measured, run by run, as an array for each target."""

import numpy as np
from numpy.typing import NDArray

from experiments.sensitivity_analysis.result import DIFFERENCE
from experiments.sweeps.export import Sweep


def replicates_of(swept: Sweep, measure: str) -> dict[str, NDArray[np.float64]]:
    """Return a measure as [point, replicate] by regime and, of two or more, for the difference of the first two."""
    table = swept.columns("point", "regime", "run", measure)
    wide = table.pivot_table(index="point", columns=["regime", "run"], values=measure, observed=True)
    lived = {id: wide[id].to_numpy(float) for id in swept.design.regimes}
    if len(lived) > 1:
        one, other = swept.design.regimes[:2]
        lived[DIFFERENCE] = lived[one] - lived[other]
    return lived
