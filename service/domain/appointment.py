"""What stands in a calendar, whoever wrote it there: a title, what it is filed under, and when it is."""

from dataclasses import dataclass
from datetime import timedelta

from service.domain.span import Span
from service.domain.training import Session


@dataclass(frozen=True, slots=True)
class Appointment:
    """One event on one date.

    Shape: `whole_days` are those without an hour. `takes_time` is what its calendar holds it for.
    `session` is what an entry of ours says it is, None for anything else.
    """

    span: Span
    title: str = ""
    categories: tuple[str, ...] = ()
    whole_days: bool = False
    takes_time: bool = True
    session: Session | None = None

    @property
    def fills_hours(self) -> bool:
        """Whether nothing else can be done meanwhile; birthdays and journeys leave room to train."""
        return self.takes_time and not self.whole_days and self.span.duration < timedelta(days=1)
