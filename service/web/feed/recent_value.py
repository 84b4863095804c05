"""Keeps in memory a value that changes elsewhere, for requests that cannot wait for a reading."""

import asyncio
import logging
from collections.abc import Callable
from math import inf
from typing import Generic, TypeVar

T = TypeVar("T")

REFRESH_AFTER = 1.0
"""Seconds after which a request starts a new reading, but does not wait for it."""

WAIT_AFTER = 2.0
"""Seconds after which a request waits for the new reading."""

log = logging.getLogger("liftrun.feed")


class RecentValue(Generic[T]):
    """The latest value of `read`, which runs only on request, in a thread, and at most once a second.

    Shape: after `outdate` it is read again sooner. While `read` fails, the earlier value is kept. Everything
    but `outdate` belongs to one event loop.
    Errors: what `read` raises, as long as it never returned a value.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._value: list[T] = []
        self._read_at = -inf
        self._is_outdated = False
        self._reading: asyncio.Task[None] | None = None

    async def value(self) -> T:
        """The value, at most two seconds old unless `read` fails."""
        age = asyncio.get_running_loop().time() - self._read_at
        if age >= REFRESH_AFTER or self._is_outdated:
            reading = self._begin()
            if age >= WAIT_AFTER or self._is_outdated:
                # Shielded, because other requests wait for the same reading.
                await asyncio.shield(reading)
        if self._is_outdated:
            # It was outdated again during that reading.
            await asyncio.shield(self._begin())
        return self._value[0]

    def invalidate(self) -> None:
        """Makes the next request wait for a new reading; may be called from any thread."""
        self._is_outdated = True

    def _begin(self) -> asyncio.Task[None]:
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._renew())
        return self._reading

    async def _renew(self) -> None:
        self._is_outdated = False
        try:
            self._value[:] = [await asyncio.to_thread(self._read)]
        except Exception as error:
            if not self._value:
                raise
            log.warning("what was read before stands: %s", error)
        self._read_at = asyncio.get_running_loop().time()
