"""What `hunt sensitivity` prints: tables of indices and what they mean."""

import warnings
from typing import Any

from experiments.console.progress import progress_bar
from experiments.reports.make import report
from experiments.sensitivity_analysis.indices import sensitivity


def run_sensitivity(out: str, design: Any, *, measure: str, quiet: bool, **how: Any) -> dict[str, Any]:
    """Run the analysis, show progress, print tables and sentences, and write the report."""
    steps = iter(("Morris", "Sobol"))
    with progress_bar(quiet=quiet) as bar, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # they are among the sentences below
        found = sensitivity(
            out,
            design,
            measure=measure,
            begin=lambda total: bar.add_task(next(steps), total=total),
            progress=lambda done: bar.advance(bar.task_ids[-1], done),
            tell=lambda sentence: None if quiet else bar.console.print(sentence, markup=False),
            **how,
        )
    files = report(found.folder)
    if not quiet:
        for title, table in (("Morris", found.morris), ("Sobol", found.sobol), ("Pairs", found.pairs)):
            if len(table):
                print(f"{title}, of {measure}:\n{table.to_string(index=False, float_format='%.3f')}\n")
        print("\n".join(found.sentences()))
        tables = "morris.csv, sobol.csv" + (", pairs.csv" if len(found.pairs) else "")
        print(f"Tables are in {found.folder}: {tables}; the runs in morris/ and sobol/.")
        print(f"Read {found.folder}/report.html.")
    return {
        "measure": measure,
        "kept": list(found.kept),
        "morris": found.morris.to_dict("records"),
        "sobol": found.sobol.to_dict("records"),
        "pairs": found.pairs.to_dict("records"),
        "notes": list(found.notes),
        "files": [str(file) for file in files],
        "sentences": found.sentences(),
    }
