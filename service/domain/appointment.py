"""An event as a calendar shows it, from any author: title, categories and time."""

from dataclasses import dataclass
from datetime import timedelta

from service.domain.span import Span
from service.domain.training import Session


@dataclass(frozen=True, slots=True)
class Appointment:
    """One event on one date.

    Shape: `whole_days` is true for an event without a time of day. `takes_time` is false when the calendar
    counts the event as free time. `session` is the session that an entry of ours states, None for any
    other event. `description` is what the calendar says beside the title. `estimated` is how long an app
    says that the workout takes, whatever hours the event has.
    """

    span: Span
    title: str = ""
    categories: tuple[str, ...] = ()
    whole_days: bool = False
    takes_time: bool = True
    session: Session | None = None
    description: str = ""
    estimated: timedelta | None = None

    @property
    def fills_hours(self) -> bool:
        """Whether the event leaves the athlete no time to train.

        Shape: false for whole days and for events of a day or longer, such as birthdays and trips.
        """
        return self.takes_time and not self.whole_days and self.span.duration < timedelta(days=1)
