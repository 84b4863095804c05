"""The stored state of a job: when it is due, which worker holds it, and how its last run went."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LEASE = timedelta(minutes=1)
"""How long a worker holds a job that it took, unless it renews the lease."""

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
DOUBLINGS = 6
"""How often the wait doubles; after that it is longer than the longest wait."""

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class JobRecord:
    """The stored state of one job of one athlete.

    Shape: `athlete` is empty for a job of the service itself. `due_at` is the earliest time of the next
    run. `slot` is the instant for which the last run was due, which may be well before `done_at`. `fence`
    counts how often the job was taken; a result of a worker that took it earlier is ignored. `trouble` is
    the error of the last run, empty after a success. `failures` counts the failed runs in a row,
    `failing_since` is when they began and `told_at` when the athlete was notified of them.
    """

    athlete: str
    name: str
    due_at: datetime
    slot: datetime | None = None
    fence: int = 0
    lease_until: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    told_at: datetime | None = None
    done_at: datetime | None = None
    trouble: str = ""

    def is_held(self, now: datetime) -> bool:
        """Whether a worker holds the job now.

        Shape: a lease that ends later than one lease from now was written by a wrong clock, and is
        ignored.
        """
        return self.lease_until is not None and now < self.lease_until <= now + LEASE

    def waits(self, now: datetime) -> bool:
        """Whether the job failed and it is too early to try again.

        Shape: a due time further away than any wait was written by a wrong clock, and is ignored.
        """
        return self.failures > 0 and now < self.due_at <= now + 2 * LONGEST_WAIT

    def done_for(self, now: datetime) -> datetime | None:
        """The instant for which the last run was due.

        Shape: None for an instant more than a day ahead, which a wrong clock has written. An instant less
        far ahead counts: otherwise a clock that is set back a little would repeat every run.
        """
        return self.slot if self.slot and self.slot <= now + A_DAY else None

    def done(self, slot: datetime, *, next_at: datetime, now: datetime) -> "JobRecord":
        """The record after a successful run."""
        return JobRecord(self.athlete, self.name, next_at, slot, self.fence, done_at=now)

    def failed(self, trouble: str, *, again_at: datetime, now: datetime) -> "JobRecord":
        """The record after a failed run."""
        since = self.failing_since or now
        return replace(
            self,
            due_at=again_at,
            lease_until=None,
            failures=self.failures + 1,
            failing_since=min(since, now),
            trouble=trouble,
        )


def wait_after(failures: int) -> timedelta:
    """How long a job waits after this many failed runs in a row."""
    return min(FIRST_WAIT * (1 << min(failures - 1, DOUBLINGS)), LONGEST_WAIT)
