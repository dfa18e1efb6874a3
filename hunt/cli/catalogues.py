"""``hunt scenarios``, ``regimes``, ``skins``, ``parameters``, ``measures``: what there is to choose from."""

from typing import Annotated

import typer

from hunt.cli.options import Json, Measures, measures_of
from hunt.cli.output import print_json, print_rows


def scenarios(
    id: Annotated[str | None, typer.Argument(help="Explain this scenario: an id or a .toml file.")] = None,
    json_: Json = False,
) -> None:
    """List the scenarios (question, expected finding, where it fails), or explain one."""
    from hunt.catalogue.listing import scenario_parts, scenario_rows

    print_rows(scenario_rows() if id is None else scenario_parts(id), json_)


def regimes(json_: Json = False) -> None:
    """List the regimes (incentive schemes): what each pays for and praises, and how well that measures what feeds."""
    from hunt.catalogue.listing import regime_rows

    print_rows(regime_rows(), json_)


def skins(
    id: Annotated[str | None, typer.Argument(help="Explain the words of this skin: an id or a .toml file.")] = None,
    names: Annotated[bool, typer.Option("--names", help="List the placeholders that sentences may use.")] = False,
    json_: Json = False,
) -> None:
    """List the skins (words and languages a run can be narrated in), or explain the words of one."""
    from hunt.errors import HuntError
    from hunt.narrator import offer_rows, skin_rows

    if names and id is not None:
        raise HuntError(f"--names is the same for every skin; leave out either --names or {id}.")
    print_rows(offer_rows() if names else skin_rows(id), json_)


def parameters(
    name: Annotated[str | None, typer.Argument(help="One parameter; default: all.")] = None, json_: Json = False
) -> None:
    """List the parameters with value, unit, range and reason."""
    from hunt.catalogue.listing import parameter_rows

    print_rows(parameter_rows(name), json_)


def measures(measures: Measures = None, json_: Json = False) -> None:
    """List the outcome measures, what is recorded about every run, with units; with --measures also your own.

    With --measures RESULTS, a folder of results or a manifest, it prints the measures that came with them as they are
    written, and runs nothing.
    """
    from hunt.catalogue.listing import measure_rows
    from hunt.own_measures import measures_in_results

    brought = measures_in_results(measures)
    if brought is not None:
        if json_:
            print_json(brought.plain())
        else:
            print(brought.text, end="")
        return
    own = measures_of(measures)
    print_rows(measure_rows({} if own is None else own.says()), json_)
