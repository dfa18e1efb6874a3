"""Make the report of a folder."""

import json
import shlex
from pathlib import Path

import pandas as pd

from experiments.reports.document import markdown, pdf
from experiments.reports.page import page
from experiments.reports.story import Story
from experiments.sweeps.export import Sweep, read_sweep
from experiments.sweeps.store import MANIFEST, refuse_if_unwritable
from hunt.catalogue.measures import checked_measure
from hunt.catalogue.own_rules import RULES, OwnRules
from hunt.errors import HuntError
from hunt.own_measures import checked_measures


def report(folder: str | Path, measure: str = "alive_share") -> list[Path]:
    """Write report.html, report.pdf and report.md into a folder of results, and return all files.

    Parameters
    ----------
    folder
        What ``hunt sweep`` or ``hunt compare`` was given as ``--out``.
    measure
        What the report of a sweep is about.

    Raises
    ------
    HuntError
        When the folder holds neither, or a file in it is torn.
    """
    path = Path(folder)
    if (path / MANIFEST).exists():
        sweep = read_sweep(path)
        checked_measure(measure, sweep.design.own_names)
        return _write_sweep(sweep, path, measure)
    checked_measure(measure)
    if (path / "settings.json").exists():
        return _again(path)
    if not path.is_dir():
        raise HuntError(
            f"There is no folder {path}; name the one that was given to hunt sweep or hunt compare as --out."
        )
    raise HuntError(f"{path} holds neither a sweep ({MANIFEST}) nor a comparison (settings.json).")


def _write_sweep(sweep: Sweep, path: Path, measure: str) -> list[Path]:
    from experiments.comparison.regime_map import all_maps
    from experiments.reports.sweep_report import story_of_sweep

    command = f"hunt sweep {MANIFEST} --out again\nhunt report again"
    if measure != "alive_share":
        command += f" --measure {shlex.quote(measure)}"
    story = story_of_sweep(sweep, measure, command)
    written = []
    if len(sweep.design.regimes) > 1 and sweep.design.pairing != "independent":
        written.append(path / "map.csv")
        with refuse_if_unwritable(path):
            maps = all_maps(sweep, measure)
            first = sweep.design.regimes[0]
            named = [one.assign(first=first, second=other) for other, one in maps.items() if len(one)]
            (pd.concat(named) if named else pd.DataFrame()).to_csv(written[0], index=False)
    return [*_write(story, path), *written]


def _write(story: Story, path: Path) -> list[Path]:
    files = [path / "report.html", path / "report.pdf", path / "report.md"]
    with refuse_if_unwritable(path):
        files[0].write_text(page(story), encoding="utf-8")
        files[1].write_bytes(pdf(story))
        files[2].write_text(markdown(story, path), encoding="utf-8")
    return files


def _again(path: Path) -> list[Path]:
    """Live a comparison again, to the last bit, and write all its files."""
    from experiments.comparison.compare import compare
    from experiments.comparison.own_rules import compare_rules
    from experiments.reports.comparison_files import write_files

    try:
        asked = json.loads((path / "settings.json").read_text(encoding="utf-8"))["comparison"]
        how = {name: asked[name] for name in ("runs", "seed", "settings", "flip_runs")}
        what = asked["scenario"], tuple(asked["regimes"])
        own = OwnRules(**how["settings"].pop(RULES)) if RULES in how["settings"] else None
        how["own_measures"] = checked_measures(asked.get("measures"))
    except (OSError, ValueError, KeyError, TypeError):
        raise HuntError(
            f"{path / 'settings.json'} is damaged, or of an older version; run the comparison again."
        ) from None
    if own is None:
        return write_files(compare(*what, **how), path)
    found = compare_rules(own, *what, **how)
    return write_files(found.own, path, found)
