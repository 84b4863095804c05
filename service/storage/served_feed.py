"""What an athlete's feed shows, in the database."""

from collections.abc import Sequence
from datetime import datetime

from service.domain.entry import Entry
from service.storage.database import Database
from service.storage.documents import entry as documents
from service.storage.tables import FeedRow


class DatabaseServedFeed:
    """The served feed port over one athlete's row.

    Shape: `version` is 0 before the first.
    """

    def __init__(self, database: Database, athlete: str) -> None:
        self._database = database
        self._athlete = athlete

    def shown(self) -> tuple[Entry, ...]:
        """Our entries as they stand there now."""
        row = self._row()
        return tuple(map(documents.read, row.entries)) if row else ()

    @property
    def version(self) -> int:
        """The number of the version it shows."""
        row = self._row()
        return row.version if row else 0

    @property
    def shown_at(self) -> datetime | None:
        """When what it shows last changed."""
        row = self._row()
        return row.shown_at if row else None

    def show(self, entries: Sequence[Entry], *, version: int, over: int, now: datetime) -> bool:
        """Make it show exactly these, of that version, if it still shows version `over`; whether it did."""
        wanted = [documents.document(entry) for entry in entries]
        with self._database.writing_of(self._athlete) as session:
            row = session.get(FeedRow, self._athlete)
            if (row.version if row else 0) != over:
                return False
            shown_at = row.shown_at if row and row.entries == wanted else now
            session.merge(FeedRow(athlete=self._athlete, version=version, shown_at=shown_at, entries=wanted))
            return True

    def _row(self) -> FeedRow | None:
        with self._database.reading() as session:
            return session.get(FeedRow, self._athlete)
