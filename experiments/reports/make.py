"""Make the report of a folder."""

import json
import shlex
from dataclasses import replace
from pathlib import Path

import pandas as pd

from experiments.figures.layout import save
from experiments.given import folder_of, true_or_false
from experiments.reports.document import markdown, pdf
from experiments.reports.page import page
from experiments.reports.sensitivity_report import story_of_sensitivity
from experiments.reports.story import Story
from experiments.sensitivity_analysis.indices import is_sensitivity, read_sensitivity
from experiments.sweeps.export import Sweep, read_sweep
from experiments.sweeps.staged import staged
from experiments.sweeps.store import MANIFEST
from hunt.catalogue.measures import checked_measure
from hunt.catalogue.own_rules import RULES, checked_rules, rules_to_name
from hunt.errors import HuntError
from hunt.own_measures import checked_measures


def report(
    folder: str | Path | Sweep, measure: str | None = None, out: str | Path | None = None, *, trust: bool = False
) -> list[Path]:
    """Write report.html, report.pdf and report.md on a folder of results, and return all files.

    Parameters
    ----------
    folder
        What ``hunt sweep``, ``hunt sensitivity`` or ``hunt compare`` was given as ``--out``; or an opened sweep.
    measure
        What the report of a sweep is about, by default the share alive; of a study, by default what it was about.
    out
        Where to write; by default into the folder itself.
    trust
        Run measures that came with a comparison, which is simulated again: they are Python and may do anything.

    Raises
    ------
    HuntError
        When the folder holds none of these, a file in it is torn, or nothing can be written.
    """
    trust = true_or_false("trust", trust)
    path = folder.store.folder if isinstance(folder, Sweep) else folder_of("folder", folder)
    target = path if out is None else folder_of("out", out)
    if (path / MANIFEST).exists():
        sweep = read_sweep(path)
        measure = checked_measure("alive_share" if measure is None else measure, sweep.design.own_names)
        return _write_sweep(sweep, target, measure)
    if measure is not None:
        checked_measure(measure)
    if is_sensitivity(path):
        return _write(story_of_sensitivity(read_sensitivity(path, measure)), target)
    if (path / "settings.json").exists():
        return _again(path, target, trust=trust)
    if not path.is_dir():
        raise HuntError(
            f"There is no folder {path}; name the one that was given to hunt sweep or hunt compare as --out."
        )
    raise HuntError(
        f"{path} holds neither a sweep ({MANIFEST}), a sensitivity study (morris/) nor a comparison (settings.json)."
    )


def _write_sweep(sweep: Sweep, target: Path, measure: str) -> list[Path]:
    from experiments.comparison.regime_map import all_maps
    from experiments.reports.sweep_report import story_of_sweep

    command = f"hunt sweep {MANIFEST} --out again\nhunt report again"
    if measure != "alive_share":
        command += f" --measure {shlex.quote(measure)}"
    story = story_of_sweep(sweep, measure, command)
    table = None
    if len(sweep.design.regimes) > 1 and sweep.design.pairing != "independent":
        first = sweep.design.regimes[0]
        named = [one.assign(first=first, second=other) for other, one in all_maps(sweep, measure).items() if len(one)]
        table = pd.concat(named) if named else pd.DataFrame()
    return _write(story, target, table)


def _write(story: Story, target: Path, table: pd.DataFrame | None = None) -> list[Path]:
    names = ["report.html", "report.pdf", "report.md", *([] if table is None else ["map.csv"])]
    with staged(target) as part:
        (part / names[0]).write_text(page(story), encoding="utf-8")
        (part / names[1]).write_bytes(pdf(story))
        (part / names[2]).write_text(markdown(story), encoding="utf-8")
        for picture in story.pictures():
            save(picture.figure, part / picture.name)
        if table is not None:
            table.to_csv(part / "map.csv", index=False)
    return [target / name for name in names]


def _again(path: Path, target: Path, *, trust: bool) -> list[Path]:
    """Live a comparison again, to the last bit, and write all its files."""
    from experiments.comparison.compare import compare
    from experiments.comparison.own_rules import compare_rules
    from experiments.reports.comparison_files import write_files

    try:
        asked = json.loads((path / "settings.json").read_text(encoding="utf-8"))["comparison"]
        how = {name: asked[name] for name in ("runs", "seed", "settings", "flip_runs")}
        what = asked["scenario"], tuple(asked["regimes"])
        own = checked_rules(how["settings"].pop(RULES, None))
        measures = checked_measures(asked.get("measures"))
        how["measures"] = replace(measures, trusted=True) if trust and measures is not None else measures
        named = [one for one in map(checked_rules, asked.get("rules", [])) if one is not None]
    except (OSError, ValueError, KeyError, TypeError):
        raise HuntError(
            f"{path / 'settings.json'} is damaged, or of an older version; run the comparison again."
        ) from None
    with rules_to_name(named):
        if own is None:
            return write_files(compare(*what, **how), target)
        found = compare_rules(own, *what, **how)
        return write_files(found.own, target, found)
