"""Stores the job records of all athletes in the database."""

from datetime import datetime

from sqlalchemy import Update
from sqlmodel import col, delete, select, update

from service.domain.job_record import JobRecord
from service.storage.database import Database
from service.storage.tables import JobRow


class DatabaseJobStore:
    """The job store port, over all rows of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def every(self) -> tuple[JobRecord, ...]:
        """Every job record, sorted by athlete and name."""
        with self._database.reading() as session:
            found = map(_record, session.exec(select(JobRow)))
            return tuple(sorted(found, key=lambda record: (record.athlete, record.name)))

    def of(self, athlete: str) -> tuple[JobRecord, ...]:
        """The job records of one athlete, sorted by name."""
        of_athlete = select(JobRow).where(JobRow.athlete == athlete)
        with self._database.reading() as session:
            return tuple(sorted(map(_record, session.exec(of_athlete)), key=lambda record: record.name))

    def begin(self, record: JobRecord) -> None:
        """Add the record of a job, unless the job has one already."""
        with self._database.writing_athlete(record.athlete) as session:
            if session.get(JobRow, (record.athlete, record.name)) is None:
                session.add(_row(record))

    def take(self, record: JobRecord, *, until: datetime, now: datetime) -> JobRecord | None:
        """Take the lease of a job until that instant, and raise its fence by one.

        Shape: None when another worker has taken the job since `record` was read, or holds its lease.
        """
        with self._database.writing_athlete(record.athlete) as session:
            row = session.get(JobRow, (record.athlete, record.name)) or _row(record)
            if row.fence != record.fence or _record(row).is_held(now):
                return None
            row.fence, row.lease_until = record.fence + 1, until
            session.add(row)
            return _record(row)

    def hold(self, record: JobRecord, *, until: datetime) -> bool:
        """Extend a lease; False when another worker has taken the job, or its outcome was recorded since."""
        held = _as_taken(record).where(col(JobRow.lease_until).is_not(None))
        with self._database.writing() as session:
            return bool(session.exec(held.values(lease_until=until)).rowcount)

    def record(self, record: JobRecord) -> bool:
        """Store the outcome of a job run; False, without a change, when another worker has taken the job."""
        with self._database.writing() as session:
            values = _row(record).model_dump(exclude={"athlete", "duty", "fence"})
            return bool(session.exec(_as_taken(record).values(**values)).rowcount)

    def forget(self, athlete: str, name: str) -> None:
        """Delete the record of a job."""
        of_name = (col(JobRow.athlete) == athlete, col(JobRow.duty) == name)
        with self._database.writing() as session:
            session.exec(delete(JobRow).where(*of_name))


def _as_taken(record: JobRecord) -> Update:
    key = (col(JobRow.athlete) == record.athlete, col(JobRow.duty) == record.name)
    return update(JobRow).where(*key, col(JobRow.fence) == record.fence)


def _row(record: JobRecord) -> JobRow:
    return JobRow(
        athlete=record.athlete,
        duty=record.name,
        due_at=record.due_at,
        slot=record.slot,
        fence=record.fence,
        lease_until=record.lease_until,
        failures=record.failures,
        failing_since=record.failing_since,
        told_at=record.told_at,
        done_at=record.done_at,
        trouble=record.trouble,
    )


def _record(row: JobRow) -> JobRecord:
    return JobRecord(
        athlete=row.athlete,
        name=row.duty,
        due_at=row.due_at,
        slot=row.slot,
        fence=row.fence,
        lease_until=row.lease_until,
        failures=row.failures,
        failing_since=row.failing_since,
        told_at=row.told_at,
        done_at=row.done_at,
        trouble=row.trouble,
    )
