"""How much of the bare kernel's speed a sweep keeps; ``python docs/measurements/sweep_speed.py [runs]``.

Bare kernel: one run after the other in one thread, in one call, nothing kept.  Sweep: the same runs through
``experiments.sweep``, with the Parquet written.  Processor time is compared, because other work on a machine stretches
the clock.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import experiments
import hunt
from experiments.ensemble import cores
from hunt.engine.compiled import ArmSettings, run_arms

PIECE = 500


def clocks(work):
    """Return seconds by the clock and by the processor, of all threads."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def main(runs=10_000):
    parameters = hunt.scenario().parameters("own-product")
    run_arms([ArmSettings(parameters)], np.arange(1))
    data = {"regimes": ["own-product"], "runs": runs}
    experiments.design_of(data)
    with tempfile.TemporaryDirectory() as folder:
        experiments.sweep({"runs": 100}, f"{folder}/warm")
        bare = 0.0
        times = []
        for workers in sorted({1, cores()}):
            times.append((workers, *clocks(lambda w=workers: experiments.sweep(data, f"{folder}/{w}", workers=w))))
        for seed in range(1, min(runs, 5000) + 1, PIECE):  # in pieces, before and after what others do
            bare += clocks(lambda s=seed: run_arms([ArmSettings(parameters)], s + np.arange(PIECE)))[1]
        bare /= min(runs, 5000)
        size = sum(file.stat().st_size for file in Path(folder, "1").rglob("*.parquet"))
    print(f"bare kernel                {1000 * bare:6.3f} ms of processor a run")
    for workers, wall, cpu in times:
        share = bare / (cpu / runs)
        told = f"sweep, {workers} threads           {1000 * cpu / runs:6.3f} ms of processor a run, "
        print(told + f"{share:.0%} of the bare kernel's speed")
        minutes = 1e6 / runs * wall / 60
        print(f"{'':26} {runs / wall:6,.0f} runs/s by the clock: 10^6 in {minutes:.0f} minutes")
    print(f"size                       {size / runs:6.0f} bytes a run, {size / runs:.0f} MB for 10^6")
    print(f"memory at its highest      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MiB")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
