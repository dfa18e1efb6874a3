"""Put folders of one sweep together: chunks are copied, whole or not at all."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.given import folder_of
from experiments.sweeps.export import write_csv
from experiments.sweeps.store import RUNS, SERIES, Store, opened, refuse_if_unwritable, whole_file
from hunt.errors import HuntError, shown


def merge(parts: Sequence[str | Path] | str | Path, out: str | Path, *, csv: bool = False) -> dict[str, Any]:
    """Copy the chunks of several folders of one sweep into one; a chunk that is there already stays.

    Returns
    -------
    dict
        ``folder``, ``chunks`` there now, ``wanted`` (with adaptive stopping the most there can be), ``missing`` (0 when
        all runs are finished) and ``files``.

    Raises
    ------
    HuntError
        When a folder holds no sweep or another one, or a chunk is torn; nothing is copied then.
    """
    if not isinstance(parts, str | Path | list | tuple) or not parts:
        raise HuntError(f"parts = {shown(parts)} is not allowed: it must be a list of folders, as in ['one', 'two'].")
    stores = [opened(one) for one in ([parts] if isinstance(parts, str | Path) else parts)]
    first = stores[0]
    for other in stores[1:]:
        if other.mark != first.mark:
            what = "design" if other.manifest["digest"] != first.manifest["digest"] else "source"
            raise HuntError(
                f"{other.folder} and {first.folder} are of different sweeps: their {what} differs; merge equal ones."
            )
    states = []
    for store in stores:
        state = store.state(thorough=True)
        for file in (*state.torn.values(), *state.others):
            raise HuntError(f"{file} is torn or of another sweep; mend {store.folder} with --resume first.")
        states.append(state)
    target = _target(folder_of("out", out), first)
    there = target.state().done
    wanted = [RUNS] if first.manifest["design"]["series"] is None else [SERIES, RUNS]
    with refuse_if_unwritable(target.folder):
        for store, state in zip(stores, states, strict=True):
            for chunk in sorted(state.done - there):
                for part in wanted:
                    with whole_file(target.file(chunk, part)) as file:
                        shutil.copyfile(store.file(chunk, part), file)
                there.add(chunk)
    files = [str(write_csv(target.folder))] if csv else []
    from experiments.sweeps.export import read_sweep

    sweep = read_sweep(target.folder)
    missing = 0 if sweep.complete else max(1, target.chunks - len(there))
    return {
        "folder": str(target.folder),
        "chunks": len(there),
        "wanted": target.chunks,
        "missing": missing,
        "files": files,
    }


def _target(folder: Path, first: Store) -> Store:
    if (folder / "manifest.json").exists():
        store = opened(folder)
        if store.mark != first.mark:
            raise HuntError(f"{folder} holds another sweep; name another folder.")
        return store
    store = Store(folder, first.manifest)
    store.start()
    return store
