"""``hunt sensitivity``: which parameters matter; ``hunt tipping``: where a result tips over."""

from typing import Annotated

import typer

from hunt.cli.options import (
    Executor,
    Json,
    MeasureId,
    Out,
    Resume,
    Seed,
    Set,
    Workers,
    ids_of,
    number,
    settings_of,
    whole_number,
)
from hunt.cli.output import compile_design, compile_first, print_json


def sensitivity(
    out: Out,
    design: Annotated[
        str | None, typer.Argument(help="A design (.toml) with ranges, or lists of words; default: built-in ones.")
    ] = None,
    measure: MeasureId = "alive_share",
    trajectories: Annotated[
        int,
        typer.Option(
            parser=whole_number("--trajectories", 2, 10_000), metavar="N", help="Morris trajectories (first step)."
        ),
    ] = 10,
    points: Annotated[
        int,
        typer.Option(
            parser=whole_number("--points", 2, 1_000_000),
            metavar="N",
            help="Sobol base points (second step); a power of two.",
        ),
    ] = 128,
    keep: Annotated[
        int,
        typer.Option(
            parser=whole_number("--keep", 1, 1000), metavar="N", help="How many parameters go on to the second step."
        ),
    ] = 5,
    runs: Annotated[
        int | None,
        typer.Option(
            parser=whole_number("--runs", 1, 10_000_000), metavar="N", help="Paired replicates per point; default: 10."
        ),
    ] = None,
    second_order: Annotated[
        bool,
        typer.Option("--second-order", help="Also give an index to each pair of parameters (about twice the points)."),
    ] = False,
    resume: Resume = False,
    executor: Executor = "threads",
    workers: Workers = None,
    json_: Json = False,
) -> None:
    """Find which parameters matter, by Morris screening and Sobol indices, and write a report with bar charts."""
    from experiments.console.sensitivity import run_sensitivity
    from experiments.sensitivity_analysis.indices import study_design

    wanted = study_design(design, runs)
    compile_design(wanted, quiet=json_)
    report = run_sensitivity(
        out,
        wanted,
        measure=measure,
        trajectories=trajectories,
        points=points,
        keep=keep,
        second_order=second_order,
        quiet=json_,
        resume=resume,
        executor=executor,
        workers=workers,
    )
    if json_:
        print_json(report)


def tipping(
    parameter: Annotated[str, typer.Argument(help="The parameter to vary ('hunt parameters').")],
    low: Annotated[str, typer.Option("--from", metavar="X", help="Lowest value.")],
    high: Annotated[str, typer.Option("--to", metavar="X", help="Highest value.")],
    scenario: Annotated[str, typer.Option(help="A scenario id or a .toml file.")] = "default-valley",
    regimes: Annotated[
        str, typer.Option(help="One regime id, or two as a,b to find where their difference changes sign.")
    ] = "shared-survival",
    measure: MeasureId = "alive_share",
    level: Annotated[
        str | None,
        typer.Option(
            metavar="X",
            help="The level to cross; default: halfway between the measure at --from and at --to; for two regimes: 0.",
        ),
    ] = None,
    runs: Annotated[
        int, typer.Option(parser=whole_number("--runs", 2, 1_000_000), metavar="N", help="Runs per value.")
    ] = 400,
    seed: Seed = 1,
    tolerance: Annotated[
        str | None,
        typer.Option(metavar="X", help="Stop when the bracket around the parameter value is this narrow."),
    ] = None,
    set_: Set = None,
    workers: Workers = None,
    json_: Json = False,
) -> None:
    """Find the value of a parameter at which a measure crosses a level, with an interval."""
    from experiments.comparison.tipping import tipping_point, tipping_sentences

    ids = ids_of(regimes)
    ends = number("--from", low), number("--to", high)
    settings = settings_of(set_)
    close = None if tolerance is None else number("--tolerance", tolerance)
    edge = None if level is None else number("--level", level)
    compile_first(quiet=json_)
    found = tipping_point(
        parameter,
        *ends,
        scenario_id=scenario,
        regimes=ids,
        measure=measure,
        level=edge,
        runs=runs,
        seed=seed,
        tolerance=close,
        settings=settings,
        workers=workers,
    )
    what = f"{measure} under {ids[0]}" + (f" less {ids[1]}" if len(ids) == 2 else "")
    if json_:
        print_json(
            {name: value for name, value in vars(found).items() if name != "probes"}
            | {"parameter": parameter, "what": what, "probes": found.probes.to_dict("records")}
        )
        return
    print("\n".join(tipping_sentences(found, parameter, what)))
