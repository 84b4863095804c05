"""Closes a connection whose client does not send its request in time."""

import asyncio
from datetime import timedelta
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

REQUEST_TIMEOUT = timedelta(seconds=20)
"""The time for a whole request, body included; the slowest phone sends the longest form in less."""


class ConnectionDeadline(HttpToolsProtocol):
    """uvicorn's HTTP protocol with a deadline; on its own it waits for a request without limit.

    Shape: connections are few, so a client that keeps many open and silent would lock out all others.
    """

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Starts the deadline for the first request."""
        super().connection_made(transport)
        self._wait()

    def on_message_begin(self) -> None:
        """Starts the deadline again, for this request."""
        super().on_message_begin()
        self._wait()

    def on_message_complete(self) -> None:
        """Stops the deadline: the time for the answer is not limited."""
        self._stop_waiting()
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops the deadline."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(REQUEST_TIMEOUT.total_seconds(), self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
