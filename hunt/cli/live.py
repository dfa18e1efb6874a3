"""``hunt live``: serve the stage."""

from typing import Annotated

import typer

from hunt.cli.options import whole_number
from hunt.cli.output import compile_first


def live(
    host: Annotated[
        str, typer.Option(help="Address to serve at; 0.0.0.0 lets others in the room connect.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(parser=whole_number("--port", 1, 65535), metavar="N", help="Port to serve at.")
    ] = 8765,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")] = True,
) -> None:
    """Open the stage in a browser: two bands in one year; ask why, change what happens on a day, see 1,000 others."""
    from dashboards.server import serve

    compile_first(quiet=False)
    serve(host, port, browser=browser)
