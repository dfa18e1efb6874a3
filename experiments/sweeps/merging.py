"""Put folders of one sweep together: chunks are copied, whole or not at all."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.given import folder_of, plain_data, true_or_false
from experiments.sweeps.export import read_sweep, write_csv
from experiments.sweeps.store import RUNS, SERIES, Store, opened, refuse_if_unwritable, whole_file
from hunt.errors import HuntError, shown


def merge(parts: Sequence[str | Path] | str | Path, out: str | Path, *, csv: bool = False) -> dict[str, Any]:
    """Copy the chunks of several folders of one sweep into one; of copies of a chunk the one with fewest failed runs.

    Returns
    -------
    dict
        ``folder``, ``chunks`` there now, ``wanted`` (with adaptive stopping the most there can be), ``missing`` (0 when
        all runs are finished; with adaptive stopping the number of points that need more), ``failed`` (runs without an
        outcome) and ``files``.

    Raises
    ------
    HuntError
        When a folder holds no sweep or another one, or a chunk is torn; nothing is copied then.
    """
    true_or_false("csv", csv)
    given = plain_data(parts)
    given = [given] if isinstance(given, str) else given
    if not isinstance(given, list) or not given or not all(isinstance(one, str) for one in given):
        raise HuntError(f"parts = {shown(parts)} is not allowed: it must be a list of folders, as in ['one', 'two'].")
    stores = [opened(one) for one in given]
    first = stores[0]
    for other in stores[1:]:
        if other.mark != first.mark:
            what = "design" if other.manifest["digest"] != first.manifest["digest"] else "source"
            raise HuntError(
                f"{other.folder} and {first.folder} are of different sweeps: their {what} differs; merge equal ones."
            )
    copies: dict[int, list[Store]] = {}
    for store in stores:
        state = store.state(thorough=True)
        for file in (*state.torn.values(), *state.others):
            raise HuntError(f"{file} is torn or of another sweep; mend {store.folder} with --resume first.")
        for chunk in state.done:
            copies.setdefault(chunk, []).append(store)
    target = _target(folder_of("out", out), first)
    there = target.state().done
    wanted = [RUNS] if first.manifest["design"]["series"] is None else [SERIES, RUNS]
    with refuse_if_unwritable(target.folder):
        for chunk, found in sorted(copies.items()):
            best = _best(chunk, [target, *found] if chunk in there else found)
            if best is not target:
                for part in wanted:
                    with whole_file(target.file(chunk, part)) as file:
                        shutil.copyfile(best.file(chunk, part), file)
                there.add(chunk)
    files = [str(write_csv(target.folder))] if csv else []
    return {
        "folder": str(target.folder),
        "chunks": len(there),
        "wanted": target.chunks,
        "missing": read_sweep(target.folder).missing,
        "failed": sum(target.failures(chunk)[0] for chunk in there),
        "files": files,
    }


def _best(chunk: int, copies: list[Store]) -> Store:
    """Return the first folder of those in which fewest runs of a chunk failed."""
    return copies[0] if len(copies) == 1 else min(copies, key=lambda store: store.failures(chunk)[0])


def _target(folder: Path, first: Store) -> Store:
    if (folder / "manifest.json").exists():
        store = opened(folder)
        if store.mark != first.mark:
            raise HuntError(f"{folder} holds another sweep; name another folder.")
        return store
    store = Store(folder, first.manifest)
    store.start()
    return store
