"""Reads the time, title and marks of one event resource of the Calendar API; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from service.domain.span import Span

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """One event of a calendar, or one instance of a recurring event.

    Shape: `said` is the event resource from the API. `zone` is the calendar's time zone, in which whole days
    begin at midnight.
    Source: the events resource of the Calendar API.
    """

    said: Mapping[str, Any]
    zone: tzinfo

    def text(self, name: str) -> str:
        """The value of a text field; empty when the field is missing or is no text."""
        value = self.said.get(name)
        return value if isinstance(value, str) else ""

    @property
    def title(self) -> str:
        """The title (`summary`) on one line."""
        return " ".join(self.text("summary").split())

    @property
    def is_cancelled(self) -> bool:
        """Whether the event was deleted or cancelled."""
        return self.text("status") == "cancelled"

    @property
    def whole_day(self) -> bool:
        """Whether the event is an all-day event."""
        return bool(_part(self.said, "start").get("date"))

    @property
    def marks(self) -> Mapping[str, Any]:
        """The private extended properties of the event."""
        return _part(_part(self.said, "extendedProperties"), "private")

    @property
    def span(self) -> Span:
        """The time of the event; all-day events last from midnight to midnight in the calendar's time zone.

        Errors: ValueError when the start or end cannot be read.
        """
        start, end = _part(self.said, "start"), _part(self.said, "end")
        if self.whole_day:
            first = date.fromisoformat(start["date"])
            last = date.fromisoformat(end["date"]) if end.get("date") else first
            return Span(self._midnight(first), self._midnight(max(last, first + A_DAY)))
        begins = self._instant(start)
        return Span(begins, self._instant(end) if end.get("dateTime") else begins)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def _instant(self, said: Mapping[str, Any]) -> datetime:
        written = datetime.fromisoformat(str(said.get("dateTime")))
        if written.tzinfo is None:
            written = written.replace(tzinfo=zone_named(str(said.get("timeZone")), self.zone))
        return written.astimezone(UTC)


def zone_named(name: str, otherwise: tzinfo) -> tzinfo:
    """The time zone with that IANA name, or `otherwise` when there is no such zone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return otherwise


def moment(instant: datetime) -> str:
    """An instant in the RFC 3339 form that the API takes, in UTC and cut to whole seconds."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _part(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = said.get(name)
    return part if isinstance(part, Mapping) else {}
