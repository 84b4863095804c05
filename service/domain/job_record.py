"""Something the service does for an athlete by itself: when it is owed next, who is at it, how it went."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LEASE = timedelta(minutes=1)
"""How long a duty that was taken is left to whoever took it, unless they say that they are still at it."""

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
DOUBLINGS = 6
"""So often the wait doubles: by then it is longer than the longest."""

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class JobRecord:
    """One thing to do, as it is remembered.

    Shape: an `athlete` without a name is the service itself. `due_at` is not before when it is done again;
    `slot` the instant it was last done for, which may lie well before `done_at`. `fence` counts how often
    it was taken: what somebody reports who took it before the last time counts for nothing. `trouble` is
    what went wrong last, empty when nothing did, `failures` how often in a row, `failing_since` when that
    began and `told_at` when the athlete heard of it.
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
        """Whether somebody is at it; nobody holds it for longer than a lease, by whatever clock."""
        return self.lease_until is not None and now < self.lease_until <= now + LEASE

    def waits(self, now: datetime) -> bool:
        """Whether it failed and it is too soon to try again; what a wrong clock put down is no wait."""
        return self.failures > 0 and now < self.due_at <= now + 2 * LONGEST_WAIT

    def done_for(self, now: datetime) -> datetime | None:
        """The instant it was last done for.

        Shape: one that lies more than a day ahead was a wrong clock's, and counts for nothing; one less far
        ahead does count, or a clock that is set back a little would have everything done twice.
        """
        return self.slot if self.slot and self.slot <= now + A_DAY else None

    def done(self, slot: datetime, *, next_at: datetime, now: datetime) -> "JobRecord":
        """The same once it is done."""
        return JobRecord(self.athlete, self.name, next_at, slot, self.fence, done_at=now)

    def failed(self, trouble: str, *, again_at: datetime, now: datetime) -> "JobRecord":
        """The same once it has failed."""
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
    """How long to leave it alone after so many failures in a row."""
    return min(FIRST_WAIT * (1 << min(failures - 1, DOUBLINGS)), LONGEST_WAIT)
