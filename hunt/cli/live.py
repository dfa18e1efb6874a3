"""``hunt live``: serve the stage."""

from typing import Annotated

import typer

from hunt.cli.options import Rules, rules_of, whole_number
from hunt.cli.output import compile_first


def live(
    host: Annotated[
        str, typer.Option(help="Address to serve at; 0.0.0.0 lets others in the room connect.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(parser=whole_number("--port", 1, 65535), metavar="N", help="Port to serve at.")
    ] = 8765,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")] = True,
    rules: Rules = None,
) -> None:
    """Open the stage in a browser: two bands in one year; ask why, change what happens on a day, see 1,000 others.

    With --rules the second band lives by your rules, and the first by the rules as they are.
    """
    from dashboards.server import serve

    own = rules_of(rules)
    compile_first(quiet=False)
    page = ""
    if own is not None:
        from hunt.catalogue.own_rules import register_rules

        compile_first(quiet=False, rules=own)
        page = f"?bands=own-product,own-product~rules:{register_rules(own)}"
    serve(host, port, browser=browser, page=page)
