"""How much is lifted and run on each day, and on which days it is hard."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from service.domain.plan import Placement


@dataclass(frozen=True)
class Load:
    """What one day or week asks of a body."""

    day: date
    lifting: timedelta = timedelta()
    running: timedelta = timedelta()
    hard_days: int = 0

    @property
    def whole(self) -> timedelta:
        """Lifting and running together."""
        return self.lifting + self.running


def loads(placements: Iterable[Placement], days: Iterable[date], zone: tzinfo) -> Iterator[Load]:
    """The load of each of these days, mobility not counted."""
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
    """All of them as one, named by its first day."""
    parts = tuple(parts)
    return Load(
        parts[0].day,
        sum((each.lifting for each in parts), timedelta()),
        sum((each.running for each in parts), timedelta()),
        sum(each.hard_days for each in parts),
    )
