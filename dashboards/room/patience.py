"""Connections of phones: one that says nothing, or says it too slowly, is closed, and no address may hold too many."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

WAIT = 5.0
"""Seconds within which a request must have come in whole, counted from the connection or the last answer."""

MOST_PER_ADDRESS = 60
OWN = "127.0.0.1"
"""This machine itself: the bots of a rehearsal."""


class Impatient(H11Protocol):
    """A connection that is closed when no request comes of it."""

    _alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Take a connection, unless its address has too many."""
        super().connection_made(transport)
        host = self.client[0] if self.client else ""
        alike = sum(bool(one.client) and one.client[0] == host for one in self.connections)  # type: ignore[union-attr,index]
        if alike > MOST_PER_ADDRESS and host != OWN:
            transport.abort()
            return
        self._set_alarm()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the alarm of a connection that is gone."""
        self._stop_alarm()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._set_alarm()

    def _set_alarm(self) -> None:
        self._stop_alarm()
        self._alarm = self.loop.call_later(WAIT, self._close)

    def _stop_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()

    def _close(self) -> None:
        """Close; what is being answered is not waited for either: an answer to a phone takes milliseconds."""
        if not self.transport.is_closing():
            self.transport.abort()
