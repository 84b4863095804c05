"""One event as the API shows it: when it is, what it is called, whose it is; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from service.domain.span import Span

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """One event of a calendar, on one date.

    Shape: `said` is what the API answered, `zone` the calendar's, by whose midnights whole days are meant.
    """

    said: Mapping[str, Any]
    zone: tzinfo

    def text(self, name: str) -> str:
        """The value of a field of words, empty when it says nothing."""
        value = self.said.get(name)
        return value if isinstance(value, str) else ""

    @property
    def title(self) -> str:
        """What a person calls it, on one line."""
        return " ".join(self.text("summary").split())

    @property
    def is_cancelled(self) -> bool:
        """Whether it was deleted, or called off."""
        return self.text("status") == "cancelled"

    @property
    def whole_day(self) -> bool:
        """Whether it takes days rather than hours."""
        return bool(_part(self.said, "start").get("date"))

    @property
    def marks(self) -> Mapping[str, Any]:
        """The private extended properties."""
        return _part(_part(self.said, "extendedProperties"), "private")

    @property
    def span(self) -> Span:
        """When it takes place; days as long as the calendar's clock makes them.

        Errors: ValueError when it does not say so in a way that can be read.
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
    """The zone of that IANA name, or the other one where there is none of it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return otherwise


def moment(instant: datetime) -> str:
    """An instant as the API takes it, in whole seconds."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _part(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = said.get(name)
    return part if isinstance(part, Mapping) else {}
