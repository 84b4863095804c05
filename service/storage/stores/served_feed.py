"""Stores the entries that an athlete's feed shows in the database."""

from collections.abc import Sequence
from datetime import datetime

from service.domain.entry import Entry
from service.storage.database import Database
from service.storage.documents import entry as documents
from service.storage.tables import FeedRow


class DatabaseServedFeed:
    """The served feed port, over one athlete's row.

    Shape: `version` is 0 before the feed shows its first plan.
    """

    def __init__(self, database: Database, athlete: str) -> None:
        self._database = database
        self._athlete = athlete

    def shown(self) -> tuple[Entry, ...]:
        """The entries that the feed shows now, cancelled ones among them."""
        row = self._row()
        return tuple(map(documents.read, row.entries)) if row else ()

    @property
    def version(self) -> int:
        """The number of the plan version that the feed shows."""
        row = self._row()
        return row.version if row else 0

    @property
    def shown_at(self) -> datetime | None:
        """When the entries of the feed last changed, None before the first."""
        row = self._row()
        return row.shown_at if row else None

    def show(self, entries: Sequence[Entry], *, version: int, over: int, now: datetime) -> bool:
        """Replace the entries of the feed if it still shows version `over`; returns whether it did.

        Shape: `version` is the plan version that the new entries were made from.
        """
        wanted = [documents.document(entry) for entry in entries]
        with self._database.writing_athlete(self._athlete) as session:
            row = session.get(FeedRow, self._athlete)
            if (row.version if row else 0) != over:
                return False
            shown_at = row.shown_at if row and row.entries == wanted else now
            session.merge(FeedRow(athlete=self._athlete, version=version, shown_at=shown_at, entries=wanted))
            return True

    def _row(self) -> FeedRow | None:
        with self._database.reading() as session:
            return session.get(FeedRow, self._athlete)
