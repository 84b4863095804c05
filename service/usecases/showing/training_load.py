"""Adds up the lifting and running time of days and weeks, and counts their hard days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from service.domain.plan import Placement


@dataclass(frozen=True)
class Load:
    """The training time and hard days of one day or week; `day` is its first day."""

    day: date
    lifting: timedelta = timedelta()
    running: timedelta = timedelta()
    hard_days: int = 0

    @property
    def whole(self) -> timedelta:
        """Lifting and running time together."""
        return self.lifting + self.running


def loads(placements: Iterable[Placement], days: Iterable[date], zone: tzinfo) -> Iterator[Load]:
    """Yields the load of each day; mobility is not counted."""
    training = [placement for placement in placements if placement.session.is_training]
    for day in days:
        sessions = [p.session for p in training if p.start.astimezone(zone).date() == day]
        yield Load(
            day,
            sum((each.duration for each in sessions if each.is_lift), timedelta()),
            sum((each.duration for each in sessions if each.is_run), timedelta()),
            int(any(each.is_hard for each in sessions)),
        )


def together(parts: Iterable[Load]) -> Load:
    """Adds up several loads, at least one; the sum has the first one's day."""
    parts = tuple(parts)
    return Load(
        parts[0].day,
        sum((each.lifting for each in parts), timedelta()),
        sum((each.running for each in parts), timedelta()),
        sum(each.hard_days for each in parts),
    )
