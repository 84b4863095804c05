"""Parses an hour of a week as people write it, such as "Tue 18:00", or as programs do, in ISO 8601."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from service.errors import UsageError

if TYPE_CHECKING:
    from service.domain.week import Week

ISO = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:")
WRITTEN = re.compile(r"(\S+?)[ T]+(\d{1,2}):(\d\d)")


@dataclass(frozen=True)
class WrittenHour:
    """A day, by its name or its date, and a time of day.

    Shape: `weekday` counts from Monday, which is 0; either `on` or `weekday` is None. `instant` is set for
    an hour with an offset from UTC; it counts then, whatever the athlete's clock shows.
    """

    clock: time
    on: date | None = None
    weekday: int | None = None
    instant: datetime | None = None

    def within(self, week: "Week") -> datetime:
        """The instant that the hour means in this week.

        Errors: UsageError for a date or an instant outside the week.
        """
        from service.domain.wording import day

        if self.instant and week.span.start <= self.instant < week.span.end:
            return self.instant.astimezone(UTC)
        meant = (each for each in week.days if each == self.on or each.weekday() == self.weekday)
        found = None if self.instant else next(meant, None)
        if found is None:
            days = f"{day(week.days[0])} to {day(week.days[-1])}"
            hint = "Name a day of the session's own week; --from and --weeks decide which weeks are planned."
            raise UsageError(reason=f"{self.on} lies outside the week of the session, {days}", hint=hint)
        return week.at(found, self.clock)


def written_hour(text: str) -> WrittenHour:
    """Parse the text of an hour.

    Errors: ValueError with a sentence that says what was expected.
    """
    from service.config import notation

    found = WRITTEN.fullmatch(text.strip())
    if not found and (instant := _instant(text.strip())):
        return instant
    if not found:
        raise ValueError(f'"{text}" should be an hour such as "Tue 18:00" or "2026-11-24 18:00"')
    day, hour, minute = found.groups()
    try:
        clock = time(int(hour), int(minute))
    except ValueError as error:
        raise ValueError(f"{hour}:{minute} is a time no clock shows") from error
    if not day[0].isdigit():
        return WrittenHour(clock, weekday=notation.weekday(day))
    try:
        return WrittenHour(clock, on=date.fromisoformat(day))
    except ValueError as error:
        raise ValueError(f"{day} is no date such as 2026-11-24") from error


def _instant(text: str) -> WrittenHour | None:
    """Parse ISO 8601 with seconds or an offset; None for any other text."""
    try:
        read = datetime.fromisoformat(text) if ISO.match(text) else None
        if read is None:
            return None
        return WrittenHour(read.time(), read.date(), instant=read.astimezone(UTC) if read.tzinfo else None)
    except (ValueError, OverflowError):
        return None
