"""``hunt validate``: is the code right, does the model show what it should; ``hunt bench``: how fast is it."""

from typing import Annotated, Any

import typer

from hunt.cli.options import Json, Seed, Set, settings_of
from hunt.cli.output import compile_first, print_json


def validate(
    quick: Annotated[
        bool, typer.Option("--quick", help="Only closed forms and the main claims; about a minute.")
    ] = False,
    targets: Annotated[bool, typer.Option("--targets", help="Only the closed forms.")] = False,
    patterns: Annotated[bool, typer.Option("--patterns", help="Only the patterns and their knock-outs.")] = False,
    claims: Annotated[bool, typer.Option("--claims", help="Only the scenarios' claims and counter-examples.")] = False,
    sought: Annotated[bool, typer.Option("--sought", help="Only results we expected but did not find.")] = False,
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Only the ledger: what is left of each sentence without its cause.")
    ] = False,
    set_: Set = None,
    seed: Seed = 1,
    json_: Json = False,
) -> None:
    """Check closed forms (known equations), each pattern with and without its cause, and each scenario's claim."""
    settings = settings_of(set_)
    from experiments.console.validation import BLOCKS, PARTS, run_validation
    from experiments.ensemble import checked_seeds
    from experiments.validation.valleys import RUNS
    from hunt.catalogue.parameters import Parameters
    from hunt.errors import HuntError

    if ledger:
        _ledger(settings, quick=quick, others=targets or patterns or claims or sought, seed=seed, json_=json_)
        return
    chosen = [part for part, wanted in zip(PARTS, (targets, patterns, claims, sought), strict=True) if wanted]
    if settings and chosen != ["claims"]:
        raise HuntError("--set changes the scenarios only, so it needs --claims: hunt validate --claims --set ...")
    if quick and chosen == ["sought"]:
        raise HuntError("--sought leaves nothing for --quick to do; leave out one of them.")
    Parameters().but(**settings)  # refuse bad settings before anything is compiled

    checked_seeds(seed, BLOCKS * RUNS)
    compile_first(quiet=json_)
    rows, passed = run_validation(quick=quick, seed=seed, quiet=json_, parts=chosen or PARTS, settings=settings)
    if json_:
        print_json({"passed": passed, "checks": rows})
    if not passed:
        raise typer.Exit(1)


def _ledger(settings: dict[str, Any], *, quick: bool, others: bool, seed: int, json_: bool) -> None:
    from experiments.console.ledger import print_ledger
    from experiments.ensemble import checked_seeds
    from experiments.validation.worlds import FIRST_SEED
    from hunt.errors import HuntError

    if settings:
        raise HuntError("--set changes the scenarios only, and the ledger has none; leave out --set or --ledger.")
    if others:
        raise HuntError("--ledger stands alone; leave out --targets, --patterns, --claims and --sought.")
    checked_seeds(seed + FIRST_SEED, 1)
    compile_first(quiet=json_)
    rows, passed = print_ledger(quick=quick, seed=seed, quiet=json_)
    if json_:
        print_json({"passed": passed, "checks": rows})
    if not passed:
        raise typer.Exit(1)


def bench(
    quick: Annotated[bool, typer.Option("--quick", help="Fewer repetitions.")] = False, json_: Json = False
) -> None:
    """Measure how fast the model runs on this machine, side by side with C and with Mesa."""
    from experiments.benchmark.bench import run_bench
    from hunt.catalogue.parameters import Parameters
    from hunt.mesa_model import HuntModel

    def interpret(parameters: Parameters, seed: int) -> int:
        model = HuntModel(parameters, seed=seed)
        model.run_model()
        return int(model.camp.days_lived)

    rows = run_bench(interpret, quick=quick, quiet=json_)
    if json_:
        print_json(rows)
