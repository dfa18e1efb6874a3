"""Kill sweeps by force at random moments, with each executor, and compare their tables with an undisturbed one.

python tests/benchmarks/kill_sweeps.py 30      thirty moments with each executor; about ten minutes on two cores
"""

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from killed_sweeps import ALL, DESIGN, Running, chunks, kill_a_worker, wait_for
from sweeps_on_disk import files


def main(moments: int) -> int:
    """Print one line per executor; return 1 if a table differs, a process is left or a pipe stays open."""
    folder, wrong = Path(tempfile.mkdtemp()), 0
    design = folder / "design.toml"
    design.write_text(DESIGN)
    whole = Running(design, folder / "whole", "threads")
    whole.close()
    for executor in ("threads", "processes", "dask"):
        rng, out = random.Random(1), folder / executor
        parents, workers, same, different, ends = 0, 0, 0, 0, []
        while parents + workers < moments:
            running = Running(design, out, executor)
            wait_for(running, out, chunks(out) + rng.randrange(0, 25))
            time.sleep(0.3 * rng.random())
            if executor != "threads" and rng.random() < 0.5 and not running.ended():
                workers += kill_a_worker(running, rng)
                wait_for(running, out, chunks(out) + rng.randrange(5, 30))
            if not running.ended() and parents + workers < moments:
                ends.append(running.killed())
                parents += 1
                continue
            running.close()
            same, different = _compared(out, folder / "whole", running, same, different)
            shutil.rmtree(out, ignore_errors=True)
        last = Running(design, out, executor)
        last.close()
        same, different = _compared(out, folder / "whole", last, same, different)
        pipe, gone = (max((one[k] for one in ends), default=0.0) for k in (0, 1))
        wrong += different + sum(max(one) > 5.0 for one in ends)
        print(
            f"{executor:10} {parents} parents and {workers} workers killed; {same} tables identical, {different} not; "
            f"pipe closed after {pipe:.2f} s at most, no process left after {gone:.2f} s at most"
        )
    shutil.rmtree(folder)
    return 1 if wrong else 0


def _compared(out: Path, whole: Path, running: Running, same: int, different: int) -> tuple[int, int]:
    equal = running.program.returncode == 0 and chunks(out) == ALL and files(out) == files(whole)
    if not equal:
        print("".join(running.said)[-2000:])
    return same + equal, different + (not equal)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
