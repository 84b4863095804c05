"""Stores the last reading of each source of an athlete, and its failures since, in the database."""

from sqlmodel import col, delete, select

from service.ports.reading_store import KeptReading
from service.storage.database import Database
from service.storage.documents import reading as readings
from service.storage.tables import ReadingRow


class DatabaseReadingStore:
    """The reading store port, over one athlete's rows."""

    def __init__(self, database: Database, athlete: str) -> None:
        self._database = database
        self._athlete = athlete

    def kept(self, name: str) -> KeptReading | None:
        """The last reading of a source and its failures since, None when it was never tried."""
        with self._database.reading() as session:
            row = session.get(ReadingRow, (self._athlete, name))
            return None if row is None else _kept(row)

    def every(self) -> tuple[KeptReading, ...]:
        """The stored readings of all sources, sorted by name."""
        of_athlete = select(ReadingRow).where(ReadingRow.athlete == self._athlete)
        with self._database.reading() as session:
            return tuple(sorted(map(_kept, session.exec(of_athlete)), key=lambda kept: kept.name))

    def keep(self, kept: KeptReading) -> None:
        """Store the reading and the failures of a source; they replace the earlier ones."""
        document = readings.document(kept.reading, kept.window) if kept.reading and kept.window else None
        row = ReadingRow(
            athlete=self._athlete,
            source=kept.name,
            kind=kept.kind,
            tried_at=kept.tried_at,
            trouble=kept.trouble,
            failures=kept.failures,
            reading=document,
        )
        with self._database.writing_athlete(self._athlete) as session:
            session.merge(row)

    def forget(self, name: str) -> None:
        """Delete everything stored about a source's readings."""
        of_name = (col(ReadingRow.athlete) == self._athlete, col(ReadingRow.source) == name)
        with self._database.writing_athlete(self._athlete) as session:
            session.exec(delete(ReadingRow).where(*of_name))


def _kept(row: ReadingRow) -> KeptReading:
    reading, window = readings.read(row.reading) if row.reading else (None, None)
    return KeptReading(row.source, row.kind, row.tried_at, reading, window, row.trouble, row.failures)
