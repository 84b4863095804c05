"""What the service does by itself: what is due, who is at it, and how it went."""

from datetime import datetime
from typing import Protocol

from service.domain.job_record import JobRecord


class JobStore(Protocol):
    """The duties of all athletes, for as many processes as there are; every change is durable."""

    def every(self) -> tuple[JobRecord, ...]:
        """All of them, in order of their athletes and names."""

    def of(self, athlete: str) -> tuple[JobRecord, ...]:
        """Those of one athlete, in order of their names."""

    def begin(self, record: JobRecord) -> None:
        """Know of one; nothing changes when it is known."""

    def take(self, record: JobRecord, *, until: datetime, now: datetime) -> JobRecord | None:
        """Hold it until then, one fence higher.

        Shape: None when somebody took it since `duty` was seen, or holds it.
        """

    def hold(self, record: JobRecord, *, until: datetime) -> bool:
        """Go on holding what was taken; False when somebody else has it, or it was recorded since."""

    def record(self, record: JobRecord) -> bool:
        """Know this of what was taken; False, and nothing changes, when somebody else has it."""

    def forget(self, athlete: str, name: str) -> None:
        """Know nothing of it any more."""
