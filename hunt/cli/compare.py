"""``hunt compare``: who survives under which regime, how sure that is, and where the result reverses."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hunt.cli.options import (
    Json,
    Measures,
    Rules,
    Seed,
    Set,
    Workers,
    ids_of,
    measures_of,
    number,
    rules_of,
    settings_of,
    whole_number,
    writable_folder,
)
from hunt.cli.output import compile_first, print_json

if TYPE_CHECKING:
    from experiments.comparison.request import Request
    from hunt.catalogue.own_rules import OwnRules


def compare(
    scenario: Annotated[
        str,
        typer.Option(
            "--scenario", help="A scenario id ('hunt scenarios') or a .toml file; separate several with commas."
        ),
    ] = "default-valley",
    regimes: Annotated[
        str | None,
        typer.Option(
            help="Regime ids as a,b: the first is compared with each of the others. Default: what the scenario's claim "
            "compares, and none next to two different regimes. A setting for one regime of the comparison follows it "
            "after ~: plan,plan~push:0. An act on a day: plan,plan~60:review:3 (day 60, review by hunter 3)."
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
            help="After the comparison, parameters are varied to find where the result reverses: runs per value; 0 "
            "skips this.",
        ),
    ] = 100,
    reference: Annotated[
        bool,
        typer.Option(
            "--reference/--no-reference", help="Without --regimes: add the arm none, in which nobody is paid."
        ),
    ] = True,
    power: Annotated[
        str | None,
        typer.Option(
            metavar="EFFECT",
            help="Only print how many runs are needed to detect this difference, in units of --measure.",
        ),
    ] = None,
    measure: Annotated[str | None, typer.Option(help="With --power: the outcome measure to use.")] = None,
    rules: Rules = None,
    measures: Measures = None,
    workers: Workers = None,
    json_: Json = False,
) -> None:
    """Compare regimes over paired runs: who survives, how sure that is, and where the result reverses.

    With --rules also what your rules change under each regime, against the rules as they are and with the same luck;
    or, as on the page, between bands, one of which names them: --regimes own-product,own-product~rules:mine.
    """
    settings = settings_of(set_)
    from experiments.comparison.request import Request
    from experiments.console.several_scenarios import parse_scenario_ids
    from hunt.catalogue.arms import read_arm
    from hunt.catalogue.own_rules import register_rules

    ids = None if regimes is None else ids_of(regimes)
    places = parse_scenario_ids(scenario)
    reference = reference and power is None  # the reference needs no power: nothing is claimed about it
    named = any(read_arm(one).names_rules() for one in ids or ())
    own = rules_of(rules) if named else None
    if own is not None:
        register_rules(own)
    requests = [Request(place, ids, runs, seed, settings, flip_runs, workers, reference) for place in places]
    for request in requests:  # refuse bad input before a folder is made and rules are compiled
        request.arms()
    if power is not None and (rules is not None or measures is not None):
        from hunt.errors import HuntError

        raise HuntError(
            "--power plans a comparison of regimes; leave out --rules and --measures, or leave out --power."
        )
    own, own_measures = own or rules_of(rules), measures_of(measures)
    requests = [replace(one, rules=None if named else own, measures=own_measures) for one in requests]
    if power is None:
        report: Any = _compared(requests, out, own, quiet=json_)
    else:
        report = _runs_needed(requests, number("--power", power), measure, quiet=json_)
    if json_:
        print_json(report)


def _compared(requests: "list[Request]", out: str | None, own: "OwnRules | None", *, quiet: bool) -> dict[str, Any]:
    from experiments.console.several_scenarios import run_comparisons
    from hunt.measure_calls import told_what_is_left_out

    folder = writable_folder(out)
    compile_first(quiet=quiet, measures=requests[0].measures)
    if own is not None:
        compile_first(quiet=quiet, rules=own)
    with told_what_is_left_out(lambda said: print(said, file=sys.stderr)):
        return run_comparisons(requests, folder, quiet=quiet)


def _runs_needed(requests: "list[Request]", effect: float, measure: str | None, *, quiet: bool) -> list[dict[str, Any]]:
    from experiments.console.power import run_power_analysis

    compile_first(quiet=quiet)
    return [row for request in requests for row in run_power_analysis(request, effect, measure, quiet=quiet)]
