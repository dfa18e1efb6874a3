"""Questions put to the hunt: designs, ensembles, measures, figures and reports.

>>> import experiments
>>> result = experiments.compare("conveyor-valley", ("own-product", "shared-survival"), runs=20)
>>> "superiority" in result.effects
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.comparison import compare
    from experiments.ensemble import run_ensemble
    from experiments.indices import sensitivity
    from experiments.maps import means, regime_map
    from experiments.power import runs_needed
    from experiments.reports.make import report
    from experiments.sweeps.export import read_sweep
    from experiments.sweeps.merging import merge
    from experiments.sweeps.reading import design_of, read_design
    from experiments.sweeps.sweep import sweep
    from experiments.tipping import tipping_point

_HOME = {
    "compare": "comparison",
    "design_of": "sweeps.reading",
    "means": "maps",
    "merge": "sweeps.merging",
    "read_design": "sweeps.reading",
    "read_sweep": "sweeps.export",
    "regime_map": "maps",
    "report": "reports.make",
    "run_ensemble": "ensemble",
    "runs_needed": "power",
    "sensitivity": "indices",
    "sweep": "sweeps.sweep",
    "tipping_point": "tipping",
}

__all__ = [
    "compare",
    "design_of",
    "means",
    "merge",
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
    """Import a public name when it is first asked for: a worker must not wait for pandas."""
    if name not in _HOME:
        raise AttributeError(f"module 'experiments' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"experiments.{_HOME[name]}"), name)
    return found
