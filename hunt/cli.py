"""The front door: ``hunt run``, ``hunt compare`` and the rest.

It imports what it needs inside each command, so that ``hunt --help`` answers at once.
"""

import json
import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import Annotated, Any, NoReturn

import typer

from hunt.commands import questions, reporting, sweeping

app = typer.Typer(
    name="hunt",
    help="Nobody brings down a mammoth alone: watch, compare and question what pay and praise do to a band of hunters.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _whole(option: str, low: int, high: int) -> Callable[[str | int], int]:
    """Return what reads the number of an option, or refuses it."""

    def read(text: str | int) -> int:
        try:
            number = int(text)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            from hunt.catalogue.parameters import shown

            raise typer.TyperException(
                f"{option} {shown(text)} is not allowed: it must be a whole number from {low} to {high}; "
                f"try {option} {READY[option]}."
            )
        return number

    return read


READY = {"--port": 8765, "--seed": 1, "--runs": 1000, "--flip-runs": 100, "--workers": 2, "--most": 15}
"""Values that are always allowed; all but the workers' are the defaults."""


ScenarioId = Annotated[str, typer.Option("--scenario", help="Id of a scenario ('hunt scenarios'), or a .toml file.")]
RegimeId = Annotated[str, typer.Option("--regime", help="Id of a regime ('hunt regimes'), or a .toml file.")]
Seed = Annotated[
    int,
    typer.Option(
        parser=_whole("--seed", 0, 2**63 - 1),
        metavar="N",
        help="The luck: equal seeds meet the same weather, beasts and dice.",
    ),
]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change a parameter; may be given again.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines, and nothing else.")]
Workers = Annotated[
    int | None,
    typer.Option(parser=_whole("--workers", 1, 1000), metavar="N", help="Threads; by default one per core."),
]


def main() -> None:
    """Run the command line; bad input is one sentence on standard error and exit code 2."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a title may have letters that a screen has not
    try:
        code = app(sys.argv[1:] or ["--help"], prog_name="hunt", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        where = getattr(error, "ctx", None)  # what typer itself cannot read comes with the command it was read for
        hint = f" Try '{where.command_path} --help'." if where else ""
        _stop(_sentence(error.format_message()) + hint)
    except KeyboardInterrupt:
        code = STOPPED
    except BrokenPipeError:  # whoever read the output has gone; Python would complain of that once more on its way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except OSError as error:
        _stop(f"{error.filename or 'The output'} cannot be read or written: {(error.strerror or str(error)).lower()}.")
    except MemoryError:
        _stop("There is not enough memory for that; ask for fewer runs, days or hunters.")
    except ValueError as error:
        from hunt.catalogue.parameters import HuntError

        if not isinstance(error, HuntError):
            raise
        _stop(str(error))
    if code == STOPPED:
        _stop("Stopped; nothing was lost but the unfinished work.", STOPPED)
    sys.exit(code if isinstance(code, int) else 0)


STOPPED = 130
"""What a shell is told by a program that Ctrl-C has stopped; typer returns it as well."""


def _sentence(text: str) -> str:
    """Return a text as one line that ends like a sentence; what cannot be printed is shown by its number."""
    line = "".join(one if one.isprintable() else repr(one)[1:-1] for one in " ".join(text.split()))
    return line if line.endswith((".", "?", "!")) else line + "."


def _stop(sentence: str, code: int = 2) -> NoReturn:
    print(_sentence(sentence), file=sys.stderr)
    sys.exit(code)


def _settings(given: list[str] | None) -> dict[str, Any]:
    from hunt.catalogue.parameters import HuntError, parsed, shown

    settings = {}
    for one in given or []:
        name, equals, text = one.partition("=")
        if not equals:
            raise HuntError(f"--set {shown(one)} has no value; write --set name=value, as in --set hunters=12.")
        settings[name.strip()] = parsed(name.strip(), text.strip())
    return settings


def _print_json(data: Any) -> None:
    from hunt.jsonable import as_json

    print(json.dumps(as_json(data), indent=2, allow_nan=False))


@app.command()
def run(
    scenario: ScenarioId = "default-valley",
    regime: RegimeId = "own-product",
    seed: Seed = 1,
    set_: Set = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DAY:NAME=VALUE",
            help="What is new from a day on: a setting, a regime, or an act such as 60:review=3; may be given again.",
        ),
    ] = None,
    skin: Annotated[
        str, typer.Option(help="Words and language to tell it in: id of a skin ('hunt skins'), or a .toml file.")
    ] = "stone-age",
    most: Annotated[
        int, typer.Option(parser=_whole("--most", 8, 1000), metavar="N", help="At most so many things are told.")
    ] = 15,
    json_: Json = False,
) -> None:
    """Live one hunt and tell it in plain sentences."""
    from hunt.catalogue.interventions import parsed_change
    from hunt.catalogue.regimes import regime as regime_of
    from hunt.catalogue.scenarios import scenario as scenario_of
    from hunt.history import record
    from hunt.narrator import skin as words_of
    from hunt.narrator import tell

    words = words_of(skin)
    changes = [parsed_change(one) for one in change or []]
    parameters = scenario_of(scenario).parameters(regime, **_settings(set_))
    _announce_compiling(quiet=json_)
    history = record(parameters, seed, changes)
    told = tell(history, words, most=most, regime=regime_of(regime))
    if json_:
        head = {"scenario": scenario, "regime": regime, "seed": seed, "skin": skin}
        _print_json(head | {"outcome": history.outcome.row(), "told": told})
        return
    for one in told:
        print(one.text)


@app.command()
def compare(
    scenario: Annotated[
        str, typer.Option("--scenario", help="Id of a scenario ('hunt scenarios'), or a .toml file; several as a,b.")
    ] = "default-valley",
    regimes: Annotated[
        str | None,
        typer.Option(
            help="Ids, as a,b: the first is compared with each other one. By default what the scenario's claim "
            "compares. What else is one's own follows after a ~, as in a,a~push:0 or a~60:review:3."
        ),
    ] = None,
    runs: Annotated[
        int,
        typer.Option(parser=_whole("--runs", 2, 10_000_000), metavar="N", help="Bands per regime, paired by seed."),
    ] = 1000,
    seed: Seed = 1,
    set_: Set = None,
    out: Annotated[str | None, typer.Option(help="Folder for table, figures and report.")] = None,
    flip_runs: Annotated[
        int,
        typer.Option(
            parser=_whole("--flip-runs", 0, 10_000_000),
            metavar="N",
            help="Bands per value when looking where it flips; 0: do not.",
        ),
    ] = 100,
    power: Annotated[
        str | None, typer.Option(metavar="EFFECT", help="Say how many runs show a difference of this size; no more.")
    ] = None,
    measure: Annotated[str | None, typer.Option(help="Of what measure; for --power.")] = None,
    workers: Workers = None,
    json_: Json = False,
) -> None:
    """Compare regimes over paired bands: who survives, how sure that is, and where it flips."""
    settings = _settings(set_)
    from experiments.comparison.compare import checked_arms, claimed_bands
    from experiments.comparison.several_scenarios import compare_in_many_and_tell, power_and_tell, scenario_ids
    from experiments.comparison.summary import compare_and_tell
    from hunt.catalogue.scenarios import scenario as scenario_of

    ids = None if regimes is None else tuple(id.strip() for id in regimes.split(",") if id.strip())
    places = scenario_ids(scenario)
    for place in places:  # before a folder is made and rules are compiled
        here = claimed_bands(scenario_of(place)) if ids is None else ids
        checked_arms(place, here, runs, seed, settings, flip_runs)
    if power is not None:
        from hunt.commands.questions import number_of

        effect = number_of("--power", power)
        _announce_compiling(quiet=json_)
        rows = [
            one
            for place in places
            for one in power_and_tell(place, ids, runs, seed, settings, effect, measure, workers, quiet=json_)
        ]
        if json_:
            _print_json(rows)
        return
    folder = _folder(out)
    _announce_compiling(quiet=json_)
    if len(places) > 1:
        report = compare_in_many_and_tell(places, ids, runs, seed, settings, folder, flip_runs, workers, quiet=json_)
    else:
        report = compare_and_tell(places[0], ids, runs, seed, settings, folder, flip_runs, workers, quiet=json_)
    if json_:
        _print_json(report)


@app.command()
def validate(
    quick: Annotated[
        bool, typer.Option("--quick", help="A minute's worth: closed forms, and the main claims.")
    ] = False,
    targets: Annotated[bool, typer.Option("--targets", help="Only the closed forms.")] = False,
    patterns: Annotated[bool, typer.Option("--patterns", help="Only the patterns and their knobs.")] = False,
    claims: Annotated[bool, typer.Option("--claims", help="Only the scenarios' claims and counter-examples.")] = False,
    sought: Annotated[
        bool, typer.Option("--sought", help="Only what was expected of the model and may not be there.")
    ] = False,
    set_: Set = None,
    seed: Seed = 1,
    json_: Json = False,
) -> None:
    """Check the code against closed forms, the patterns with their knobs, and every scenario's claim."""
    settings = _settings(set_)
    from experiments.ensemble import checked_seeds
    from experiments.validation.console import BLOCKS, PARTS, validate_and_tell
    from experiments.validation.valleys import RUNS
    from hunt.catalogue.parameters import HuntError, Parameters

    chosen = [part for part, wanted in zip(PARTS, (targets, patterns, claims, sought), strict=True) if wanted]
    if settings and chosen != ["claims"]:
        raise HuntError("--set changes the scenarios only, so it needs --claims: hunt validate --claims --set ...")
    if quick and chosen == ["sought"]:
        raise HuntError("--sought leaves nothing for --quick to do; leave out one of them.")
    Parameters().but(**settings)  # refused before anything is compiled

    checked_seeds(seed, BLOCKS * RUNS)
    _announce_compiling(quiet=json_)
    rows, passed = validate_and_tell(quick=quick, seed=seed, quiet=json_, parts=chosen or PARTS, settings=settings)
    if json_:
        _print_json({"passed": passed, "checks": rows})
    if not passed:
        raise typer.Exit(1)


@app.command()
def bench(
    quick: Annotated[bool, typer.Option("--quick", help="Fewer repetitions.")] = False, json_: Json = False
) -> None:
    """Measure speed on this machine, side by side."""
    from agents import HuntModel
    from experiments.bench import bench_and_tell
    from hunt.catalogue.parameters import Parameters

    def interpret(parameters: Parameters, seed: int) -> None:
        model = HuntModel(parameters, seed=seed)
        while model.running:
            model.step()

    rows = bench_and_tell(interpret, quick=quick, quiet=json_)
    if json_:
        _print_json(rows)


@app.command()
def live(
    host: Annotated[
        str, typer.Option(help="Address to serve at; 0.0.0.0 lets others in the room connect.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(parser=_whole("--port", 1, 65535), metavar="N", help="Port to serve at.")] = 8765,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")] = True,
) -> None:
    """Serve the stage: watch two bands live the same year, ask why, fork a day, see a thousand winters."""
    from dashboards.shared.server import serve

    _announce_compiling(quiet=False)
    serve(host, port, browser=browser)


@app.command()
def scenarios(json_: Json = False) -> None:
    """List the catalogued scenarios: question, expected finding, and where it fails."""
    from hunt.catalogue.listing import scenario_rows

    _list(scenario_rows(), json_)


@app.command()
def regimes(json_: Json = False) -> None:
    """List the catalogued regimes: what each pays and praises."""
    from hunt.catalogue.listing import regime_rows

    _list(regime_rows(), json_)


@app.command()
def skins(
    id: Annotated[str | None, typer.Argument(help="One skin, or a .toml file: what stands for what in it.")] = None,
    names: Annotated[bool, typer.Option("--names", help="List instead what sentences of each event may name.")] = False,
    json_: Json = False,
) -> None:
    """List the words a hunt can be told in, or explain those of one skin."""
    from hunt.catalogue.parameters import HuntError
    from hunt.narrator import offer_rows, skin_rows

    if names and id is not None:
        raise HuntError(f"--names is the same for every skin; leave out either --names or {id}.")
    _list(offer_rows() if names else skin_rows(id), json_)


@app.command()
def parameters(
    name: Annotated[str | None, typer.Argument(help="One parameter; all by default.")] = None, json_: Json = False
) -> None:
    """List every parameter with its value, unit, range and reason."""
    from hunt.catalogue.listing import parameter_rows

    _list(parameter_rows(name), json_)


def _list(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        _print_json(rows)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for k, column in enumerate(rows[0]):
        table.add_column(column, overflow="fold", no_wrap=k == 0)
    for row in rows:
        table.add_row(*(Text(_cell(value, alone=len(rows) == 1)) for value in row.values()))
    Console().print(table)


def _cell(value: Any, *, alone: bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    text = str(value)
    return "a table" if isinstance(value, list) and len(text) > 100 and not alone else text


def _folder(out: str | None) -> Any:
    """Return a folder that can be written to, or refuse it before any work is done."""
    if out is None:
        return None
    from pathlib import Path
    from tempfile import TemporaryFile

    from hunt.catalogue.parameters import HuntError

    if not out.strip():
        raise HuntError("--out '' names no folder; name one, as in --out results.")
    try:
        Path(out).mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=out):
            return Path(out)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise HuntError(f"--out {out} cannot be written to: {why.lower()}; name another folder.") from None


def _announce_compiling(*, quiet: bool) -> None:
    """Say so where the first run on a machine has to wait for the compiler."""
    from hunt.engine.compiled import compile_once, is_compiled

    if not is_compiled():
        if not quiet:
            print("Compiling the rules, once, about 15 s ...", file=sys.stderr, flush=True)
        compile_once()


for _command in (sweeping.sweep, sweeping.merge, questions.sensitivity, questions.tipping, reporting.report):
    app.command()(_command)


if __name__ == "__main__":
    main()
