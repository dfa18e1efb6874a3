"""What the options of a compiled rule cost and save: seconds of compiling, milliseconds of a year (processor time).

    python docs/measurements/compile_options.py

Each row is a Python of its own with an empty cache, so the whole takes some minutes.
"""

import os
import subprocess
import sys
import tempfile

VARIANTS = {
    "as in hunt/engine/kernel.py": "",
    "with reference counts": "c.CALLED_INSIDE.pop('_nrt')",
    "not inlined into the caller": "c.SELDOM = {name for module in c.rule_modules() for name in vars(module)}",
    "with a wrapper for each rule": "[c.CALLED_INSIDE.pop(f'no_{kind}_wrapper') for kind in ('cpython', 'cfunc')]",
    "at LLVM's third level": "c.LEVEL = 3",
    "world and luck not by reference": "by_reference = numba.njit(lambda one: one)",
    "tables left as tuples": "setattr(c, '_as_numbers', lambda value, old=c._as_numbers: "
    "value if isinstance(value, tuple) else old(value))",
}

PROGRAM = """
import statistics, time
import numba
from hunt.engine import kernel as c
from hunt.engine.by_reference import by_reference
from hunt.catalogue.scenarios import scenario
from hunt.engine.initial_state import initial_state
{change}
one_day = c.compile_rules(c.rule_modules())["one_day"]

@numba.njit(nogil=True)
def live(world, luck, days):
    held = by_reference(world)
    dealt = by_reference(luck)
    for day in range(days):
        if world.camp.living > 0:
            one_day(day, held, dealt)

parameters = scenario().parameters("shared-survival")
start = time.process_time()
world, luck = initial_state(parameters, 0)
with c._first_call():
    live(world, luck, 1)
compiling = time.process_time() - start
times = []
for seed in range(60):
    world, luck = initial_state(parameters, seed)
    start = time.process_time()
    live(world, luck, parameters.days)
    times.append(time.process_time() - start)
print(f"{{compiling:8.1f}} s {{1000 * statistics.median(times):8.2f}} ms")
"""


def main() -> None:
    """Print one line per variant."""
    print(" compile    one year")
    for name, change in VARIANTS.items():
        with tempfile.TemporaryDirectory() as empty:
            done = subprocess.run(
                [sys.executable, "-c", PROGRAM.format(change=change)],
                env=os.environ | {"NUMBA_CACHE_DIR": empty},
                capture_output=True,
                text=True,
                check=False,
            )
        said = done.stdout.rstrip() or "does not compile: " + done.stderr.strip().splitlines()[-1]
        print(f"{said}  {name}", flush=True)


if __name__ == "__main__":
    main()
