"""The athlete's own record of a session after its day: done or missed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.domain.training import Effort, Kind


@dataclass(frozen=True)
class Logged:
    """One session of the training log.

    Shape: `start` is None when only the day is known; such a session counts as done, but nobody knows how
    many hours ago.
    """

    day: date
    kind: Kind
    duration: timedelta
    effort: Effort
    start: datetime | None = None
    missed: bool = False
