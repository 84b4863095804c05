"""The store of job records: which jobs are due, which worker holds them, and how they went."""

from datetime import datetime
from typing import Protocol

from service.domain.job_record import JobRecord


class JobStore(Protocol):
    """The job records of all athletes, shared by any number of processes; every change is durable."""

    def every(self) -> tuple[JobRecord, ...]:
        """All records, in order of their athletes and names."""

    def of(self, athlete: str) -> tuple[JobRecord, ...]:
        """The records of one athlete, in order of their names."""

    def begin(self, record: JobRecord) -> None:
        """Adds a record; a record that exists already stays as it is."""

    def take(self, record: JobRecord, *, until: datetime, now: datetime) -> JobRecord | None:
        """Takes the job until `until`, and raises its fence by one.

        Shape: None when another worker took it since `record` was read, or holds it now.
        """

    def hold(self, record: JobRecord, *, until: datetime) -> bool:
        """Renews the lease of a job that was taken.

        Shape: False when another worker has taken it, or its result was recorded since.
        """

    def record(self, record: JobRecord) -> bool:
        """Stores the result of a job that was taken.

        Shape: False, and nothing is stored, when another worker has taken it.
        """

    def forget(self, athlete: str, name: str) -> None:
        """Deletes the record."""
