"""The freeBusy query: busy spans without titles, and errors inside an answer with status 200.

Source: developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.fakes.google.api_error import ApiError, empty_range, invalid, required
from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.recurrence import Window, instances
from tests.fakes.google.store import Store
from tests.fakes.google.times import Resource, instant, timestamp, zone_named

Span = tuple[datetime, datetime]
MOST_CALENDARS = 50
LONGEST = timedelta(days=90)


@dataclass(frozen=True)
class FreeBusy:
    """One person's freeBusy query on several calendars."""

    store: Store
    who: str

    def query(self, said: Mapping[str, Any]) -> Resource:
        for name in ("timeMin", "timeMax"):
            if not isinstance(said.get(name), str):
                raise required(f"Missing {name} parameter.", name)
        start, end = (timestamp(said[name], name) for name in ("timeMin", "timeMax"))
        if end <= start:
            raise empty_range()
        if end - start > LONGEST:
            raise ApiError(
                400, "timeRangeTooLong", "The requested time range is too long.", domain="calendar"
            )
        most = said.get("calendarExpansionMax", MOST_CALENDARS)
        if not isinstance(most, int) or not 1 <= most <= MOST_CALENDARS:
            raise invalid("Invalid value for: calendarExpansionMax", "calendarExpansionMax")
        zone = zone_named(said.get("timeZone", "UTC"))
        names = [str(item.get("id")) for item in said.get("items", [])]
        span = (start, end)
        told = [self._calendar(name, span, zone, too_many=len(names) > most) for name in names]
        return {
            "kind": "calendar#freeBusy",
            "timeMin": said["timeMin"],
            "timeMax": said["timeMax"],
            "calendars": dict(zip(names, told, strict=True)),
        }

    def _calendar(self, name: str, span: Span, zone: ZoneInfo, *, too_many: bool) -> Resource:
        if too_many:
            return {"errors": [{"domain": "global", "reason": "tooManyCalendarsRequested"}], "busy": []}
        try:
            calendar = self.store.calendar(name, self.who)
        except ApiError as error:
            return {"errors": [{"domain": "global", "reason": error.reason}], "busy": []}
        spans = _merged(sorted(self._taken(calendar, span)))
        return {"busy": [{"start": _told(start, zone), "end": _told(end, zone)} for start, end in spans]}

    def _taken(self, calendar: HeldCalendar, span: Span) -> list[Span]:
        (start, end), zone = span, calendar.tz
        window, found = Window(start, end), []
        for event in calendar.events():
            if event.get("recurrence"):
                found += list(instances(event, calendar, window, self.store.clock.now()))
            elif "recurringEventId" not in event and window.touches(event, zone):
                found.append(event)
        return [
            (max(instant(one["start"], zone), start), min(instant(one["end"], zone), end))
            for one in found
            if _takes_time(one)
        ]


def _takes_time(event: Resource) -> bool:
    declined = any(
        guest.get("self") and guest.get("responseStatus") == "declined"
        for guest in event.get("attendees", [])
    )
    is_free = event.get("transparency") == "transparent" or event["eventType"] == "workingLocation"
    return event["status"] != "cancelled" and not declined and not is_free


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def _told(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat().replace("+00:00", "Z")
