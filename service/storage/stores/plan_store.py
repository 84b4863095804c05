"""Stores every version of one athlete's plan, and the athlete's current marks, in the database."""

from sqlmodel import Session, col, delete, func, select

from service.domain.mark import Mark
from service.domain.version import Version
from service.storage.database import Database
from service.storage.documents import entry, placement
from service.storage.documents import mark as decision
from service.storage.tables import MarkRow, PlanRow


class DatabasePlanStore:
    """The plan store port, over one athlete's rows; a version is read back equal to the one added."""

    def __init__(self, database: Database, athlete: str) -> None:
        self._database = database
        self._athlete = athlete

    def head(self) -> Version | None:
        """The newest version, None before the first."""
        return next(iter(self.versions(limit=1)), None)

    def version(self, number: int) -> Version | None:
        """The version with that number, None when there is none."""
        with self._database.reading() as session:
            row = session.get(PlanRow, (self._athlete, number))
            return None if row is None else _version(row)

    def versions(self, *, limit: int) -> tuple[Version, ...]:
        """The newest versions, at most `limit`, the newest first."""
        newest = (
            select(PlanRow)
            .where(PlanRow.athlete == self._athlete)
            .order_by(col(PlanRow.number).desc())
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(map(_version, session.exec(newest)))

    def add(self, version: Version) -> Version:
        """Store a version under the next number and return it; its marks become the current ones."""
        with self._database.writing_athlete(self._athlete) as session:
            row = _row(version, athlete=self._athlete, number=self._newest(session) + 1)
            session.add(row)
            session.exec(delete(MarkRow).where(col(MarkRow.athlete) == self._athlete))
            session.add_all(map(self._mark_row, version.marks))
            return _version(row)

    def marks(self) -> tuple[Mark, ...]:
        """The current marks, sorted by session."""
        with self._database.reading() as session:
            rows = session.exec(select(MarkRow).where(MarkRow.athlete == self._athlete))
            # Sorted here, because each database has its own order of letters.
            return tuple(decision.read(row.mark) for row in sorted(rows, key=lambda row: row.session))

    def mark(self, mark: Mark) -> None:
        """Store a mark; it replaces the session's earlier one."""
        with self._database.writing_athlete(self._athlete) as session:
            session.merge(self._mark_row(mark))

    def unmark(self, session: str) -> None:
        """Delete a session's mark, if it has one."""
        of_session = (col(MarkRow.athlete) == self._athlete, col(MarkRow.session) == session)
        with self._database.writing_athlete(self._athlete) as open_session:
            open_session.exec(delete(MarkRow).where(*of_session))

    def _newest(self, session: Session) -> int:
        newest = select(func.max(PlanRow.number)).where(PlanRow.athlete == self._athlete)
        return session.exec(newest).one() or 0

    def _mark_row(self, mark: Mark) -> MarkRow:
        return MarkRow(athlete=self._athlete, session=mark.session, mark=decision.document(mark))


def _row(version: Version, *, athlete: str, number: int) -> PlanRow:
    return PlanRow(
        athlete=athlete,
        number=number,
        made_at=version.made_at,
        because=version.because,
        restores=version.restores,
        document=version.document,
        placements=[placement.document(each) for each in version.placements],
        entries=[entry.document(each) for each in version.entries],
        marks=[decision.document(each) for each in version.marks],
    )


def _version(row: PlanRow) -> Version:
    return Version(
        number=row.number,
        made_at=row.made_at,
        because=row.because,
        placements=tuple(map(placement.read, row.placements)),
        entries=tuple(map(entry.read, row.entries)),
        marks=tuple(map(decision.read, row.marks)),
        document=row.document,
        restores=row.restores,
    )
