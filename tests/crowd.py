"""Several processes that write to one database at once: `python -m tests.crowd WORK PLACE COUNT`."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta

from service.ports.ledger import Intent
from service.storage.database import Database
from service.storage.keys import usual_keys
from service.storage.stores.ledger import DatabaseLedger
from service.storage.stores.plan_store import DatabasePlanStore
from service.storage.stores.vault import DatabaseVault
from tests.entries import entry
from tests.versions import version

ROUNDS = 25
ATHLETE = "me"


def open_it(place: str, number: int) -> None:
    """Be the first, or one of those who were nearly so."""
    del number
    Database.at(place).close()


def plan(place: str, number: int) -> None:
    """Add versions under numbers that others would like to have too."""
    with Database.at(place) as database:
        store = DatabasePlanStore(database, ATHLETE)
        for turn in range(ROUNDS):
            store.add(version(because=f"{number}.{turn}"))


def write(place: str, number: int) -> None:
    """Record writes of one's own, next to those of others."""
    with Database.at(place) as database:
        ledger = DatabaseLedger(database, ATHLETE)
        for turn in range(ROUNDS):
            made = entry(uid=f"{number}.{turn}")
            ledger.intend("calendar", Intent(made.uid, made))
            ledger.settle("calendar", made.uid, made)


def die_alone(place: str, number: int) -> None:
    """Take the right that only one process has, and never give it back."""
    del number
    with Database.at(place).athlete_lock(ATHLETE, wait=timedelta(minutes=1)):
        os.kill(os.getpid(), signal.SIGKILL)


def keep(place: str, number: int) -> None:
    """Keep a secret, each with the first key there is."""
    with Database.at(place) as database:
        DatabaseVault(database, ATHLETE, usual_keys()).keep(str(number), "secret")


WORK: dict[str, Callable[[str, int], None]] = {
    "open": open_it,
    "plan": plan,
    "write": write,
    "die": die_alone,
    "keep": keep,
}


def main(work: str, place: str, count: int) -> int:
    """How many of them failed."""
    reading, writing = os.pipe()
    crowd = [_start(WORK[work], place, number, reading, writing) for number in range(count)]
    os.close(reading)
    # They all wait for this.
    os.close(writing)
    return sum(os.waitpid(child, 0)[1] != 0 for child in crowd)


def _start(work: Callable[[str, int], None], place: str, number: int, reading: int, writing: int) -> int:
    child = os.fork()
    if child:
        return child
    os.close(writing)
    os.read(reading, 1)
    code = 1
    try:
        work(place, number)
        code = 0
    finally:
        if code:
            sys.excepthook(*sys.exc_info())
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
