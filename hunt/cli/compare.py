"""``hunt compare``: who survives under which regime, how sure that is, and where the result reverses."""

from typing import Annotated, Any

import typer

from hunt.cli.options import Json, Seed, Set, Workers, ids_of, number, settings_of, whole_number, writable_folder
from hunt.cli.output import compile_first, print_json


def compare(
    scenario: Annotated[
        str, typer.Option("--scenario", help="A scenario id ('hunt scenarios') or a .toml file; several as a,b.")
    ] = "default-valley",
    regimes: Annotated[
        str | None,
        typer.Option(
            help="Regime ids as a,b: the first is compared with each of the others. Default: what the scenario's claim "
            "compares. Add settings of one arm after a ~, as in a,a~push:0 or a~60:review:3."
        ),
    ] = None,
    runs: Annotated[
        int,
        typer.Option(
            parser=whole_number("--runs", 2, 10_000_000), metavar="N", help="Runs per regime, paired by seed."
        ),
    ] = 1000,
    seed: Seed = 1,
    set_: Set = None,
    out: Annotated[str | None, typer.Option(help="Folder for table, figures and report.")] = None,
    flip_runs: Annotated[
        int,
        typer.Option(
            parser=whole_number("--flip-runs", 0, 10_000_000),
            metavar="N",
            help="Runs per value when testing where the result reverses; 0: do not test.",
        ),
    ] = 100,
    power: Annotated[
        str | None, typer.Option(metavar="EFFECT", help="Only say how many runs detect a difference of this size.")
    ] = None,
    measure: Annotated[str | None, typer.Option(help="The outcome measure, with --power.")] = None,
    workers: Workers = None,
    json_: Json = False,
) -> None:
    """Compare regimes over paired runs: who survives, how sure that is, and where the result reverses."""
    settings = settings_of(set_)
    from experiments.comparison.compare import checked_arms, claimed_arms
    from experiments.console.several_scenarios import run_comparisons, scenario_ids
    from hunt.catalogue.scenarios import scenario as scenario_of

    ids = None if regimes is None else ids_of(regimes)
    places = scenario_ids(scenario)
    for place in places:  # refuse bad input before a folder is made and rules are compiled
        here = claimed_arms(scenario_of(place)) if ids is None else ids
        checked_arms(place, here, runs, seed, settings, flip_runs)
    report: Any
    if power is not None:
        from experiments.console.power import run_power_analysis

        effect = number("--power", power)
        compile_first(quiet=json_)
        report = [
            one
            for place in places
            for one in run_power_analysis(place, ids, runs, seed, settings, effect, measure, workers, quiet=json_)
        ]
    else:
        folder = writable_folder(out)
        compile_first(quiet=json_)
        report = run_comparisons(places, ids, runs, seed, settings, folder, flip_runs, workers, quiet=json_)
    if json_:
        print_json(report)
