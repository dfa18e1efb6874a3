"""Questions put to the hunt: designs, ensembles, measures, figures and reports.

>>> import experiments
>>> result = experiments.compare("conveyor-valley", ("own-product", "shared-survival"), runs=20)
>>> "superiority" in result.effects
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.comparison.compare import compare
    from experiments.comparison.own_rules import compare_rules
    from experiments.comparison.regime_map import means, regime_map
    from experiments.comparison.tipping import tipping_point
    from experiments.ensemble import run_ensemble
    from experiments.reports.comparison_files import figures_of
    from experiments.reports.make import report
    from experiments.sensitivity_analysis.indices import sensitivity
    from experiments.statistics.estimates import paired_difference
    from experiments.statistics.power import runs_needed
    from experiments.sweeps.export import read_sweep
    from experiments.sweeps.merging import merge
    from experiments.sweeps.parse_design import design_of, read_design
    from experiments.sweeps.sweep import sweep

_HOME = {
    "compare": "comparison.compare",
    "compare_rules": "comparison.own_rules",
    "design_of": "sweeps.parse_design",
    "figures_of": "reports.comparison_files",
    "means": "comparison.regime_map",
    "merge": "sweeps.merging",
    "paired_difference": "statistics.estimates",
    "read_design": "sweeps.parse_design",
    "read_sweep": "sweeps.export",
    "regime_map": "comparison.regime_map",
    "report": "reports.make",
    "run_ensemble": "ensemble",
    "runs_needed": "statistics.power",
    "sensitivity": "sensitivity_analysis.indices",
    "sweep": "sweeps.sweep",
    "tipping_point": "comparison.tipping",
}

__all__ = [
    "compare",
    "compare_rules",
    "design_of",
    "figures_of",
    "means",
    "merge",
    "paired_difference",
    "read_design",
    "read_sweep",
    "regime_map",
    "report",
    "run_ensemble",
    "runs_needed",
    "sensitivity",
    "sweep",
    "tipping_point",
]


def __getattr__(name: str) -> Any:
    """Import a public name on first use: a worker must not wait for pandas."""
    if name not in _HOME:
        raise AttributeError(f"module 'experiments' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"experiments.{_HOME[name]}"), name)
    return found


def __dir__() -> list[str]:
    """List the public names, for those who look around with Tab."""
    return sorted(__all__)
