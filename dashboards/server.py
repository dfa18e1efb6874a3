"""Start the server of all pages, say where it is, and open a browser when it answers."""

import socket
import threading
import warnings
import webbrowser

import uvicorn

from dashboards.app import make_app
from dashboards.shared.downloads import drop_all
from hunt.errors import HuntError


def serve(host: str, port: int, *, browser: bool, page: str = "") -> None:
    """Serve until stopped; ``page`` is what is shown first, as the part of an address after the port.

    Raises
    ------
    HuntError
        When the port is taken or the host is none of this machine's.
    """
    try:
        listening = socket.create_server((host, port))
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise HuntError(f"{host}:{port} cannot be served at: {why.lower()}; try --port {port % 65535 + 1}.") from None
    # Solara explains how to embed a page under https each time one opens; nothing is embedded here.
    warnings.filterwarnings("ignore", message="Cookies with samesite=none", category=UserWarning)
    app = make_app()
    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host
    address = f"http://{shown}:{port}/{page}"
    print(f"The stage is at {address} (Ctrl-C stops it)", flush=True)
    if browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        drop_all()
