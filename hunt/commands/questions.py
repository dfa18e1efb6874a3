"""``hunt sensitivity``: which parameters matter; ``hunt tipping``: at which value a band no longer lives."""

import math
from typing import Annotated, Any

import typer

from hunt.commands.sweeping import Json, Out, Resume, Workers, whole_of


def number_of(option: str, text: str) -> float:
    """Return the number of an option, or refuse it."""
    from hunt.catalogue.parameters import HuntError, shown

    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise HuntError(f"{option} {shown(text)} is not allowed: it must be a number, as in {option} 0.05.")
    return number


def sensitivity(
    out: Out,
    design: Annotated[str | None, typer.Argument(help="A design (.toml) whose ranges are used.")] = None,
    measure: Annotated[str, typer.Option(help="Of what.")] = "alive_share",
    trajectories: Annotated[str, typer.Option(metavar="N", help="Of Morris, the first step.")] = "10",
    points: Annotated[str, typer.Option(metavar="N", help="Of Sobol, the second step; a power of two.")] = "32",
    keep: Annotated[str, typer.Option(metavar="N", help="Parameters that go into the second step.")] = "5",
    runs: Annotated[str | None, typer.Option(metavar="N", help="Paired replicates of a point.")] = None,
    resume: Resume = False,
    executor: Annotated[str, typer.Option(metavar="WORD", help="threads, processes or dask.")] = "threads",
    workers: Workers = None,
    json_: Json = False,
) -> None:
    """Find which parameters matter: Morris over many, then Sobol indices of the few that do."""
    from dataclasses import replace

    from hunt.cli import _announce_compiling, _print_json

    count = None if workers is None else whole_of("--workers", workers, 1, 1000, "2")
    many = whole_of("--trajectories", trajectories, 2, 10_000, "10")
    base = whole_of("--points", points, 2, 1_000_000, "32")
    kept = whole_of("--keep", keep, 1, 1000, "5")
    pairs = 10 if runs is None else whole_of("--runs", runs, 1, 10_000_000, "10")
    from experiments.sensitivity.indices import sensitivity_and_tell
    from experiments.sweeps.parse_design import read_design

    wanted: Any = {"runs": pairs}
    if design is not None:
        wanted = read_design(design)
        wanted = wanted if runs is None else replace(wanted, runs=pairs)
    _announce_compiling(quiet=json_)
    report = sensitivity_and_tell(
        out,
        wanted,
        measure=measure,
        trajectories=many,
        points=base,
        keep=kept,
        quiet=json_,
        resume=resume,
        executor=executor,
        workers=count,
    )
    if json_:
        _print_json(report)


def tipping(
    parameter: Annotated[str, typer.Argument(help="What is turned ('hunt parameters').")],
    low: Annotated[str, typer.Option("--from", metavar="X", help="Lowest value.")],
    high: Annotated[str, typer.Option("--to", metavar="X", help="Highest value.")],
    scenario: Annotated[str, typer.Option(help="Id of a scenario, or a .toml file.")] = "default-valley",
    regimes: Annotated[str, typer.Option(help="One id, or two as a,b: then where their difference turns.")] = (
        "shared-survival"
    ),
    measure: Annotated[str, typer.Option(help="What crosses a level.")] = "alive_share",
    level: Annotated[
        str | None, typer.Option(metavar="X", help="Which; by default halfway between the ends, or no difference.")
    ] = None,
    runs: Annotated[str, typer.Option(metavar="N", help="Bands per value looked at.")] = "400",
    seed: Annotated[str, typer.Option(metavar="N", help="The luck.")] = "1",
    tolerance: Annotated[str | None, typer.Option(metavar="X", help="How close is close enough.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change a parameter.")] = None,
    workers: Workers = None,
    json_: Json = False,
) -> None:
    """Find at which value of a parameter a measure tips over, with an interval."""
    from hunt.cli import _announce_compiling, _print_json, _settings

    count = None if workers is None else whole_of("--workers", workers, 1, 1000, "2")
    from experiments.comparison.tipping import tipping_point, tipping_sentences

    ids = tuple(id.strip() for id in regimes.split(",") if id.strip())
    ends = number_of("--from", low), number_of("--to", high)
    settings = _settings(set_)
    many, luck = whole_of("--runs", runs, 2, 1_000_000, "400"), whole_of("--seed", seed, 0, 2**63 - 1, "1")
    close = None if tolerance is None else number_of("--tolerance", tolerance)
    edge = None if level is None else number_of("--level", level)
    _announce_compiling(quiet=json_)
    found = tipping_point(
        parameter,
        *ends,
        scenario_id=scenario,
        regimes=ids,
        measure=measure,
        level=edge,
        runs=many,
        seed=luck,
        tolerance=close,
        settings=settings,
        workers=count,
    )
    what = f"{measure} under {ids[0]}" + (f" less {ids[1]}" if len(ids) == 2 else "")
    if json_:
        _print_json(
            {name: value for name, value in vars(found).items() if name != "probes"}
            | {"parameter": parameter, "what": what, "probes": found.probes.to_dict("records")}
        )
        return
    print("\n".join(tipping_sentences(found, parameter, what)))
