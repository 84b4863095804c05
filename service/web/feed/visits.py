"""Counts the fetches of each feed, and writes them to the token store from time to time."""

import asyncio
import logging
from datetime import datetime
from math import inf
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from service.errors import LiftrunError

if TYPE_CHECKING:
    from service.ports.token_store import TokenStore

FLUSH_INTERVAL = 30.0
"""Seconds between two writes to the token store."""

LONGEST_NAME = 120

log = logging.getLogger("liftrun.feed")


class Visit(NamedTuple):
    """Several fetches by one token: when the last one was, by which client, and how many they were."""

    at: datetime
    by: str
    uses: int = 1


class Visits:
    """Collects fetches in memory, so that none waits for the database; call `settle` before the end."""

    def __init__(self, tokens: "TokenStore") -> None:
        self._tokens = tokens
        self._noted: dict[str, Visit] = {}
        self._lock = Lock()
        # A second caller of `settle` waits for the first, so that everything is stored when it returns.
        self._settling = Lock()
        self._told_at = -inf
        self._telling: asyncio.Task[None] | None = None

    def note(self, digest: str, *, at: datetime, by: str) -> None:
        """Records one fetch by the client that calls itself `by`; must be called in the event loop."""
        self._add(digest, Visit(at, by))
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell())

    def settle(self) -> None:
        """Stores all collected fetches; may be called from any thread, also without an event loop.

        Errors: StorageUnusable; fetches that could not be stored are kept for the next call.
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
            # After a quiet time the first fetch is stored at once, so that a new subscriber sees it.
            await asyncio.sleep(self._told_at + FLUSH_INTERVAL - loop.time())
            try:
                await asyncio.to_thread(self.settle)
            except LiftrunError as error:
                log.warning("who fetched feeds is not noted yet: %s", error)
            self._told_at = loop.time()


def _name(user_agent: str) -> str:
    """The client's name for itself, cleaned and cut so that a page can show it."""
    return "".join(letter for letter in user_agent if letter.isprintable()).strip()[:LONGEST_NAME]
