"""Who has fetched which feed, told to the token store now and then."""

import asyncio
import logging
from datetime import datetime
from math import inf
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from service.errors import LiftrunError

if TYPE_CHECKING:
    from service.ports.token_store import TokenStore

PAUSE = 30.0
"""Seconds between two times of telling."""

LONGEST_NAME = 120

log = logging.getLogger("liftrun.feed")


class Visit(NamedTuple):
    """The last of several fetches by one token, by a client as it calls itself, and how many they were."""

    at: datetime
    by: str
    uses: int = 1


class Visits:
    """Remembers in memory, so that no fetch waits for the database; `settle` before it ends."""

    def __init__(self, tokens: "TokenStore") -> None:
        self._tokens = tokens
        self._noted: dict[str, Visit] = {}
        self._lock = Lock()
        # Whoever settles while another does wants to see all of it written down.
        self._settling = Lock()
        self._told_at = -inf
        self._telling: asyncio.Task[None] | None = None

    def note(self, digest: str, *, at: datetime, by: str) -> None:
        """One fetch by the client of that name; in the event loop."""
        self._add(digest, Visit(at, by))
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell())

    def settle(self) -> None:
        """Tell all that is not told yet; from any thread, and without an event loop.

        Errors: StorageUnusable; what is untold then is told another time.
        """
        with self._settling:
            with self._lock:
                noted, self._noted = self._noted, {}
            try:
                while noted:
                    digest, visit = next(iter(noted.items()))
                    self._tokens.seen(digest, at=visit.at, by=_name(visit.by), uses=visit.uses)
                    del noted[digest]
            finally:
                for digest, visit in noted.items():
                    self._add(digest, visit)

    def _add(self, digest: str, visit: Visit) -> None:
        with self._lock:
            other = self._noted.get(digest)
            if other:
                last = other if visit.at < other.at else visit
                visit = Visit(last.at, last.by, other.uses + visit.uses)
            self._noted[digest] = visit

    async def _tell(self) -> None:
        loop = asyncio.get_running_loop()
        while self._noted:
            # The first of a quiet time is told at once, so that who has just subscribed sees it.
            await asyncio.sleep(self._told_at + PAUSE - loop.time())
            try:
                await asyncio.to_thread(self.settle)
            except LiftrunError as error:
                log.warning("who fetched feeds is not noted yet: %s", error)
            self._told_at = loop.time()


def _name(user_agent: str) -> str:
    """What a client calls itself, fit to be shown."""
    return "".join(letter for letter in user_agent if letter.isprintable()).strip()[:LONGEST_NAME]
