"""Stores the content and the sync token or ETag of each calendar's last read in the database."""

from sqlmodel import col, delete

from service.domain.span import Span
from service.ports.source_memory import Remembered
from service.storage.database import Database
from service.storage.tables import SourceRow


class DatabaseSourceMemory:
    """The source memory port, over one athlete's rows."""

    def __init__(self, database: Database, athlete: str) -> None:
        self._database = database
        self._athlete = athlete

    def recall(self, source: str) -> Remembered | None:
        """The stored content of a calendar, None when there is none."""
        with self._database.reading() as session:
            row = session.get(SourceRow, (self._athlete, source))
        if row is None:
            return None
        window = Span(row.window_start, row.window_end)
        return Remembered(row.token, row.content, window, row.read_at)

    def remember(self, source: str, remembered: Remembered) -> None:
        """Store the content of a calendar; it replaces the earlier content."""
        row = SourceRow(
            athlete=self._athlete,
            source=source,
            token=remembered.token,
            content=remembered.content,
            window_start=remembered.window.start,
            window_end=remembered.window.end,
            read_at=remembered.read_at,
        )
        with self._database.writing_athlete(self._athlete) as session:
            session.merge(row)

    def forget(self, source: str) -> None:
        """Delete the stored content of a calendar."""
        of_source = (col(SourceRow.athlete) == self._athlete, col(SourceRow.source) == source)
        with self._database.writing_athlete(self._athlete) as session:
            session.exec(delete(SourceRow).where(*of_source))
