"""Something that changes elsewhere, kept at hand for requests that cannot wait for it."""

import asyncio
import logging
from collections.abc import Callable
from math import inf
from typing import Generic, TypeVar

T = TypeVar("T")

SOON = 1.0
"""Seconds after which whoever asks has it read again, without waiting for that."""

LATE = 2.0
"""Seconds after which whoever asks waits until it is."""

log = logging.getLogger("liftrun.feed")


class RecentValue(Generic[T]):
    """What `read` gave lately: never read twice within a second, nor unasked, nor in the event loop.

    Shape: when it cannot be read what it was stands. Belongs to one event loop, but for `outdate`.
    Errors: what `read` raises, as long as it never gave anything.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._value: list[T] = []
        self._read_at = -inf
        self._is_outdated = False
        self._reading: asyncio.Task[None] | None = None

    async def value(self) -> T:
        """What it is now, or was two seconds ago."""
        age = asyncio.get_running_loop().time() - self._read_at
        if age >= SOON or self._is_outdated:
            reading = self._begin()
            if age >= LATE or self._is_outdated:
                # Shielded, because others wait for the same reading.
                await asyncio.shield(reading)
        if self._is_outdated:
            # It was outdated while it was read.
            await asyncio.shield(self._begin())
        return self._value[0]

    def outdate(self) -> None:
        """Have whoever asks next wait until it is read again; from any thread."""
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
