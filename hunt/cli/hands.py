"""``hunt hands``: what the model says about the game of the workshop."""

from typing import Annotated

import typer

from hunt.cli.options import Json, whole_number
from hunt.cli.output import compile_first, print_json, print_rows


def hands(
    runs: Annotated[
        int, typer.Option(parser=whole_number("--runs", 1, 10_000), metavar="N", help="Games of each kind.")
    ] = 200,
    people: Annotated[
        int | None,
        typer.Option(
            parser=whole_number("--people", 5, 8), metavar="N", help="Play rings of this size only; default: all."
        ),
    ] = None,
    json_: Json = False,
) -> None:
    """Say when it pays to hold the ring in Hands, the game of the workshop, and how often hunters of the model do it.

    Both tables follow from the joining rule of the simulation. The second is played by the compiled engine.
    """
    from hunt.hands import SHARE
    from hunt.hands_stage import fall_rows, window_rows

    compile_first(quiet=json_)
    windows, falls = window_rows(), fall_rows(runs, [people] if people else list(SHARE))
    if json_:
        print_json({"windows": windows, "falls": falls})
        return
    print("Levels of trust between which it pays to hold the ring:")
    print_rows(windows, False)
    print(
        f"\nShare of {runs} rings of model hunters that bring the mammoth down in four days, by their trust on day 1:"
    )
    print_rows(falls, False)
