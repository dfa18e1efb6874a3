"""The documents as a site, served from this machine: ``make docs`` builds it, and a wheel carries it."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from dashboards.server import run
from dashboards.shared.ports import listen
from hunt.errors import HuntError

SITE = Path(__file__).parent / "manual"


def serve_manual(host: str, port: int, *, browser: bool, site: Path = SITE) -> None:
    """Serve the site until stopped.

    Raises
    ------
    HuntError
        When the site was not built, or the port cannot be served at.
    """
    if not (site / "index.html").is_file():
        raise HuntError("The documents were not built here: run 'make docs' in the checkout, or read its folder docs/.")
    pages = Starlette(routes=[Mount("/", StaticFiles(directory=site, html=True))])
    run(pages, listen(host, port), "The documents are", browser=browser)
