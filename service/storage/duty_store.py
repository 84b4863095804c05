"""What the service does by itself, in the database."""

from datetime import datetime

from sqlalchemy import Update
from sqlmodel import col, delete, select, update

from service.domain.duty import Duty
from service.storage.database import Database
from service.storage.tables import DutyRow


class DatabaseDutyStore:
    """The duty store port over all rows of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def every(self) -> tuple[Duty, ...]:
        """All of them, in order of their athletes and names."""
        with self._database.reading() as session:
            found = map(_duty, session.exec(select(DutyRow)))
            return tuple(sorted(found, key=lambda duty: (duty.athlete, duty.name)))

    def of(self, athlete: str) -> tuple[Duty, ...]:
        """Those of one athlete, in order of their names."""
        of_athlete = select(DutyRow).where(DutyRow.athlete == athlete)
        with self._database.reading() as session:
            return tuple(sorted(map(_duty, session.exec(of_athlete)), key=lambda duty: duty.name))

    def begin(self, duty: Duty) -> None:
        """Know of one; nothing changes when it is known."""
        with self._database.writing_of(duty.athlete) as session:
            if session.get(DutyRow, (duty.athlete, duty.name)) is None:
                session.add(_row(duty))

    def take(self, duty: Duty, *, until: datetime, now: datetime) -> Duty | None:
        """Hold it until then, one fence higher.

        Shape: None when somebody took it since `duty` was seen, or holds it.
        """
        with self._database.writing_of(duty.athlete) as session:
            row = session.get(DutyRow, (duty.athlete, duty.name)) or _row(duty)
            if row.fence != duty.fence or _duty(row).is_held(now):
                return None
            row.fence, row.lease_until = duty.fence + 1, until
            session.add(row)
            return _duty(row)

    def hold(self, duty: Duty, *, until: datetime) -> bool:
        """Go on holding what was taken; False when somebody else has it, or it was recorded since."""
        held = _as_taken(duty).where(col(DutyRow.lease_until).is_not(None))
        with self._database.writing() as session:
            return bool(session.exec(held.values(lease_until=until)).rowcount)

    def record(self, duty: Duty) -> bool:
        """Know this of what was taken; False, and nothing changes, when somebody else has it."""
        with self._database.writing() as session:
            values = _row(duty).model_dump(exclude={"athlete", "duty", "fence"})
            return bool(session.exec(_as_taken(duty).values(**values)).rowcount)

    def forget(self, athlete: str, name: str) -> None:
        """Know nothing of it any more."""
        of_name = (col(DutyRow.athlete) == athlete, col(DutyRow.duty) == name)
        with self._database.writing() as session:
            session.exec(delete(DutyRow).where(*of_name))


def _as_taken(duty: Duty) -> Update:
    key = (col(DutyRow.athlete) == duty.athlete, col(DutyRow.duty) == duty.name)
    return update(DutyRow).where(*key, col(DutyRow.fence) == duty.fence)


def _row(duty: Duty) -> DutyRow:
    return DutyRow(
        athlete=duty.athlete,
        duty=duty.name,
        due_at=duty.due_at,
        slot=duty.slot,
        fence=duty.fence,
        lease_until=duty.lease_until,
        failures=duty.failures,
        failing_since=duty.failing_since,
        told_at=duty.told_at,
        done_at=duty.done_at,
        trouble=duty.trouble,
    )


def _duty(row: DutyRow) -> Duty:
    return Duty(
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
