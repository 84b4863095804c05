"""Stores the athletes that a service plans for in the database."""

from pathlib import Path

from sqlmodel import col, delete, select

from service.ports.roster import Enrolled
from service.storage.database import Database
from service.storage.tables import AthleteRow, RosterRow


class DatabaseRoster:
    """The roster port, over all rows of a database.

    Shape: a file in `folder`, the folder of the service's own configuration, is stored by its path from
    there, so that a backup fits a machine on which that folder lies elsewhere.
    """

    def __init__(self, database: Database, folder: Path | None = None) -> None:
        self._database = database
        self._folder = folder.resolve() if folder else None

    def every(self) -> tuple[Enrolled, ...]:
        """Every enrolled athlete, sorted by name."""
        with self._database.reading() as session:
            rows = session.exec(select(RosterRow)).all()
        enrolled = (Enrolled(row.athlete, self._absolute(row.config), row.since) for row in rows)
        return tuple(sorted(enrolled, key=lambda each: each.name))

    def enrol(self, enrolled: Enrolled) -> None:
        """Add an athlete, or change the configuration file of one who is enrolled."""
        row = RosterRow(athlete=enrolled.name, config=self._stored(enrolled.config), since=enrolled.since)
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

    def _absolute(self, stored: str) -> Path:
        return self._folder / stored if self._folder else Path(stored)

    def _stored(self, file: Path) -> str:
        if self._folder and file.is_absolute() and file.is_relative_to(self._folder):
            return str(file.relative_to(self._folder))
        return str(file)
