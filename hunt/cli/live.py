"""``hunt live`` and ``hunt docs``: serve the stage, and the documents."""

from typing import Annotated

import typer

from hunt.cli.options import Rules, rules_of, whole_number
from hunt.cli.output import compile_first

Host = Annotated[str, typer.Option(help="Address to serve at; 0.0.0.0 lets others in the room connect.")]
Port = Annotated[int, typer.Option(parser=whole_number("--port", 1, 65535), metavar="N", help="Port to serve at.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")]


def live(host: Host = "127.0.0.1", port: Port = 8765, browser: Browser = True, rules: Rules = None) -> None:
    """Open the stage in a browser: two bands in one year; ask why, change what happens on a day, see 1,000 others.

    With --rules the second band uses your rules, and the first the rules as they are.
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


def docs(host: Host = "127.0.0.1", port: Port = 8766, browser: Browser = True) -> None:
    """Open the documents in a browser, with search; needs no internet."""
    from dashboards.manual import serve_manual

    serve_manual(host, port, browser=browser)
