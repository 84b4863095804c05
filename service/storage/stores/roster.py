"""Stores the athletes that a service plans for in the database."""

from pathlib import Path

from sqlmodel import col, delete, select

from service.ports.roster import Enrolled
from service.storage.database import Database
from service.storage.tables import AthleteRow, RosterRow


class DatabaseRoster:
    """The roster port, over all rows of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def every(self) -> tuple[Enrolled, ...]:
        """Every enrolled athlete, sorted by name."""
        with self._database.reading() as session:
            rows = session.exec(select(RosterRow)).all()
        enrolled = (Enrolled(row.athlete, Path(row.config), row.since) for row in rows)
        return tuple(sorted(enrolled, key=lambda each: each.name))

    def enrol(self, enrolled: Enrolled) -> None:
        """Add an athlete, or change the configuration file of one who is enrolled."""
        row = RosterRow(athlete=enrolled.name, config=str(enrolled.config), since=enrolled.since)
        with self._database.writing_athlete(enrolled.name) as session:
            session.merge(row)

    def strike(self, name: str) -> bool:
        """Delete an athlete with all their stored data; returns whether they were enrolled."""
        with self._database.writing() as session:
            known = session.get(RosterRow, name) is not None
            if known:
                # Foreign keys with ON DELETE CASCADE delete the athlete's rows in all other tables.
                session.exec(delete(AthleteRow).where(col(AthleteRow.name) == name))
            return known
