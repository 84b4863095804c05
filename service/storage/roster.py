"""The athletes of one service, in the database."""

from pathlib import Path

from sqlmodel import col, delete, select

from service.ports.roster import Enrolled
from service.storage.database import Database
from service.storage.tables import AthleteRow, RosterRow


class DatabaseRoster:
    """The roster port over all rows of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def every(self) -> tuple[Enrolled, ...]:
        """All of them, in order of their names."""
        with self._database.reading() as session:
            rows = session.exec(select(RosterRow)).all()
        enrolled = (Enrolled(row.athlete, Path(row.config), row.since) for row in rows)
        return tuple(sorted(enrolled, key=lambda each: each.name))

    def enrol(self, enrolled: Enrolled) -> None:
        """Take one in, or give one another file."""
        row = RosterRow(athlete=enrolled.name, config=str(enrolled.config), since=enrolled.since)
        with self._database.writing_of(enrolled.name) as session:
            session.merge(row)

    def strike(self, name: str) -> bool:
        """Forget one, with all that is kept of them; whether they were known."""
        with self._database.writing() as session:
            known = session.get(RosterRow, name) is not None
            if known:
                # Every row of an athlete goes with theirs.
                session.exec(delete(AthleteRow).where(col(AthleteRow.name) == name))
            return known
