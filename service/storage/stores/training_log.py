"""Stores the sessions that an athlete has reported as done or missed in the database."""

from typing import Any

from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from service.domain.log import Logged
from service.domain.training import Effort, Kind
from service.storage.database import Database
from service.storage.tables import LoggedRow


class DatabaseTrainingLog:
    """The training log port, over one athlete's rows, with methods to add and delete lines."""

    name = "What you told Liftrun"

    def __init__(self, database: Database, athlete: str) -> None:
        self._database = database
        self._athlete = athlete

    def read(self) -> tuple[Logged, ...]:
        """Every logged session, sorted by day, and within a day in the order of logging."""
        lines = (
            select(LoggedRow)
            .where(LoggedRow.athlete == self._athlete)
            .order_by(col(LoggedRow.day), col(LoggedRow.line))
        )
        with self._database.reading() as session:
            return tuple(map(_logged, session.exec(lines)))

    def note(self, logged: Logged) -> None:
        """Add a session to the log; an equal one that is there already is not added again."""
        newest = select(func.max(LoggedRow.line)).where(LoggedRow.athlete == self._athlete)
        with self._database.writing_athlete(self._athlete) as session:
            if session.exec(self._standing(logged)).first() is None:
                line = (session.exec(newest).one() or 0) + 1
                session.add(LoggedRow(athlete=self._athlete, line=line, **_columns(logged)))

    def strike(self, logged: Logged) -> None:
        """Delete a session from the log, if it is there."""
        with self._database.writing_athlete(self._athlete) as session:
            for row in session.exec(self._standing(logged)):
                session.delete(row)

    def _standing(self, logged: Logged) -> SelectOfScalar[LoggedRow]:
        return select(LoggedRow).filter_by(athlete=self._athlete, **_columns(logged))


def _columns(logged: Logged) -> dict[str, Any]:
    return {
        "day": logged.day,
        "kind": logged.kind.value,
        "duration": logged.duration,
        "effort": logged.effort.name,
        "start": logged.start,
        "missed": logged.missed,
    }


def _logged(row: LoggedRow) -> Logged:
    return Logged(
        day=row.day,
        kind=Kind(row.kind),
        duration=row.duration,
        effort=Effort[row.effort],
        start=row.start,
        missed=row.missed,
    )
