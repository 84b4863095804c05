"""One write, killed before and after each database statement: `python -m tests.crash WORK PLACE`.

Shape: writes a line for each point at which it was killed: old, new, or torn when it is something between.
"""

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from sqlalchemy import Engine, event

from service.ports.ledger import Intent
from service.storage.database import Database
from service.storage.stores.ledger import DatabaseLedger
from service.storage.stores.plan_store import DatabasePlanStore
from tests.entries import entry
from tests.versions import pin, version

ATHLETE = "me"
POINTS = ("before_cursor_execute", "after_cursor_execute", "commit")


class Planning:
    """Adds a version, which brings its mark into force."""

    def __init__(self, database: Database) -> None:
        self._store = DatabasePlanStore(database, ATHLETE)
        self._number = len(self._store.versions(limit=1000)) + 1

    def prepare(self) -> None:
        """Nothing: the version before stands."""

    def do(self) -> None:
        self._store.add(version(marks=(pin(str(self._number)),)))

    def state(self) -> tuple[Any, Any]:
        head = self._store.head()
        return (head.number if head else 0, tuple(mark.session for mark in self._store.marks()))

    def states(self) -> dict[Any, str]:
        old = self._number - 1
        return {(old, (str(old),) if old else ()): "old", (self._number, (str(self._number),)): "new"}


class Settling:
    """Turns an intent into what was written."""

    def __init__(self, database: Database) -> None:
        self._ledger = DatabaseLedger(database, ATHLETE)
        written = self._ledger.written("calendar").get(entry().uid)
        self._old = written.sequence if written else None
        self._made = entry(sequence=0 if self._old is None else self._old + 1)

    def prepare(self) -> None:
        self._ledger.intend("calendar", Intent(self._made.uid, self._made))

    def do(self) -> None:
        self._ledger.settle("calendar", self._made.uid, self._made)

    def state(self) -> tuple[Any, Any]:
        written = self._ledger.written("calendar").get(self._made.uid)
        return (written.sequence if written else None, bool(self._ledger.intents("calendar")))

    def states(self) -> dict[Any, str]:
        return {(self._old, True): "old", (self._made.sequence, False): "new"}


WORK: dict[str, Callable[[Database], Planning | Settling]] = {"plan": Planning, "settle": Settling}


def main(work: str, place: str) -> None:
    Database.at(place).close()
    for point in count(1):
        with Database.at(place) as database:
            states = WORK[work](database).states()
        sys.stdout.flush()
        child = os.fork()
        if not child:
            _be_killed(work, place, point)
        was_killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        with Database.at(place) as database:
            sys.stdout.write(f"{states.get(WORK[work](database).state(), 'torn')}\n")
        if not was_killed:
            return


def _be_killed(work: str, place: str, point: int) -> None:
    with Database.at(place) as database:
        wanted = WORK[work](database)
        wanted.prepare()
        points = count(1)

        def come_by(*_: Any) -> None:
            if next(points) == point:
                os.kill(os.getpid(), signal.SIGKILL)

        for name in POINTS:
            event.listen(Engine, name, come_by)
        wanted.do()
        # Done is done, also when the process does not end in order.
        come_by()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
