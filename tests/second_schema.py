"""A database of the second schema, with one row of each kind, for reading by later versions.

`python -m tests.second_schema` prints such a database as SQL; `golden/storage/0002.sql` is that, and stays as
it is once a newer schema has come.
"""

import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from service.domain.busy import Busy
from service.domain.job_record import JobRecord
from service.domain.span import Span
from service.domain.token import Purpose, Token, digest_of
from service.ports.busy_source import Reading
from service.ports.reading_store import KeptReading
from service.ports.roster import Enrolled
from tests.entries import HOUR, MADE_AT, MONDAY, entry
from tests.versions import DONE, pin, version

if TYPE_CHECKING:
    from service.storage.database import Database

WHO = "me"
A_DAY = timedelta(days=1)

ENROLLED = Enrolled(WHO, Path("/home/me/config.toml"), MADE_AT)
TOKENS = (
    Token(digest_of("for ever"), WHO, Purpose.FEED, MADE_AT, seen_at=MONDAY, seen_by="Calendar/1.0", uses=3),
    Token(digest_of("for a day"), WHO, Purpose.SESSION, MADE_AT, ends_at=MADE_AT + A_DAY),
)
READ = Reading(
    "Work", "ics", MADE_AT, (Busy(Span.lasting(MONDAY, HOUR), "Review", "Work"),), warnings=("One was odd.",)
)
READINGS = (
    KeptReading("Home", "caldav", MADE_AT, trouble="Home could not be read: it is away", failures=2),
    KeptReading("Work", "ics", MADE_AT, READ, Span.lasting(MADE_AT, 14 * A_DAY)),
)
DUTIES = (
    JobRecord(WHO, "plan", MONDAY, slot=MADE_AT, fence=1, lease_until=MADE_AT + HOUR),
    JobRecord(WHO, "poll", MONDAY),
)


def keep(database: "Database") -> None:
    """Have the stores keep one of each kind."""
    from service.storage.archive import Archive
    from service.storage.stores.job_store import DatabaseJobStore
    from service.storage.stores.ledger import DatabaseLedger
    from service.storage.stores.roster import DatabaseRoster
    from service.storage.stores.token_store import DatabaseTokenStore

    archive = Archive(database, WHO)
    archive.plans.add(version(marks=(pin(),)))
    archive.log.note(DONE)
    DatabaseLedger(database, WHO).settle("calendar", entry().uid, entry())
    DatabaseRoster(database).enrol(ENROLLED)
    for token in TOKENS:
        DatabaseTokenStore(database).keep(token)
    for kept in READINGS:
        archive.readings.keep(kept)
    archive.feed.show((entry(),), version=1, over=0, now=MADE_AT)
    records = DatabaseJobStore(database)
    planning, polling = DUTIES
    records.begin(JobRecord(WHO, planning.name, planning.due_at, slot=planning.slot))
    records.begin(polling)
    (begun, _) = records.of(WHO)
    assert planning.lease_until
    records.take(begun, until=planning.lease_until, now=MADE_AT)


def main() -> None:
    from service.storage.database import Database

    with TemporaryDirectory() as folder:
        place = Path(folder) / "liftrun.db"
        with Database.at(str(place)) as database:
            keep(database)
        with closing(sqlite3.connect(place)) as connection:
            sys.stdout.writelines(f"{line}\n" for line in connection.iterdump())


if __name__ == "__main__":
    main()
