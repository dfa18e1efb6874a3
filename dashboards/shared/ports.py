"""Taking a port: for the pages, the documents and the workshop's room."""

import socket

from hunt.errors import HuntError


def listen(host: str, port: int, *, backlog: int | None = None, further: int = 1) -> socket.socket:
    """Return a listening socket, taken before anything that takes time.

    ``further`` is how far away the port lies that is suggested instead of a taken one.

    Raises
    ------
    HuntError
        When the port is taken or the host is none of this machine's.
    """
    try:
        return socket.create_server((host, port), backlog=backlog)
    except (OSError, UnicodeError) as error:
        why = (getattr(error, "strerror", None) or str(error)).partition(" (while")[0].lower()
        raise HuntError(f"{host}:{port} cannot be served at: {why}; try --port {port % 65535 + further}.") from None
