"""A JobStore in memory."""

from dataclasses import replace
from datetime import datetime

from service.domain.job_record import JobRecord


class FakeJobStore:
    """A JobStore that forgets everything with its process."""

    def __init__(self) -> None:
        self._records: dict[tuple[str, str], JobRecord] = {}

    def every(self) -> tuple[JobRecord, ...]:
        return tuple(record for _, record in sorted(self._records.items()))

    def of(self, athlete: str) -> tuple[JobRecord, ...]:
        return tuple(record for record in self.every() if record.athlete == athlete)

    def begin(self, record: JobRecord) -> None:
        self._records.setdefault((record.athlete, record.name), record)

    def take(self, record: JobRecord, *, until: datetime, now: datetime) -> JobRecord | None:
        known = self._records.get((record.athlete, record.name), record)
        if known.fence != record.fence or known.is_held(now):
            return None
        taken = replace(known, fence=known.fence + 1, lease_until=until)
        self._records[record.athlete, record.name] = taken
        return taken

    def hold(self, record: JobRecord, *, until: datetime) -> bool:
        known = self._records.get((record.athlete, record.name))
        if known is None or known.lease_until is None:
            return False
        return self.record(replace(known, fence=record.fence, lease_until=until))

    def record(self, record: JobRecord) -> bool:
        known = self._records.get((record.athlete, record.name))
        if known is None or known.fence != record.fence:
            return False
        self._records[record.athlete, record.name] = record
        return True

    def forget(self, athlete: str, name: str) -> None:
        self._records.pop((athlete, name), None)
