"""Start a server, say where it is, and open a browser when it answers."""

import socket
import threading
import warnings
import webbrowser
from typing import Any

import uvicorn

from dashboards.shared.ports import listen


def serve(host: str, port: int, *, browser: bool, page: str = "") -> None:
    """Serve all pages until stopped; ``page`` is what is shown first, the part of an address after the port.

    Raises
    ------
    HuntError
        When the port is taken or the host is none of this machine's.
    """
    listening = listen(host, port)
    from dashboards.app import make_app
    from dashboards.shared.downloads import drop_all

    # Solara explains how to embed a page under https each time one opens; nothing is embedded here.
    warnings.filterwarnings("ignore", message="Cookies with samesite=none", category=UserWarning)
    try:
        run(make_app(), listening, "The stage is", browser=browser, page=page)
    finally:
        drop_all()


def run(app: Any, listening: socket.socket, what: str, *, browser: bool, page: str = "") -> None:
    """Serve an app until stopped; ``what`` begins the sentence that says where, ``page`` is what is shown first."""
    host, port = listening.getsockname()[:2]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host
    address = f"http://{shown}:{port}/{page}"
    print(f"{what} at {address} (Ctrl-C stops it)", flush=True)
    if browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    uvicorn.Server(config).run(sockets=[listening])
