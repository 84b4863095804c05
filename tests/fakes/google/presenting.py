"""Builds the event resource that one person may see.

Source: developers.google.com/workspace/calendar/api/v3/reference/events (status: what of a deleted event is
guaranteed; visibility), .../calendarList (what each accessRole lets a person see)
"""

from zoneinfo import ZoneInfo

from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.times import Resource, answered

SKELETON = ("etag", "id", "status", "recurringEventId", "originalStartTime")
ANONYMOUS = (*SKELETON, "start", "end", "eventType", "transparency")


def shown(event: Resource, calendar: HeldCalendar, who: str, asked: ZoneInfo | None = None) -> Resource:
    """The event in the zone asked for, or in that of the calendar."""
    if hides_details(event, calendar, who):
        event = {key: event[key] for key in ANONYMOUS if key in event} | {"visibility": "private"}
    else:
        event = event | {"htmlLink": f"https://www.google.com/calendar/event?eid={event['id']}"}
    zone = asked or calendar.tz
    times = {
        key: answered(event[key], calendar=calendar.zone, asked=zone)
        for key in ("start", "end", "originalStartTime")
        if key in event
    }
    return {"kind": "calendar#event"} | event | times


def skeleton(event: Resource, calendar: HeldCalendar, asked: ZoneInfo | None = None) -> Resource:
    """What an incremental sync says of a deleted event: nothing but that it is gone."""
    bare = {key: event[key] for key in SKELETON if key in event} | {"status": "cancelled"}
    if "originalStartTime" in bare:
        time = bare["originalStartTime"]
        bare["originalStartTime"] = answered(time, calendar=calendar.zone, asked=asked or calendar.tz)
    return {"kind": "calendar#event"} | bare


def hides_details(event: Resource, calendar: HeldCalendar, who: str) -> bool:
    secret = event.get("visibility") in {"private", "confidential"}
    return not calendar.may(who, "writer" if secret else "reader")
