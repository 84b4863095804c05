"""Every version of one athlete's plan, and the marks in force, in the database."""

from sqlmodel import Session, col, delete, func, select

from service.domain.mark import Mark
from service.domain.version import Version
from service.storage.database import Database
from service.storage.documents import entry, placement
from service.storage.documents import mark as decision
from service.storage.tables import MarkRow, PlanRow


class DatabasePlanStore:
    """The plan store port over one athlete's rows; what comes back is equal to what was added, all of it."""

    def __init__(self, database: Database, athlete: str) -> None:
        self._database = database
        self._athlete = athlete

    def head(self) -> Version | None:
        """The newest version, None before the first."""
        return next(iter(self.versions(limit=1)), None)

    def version(self, number: int) -> Version | None:
        """The version of that number, None when there is none."""
        with self._database.reading() as session:
            row = session.get(PlanRow, (self._athlete, number))
            return None if row is None else _version(row)

    def versions(self, *, limit: int) -> tuple[Version, ...]:
        """The newest ones, the newest first."""
        newest = (
            select(PlanRow)
            .where(PlanRow.athlete == self._athlete)
            .order_by(col(PlanRow.number).desc())
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(map(_version, session.exec(newest)))

    def add(self, version: Version) -> Version:
        """Keep a version under the next number, and put its marks in force."""
        with self._database.writing_of(self._athlete) as session:
            row = _row(version, athlete=self._athlete, number=self._newest(session) + 1)
            session.add(row)
            session.exec(delete(MarkRow).where(col(MarkRow.athlete) == self._athlete))
            session.add_all(map(self._mark_row, version.marks))
            return _version(row)

    def marks(self) -> tuple[Mark, ...]:
        """The marks in force, in order of session."""
        with self._database.reading() as session:
            rows = session.exec(select(MarkRow).where(MarkRow.athlete == self._athlete))
            # Not by the database: each has an order of its own for letters.
            return tuple(decision.read(row.mark) for row in sorted(rows, key=lambda row: row.session))

    def mark(self, mark: Mark) -> None:
        """Put a mark in force, in place of the session's other one."""
        with self._database.writing_of(self._athlete) as session:
            session.merge(self._mark_row(mark))

    def unmark(self, session: str) -> None:
        """Take a session's mark away, if it has one."""
        of_session = (col(MarkRow.athlete) == self._athlete, col(MarkRow.session) == session)
        with self._database.writing_of(self._athlete) as open_session:
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
