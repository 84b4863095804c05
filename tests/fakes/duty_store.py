"""Duties in memory."""

from dataclasses import replace
from datetime import datetime

from service.domain.duty import Duty


class FakeDutyStore:
    """A DutyStore that forgets everything with its process."""

    def __init__(self) -> None:
        self._duties: dict[tuple[str, str], Duty] = {}

    def every(self) -> tuple[Duty, ...]:
        return tuple(duty for _, duty in sorted(self._duties.items()))

    def of(self, athlete: str) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.every() if duty.athlete == athlete)

    def begin(self, duty: Duty) -> None:
        self._duties.setdefault((duty.athlete, duty.name), duty)

    def take(self, duty: Duty, *, until: datetime, now: datetime) -> Duty | None:
        known = self._duties.get((duty.athlete, duty.name), duty)
        if known.fence != duty.fence or known.is_held(now):
            return None
        taken = replace(known, fence=known.fence + 1, lease_until=until)
        self._duties[duty.athlete, duty.name] = taken
        return taken

    def hold(self, duty: Duty, *, until: datetime) -> bool:
        known = self._duties.get((duty.athlete, duty.name))
        if known is None or known.lease_until is None:
            return False
        return self.record(replace(known, fence=duty.fence, lease_until=until))

    def record(self, duty: Duty) -> bool:
        known = self._duties.get((duty.athlete, duty.name))
        if known is None or known.fence != duty.fence:
            return False
        self._duties[duty.athlete, duty.name] = duty
        return True

    def forget(self, athlete: str, name: str) -> None:
        self._duties.pop((athlete, name), None)
