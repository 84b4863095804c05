"""Checks the event body that a client sends, and converts it to the stored form.

Source: developers.google.com/workspace/calendar/api/v3/reference/events (the resource), .../events/insert
(which fields may be written), .../guides/performance#patch (how a patch merges),
.../guides/extended-properties (limits, and what happens silently beyond them).
"""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from tests.fakes.google.api_error import ApiError, empty_range, invalid, required
from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.recurrence import local_starts
from tests.fakes.google.times import Resource, instant, kept

TEXTS = ("summary", "description", "location", "colorId")
SETTABLE = (
    *("attachments", "attendees", "birthdayProperties", "end", "eventType", "extendedProperties"),
    *("focusTimeProperties", "guestsCanInviteOthers", "guestsCanModify", "guestsCanSeeOtherGuests"),
    *("outOfOfficeProperties", "recurrence", "reminders", "source", "start", "status", "transparency"),
    *("visibility", "workingLocationProperties", *TEXTS),
)
ENUMS = {
    "status": ("confirmed", "tentative", "cancelled"),
    "transparency": ("opaque", "transparent"),
    "visibility": ("default", "public", "private", "confidential"),
    "eventType": ("default", "birthday", "focusTime", "fromGmail", "outOfOffice", "workingLocation"),
}
# What stands for nothing said is not kept.
SILENT = {"transparency": "opaque", "visibility": "default"}
EVENT_ID = re.compile(r"[a-v0-9]{5,1024}")
LONGEST_REMINDER, MOST_REMINDERS = 40_320, 5
LONGEST_KEY, LONGEST_VALUE, MOST_PROPERTIES = 44, 1024, 300


def checked_id(event_id: object) -> str:
    if not isinstance(event_id, str) or not EVENT_ID.fullmatch(event_id):
        raise invalid("Invalid resource id value.")
    return event_id


def merged(old: Any, patch: Any) -> Any:
    """Patch semantics: maps merge, null removes, all else (lists too) replaces."""
    if not isinstance(patch, Mapping):
        return patch
    base = old if isinstance(old, Mapping) else {}
    whole = {**base, **{key: merged(base.get(key), value) for key, value in patch.items()}}
    return {key: value for key, value in whole.items() if value is not None}


def written(said: Mapping[str, Any], calendar: HeldCalendar) -> Resource:
    """The settable part of an event as it is kept.

    Errors: 400 for whatever cannot stand.
    """
    event = {key: said[key] for key in SETTABLE if said.get(key) is not None}
    event = {"status": "confirmed", "eventType": "default", "reminders": {"useDefault": True}} | event
    for key, values in ENUMS.items():
        if key in event and event[key] not in values:
            raise invalid(f"Invalid value for: {key}", key)
    _check_texts(event)
    event["start"], event["end"] = kept(event.get("start"), "start"), kept(event.get("end"), "end")
    _check_span(event, calendar)
    event["reminders"] = _reminders(event["reminders"])
    if "extendedProperties" in event:
        event["extendedProperties"] = _properties(event["extendedProperties"])
    silent = {**SILENT, "extendedProperties": {}, "recurrence": []} | dict.fromkeys(TEXTS, "")
    return {key: value for key, value in event.items() if key not in silent or value != silent[key]}


def _check_texts(event: Resource) -> None:
    for key in TEXTS:
        if not isinstance(event.get(key, ""), str):
            raise invalid(f"Invalid value for: {key}", key)
    if event.get("colorId") and event["colorId"] not in map(str, range(1, 12)):
        raise invalid("Invalid color ID.", "colorId")
    if "description" in event and len(event["description"]) > 8192:
        raise invalid("The description is too long.", "description")


def _check_span(event: Resource, calendar: HeldCalendar) -> None:
    if ("date" in event["start"]) != ("date" in event["end"]):
        raise invalid("Start and end times must either both be date or both be dateTime.")
    if instant(event["end"], calendar.tz) < instant(event["start"], calendar.tz):
        raise empty_range()
    if not event.get("recurrence"):
        return
    if "dateTime" in event["start"] and "timeZone" not in event["start"]:
        raise required("Missing time zone definition for start time.")
    try:
        list(islice(local_starts(event, calendar.tz), 1))
    except (ValueError, TypeError, AttributeError) as error:
        raise invalid("Invalid recurrence rule.", "recurrence") from error


def _reminders(said: Any) -> Resource:
    if not isinstance(said, Mapping):
        raise invalid("Invalid value for: reminders", "reminders")
    overrides = said.get("overrides") or []
    if said.get("useDefault"):
        if overrides:
            message = "Cannot specify both default reminders and overrides at the same time."
            raise ApiError(400, "cannotUseDefaultRemindersAndSpecifyOverride", message, domain="calendar")
        return {"useDefault": True}
    if len(overrides) > MOST_REMINDERS:
        raise invalid("Too many override reminders.", "reminders")
    for one in overrides:
        if one.get("method") not in {"popup", "email"}:
            raise required("Missing reminder method.", "reminders")
        minutes = one.get("minutes")
        if not isinstance(minutes, int) or not 0 <= minutes <= LONGEST_REMINDER:
            raise invalid("Invalid reminder minutes.", "reminders")
    return {"useDefault": False} | ({"overrides": list(overrides)} if overrides else {})


def _properties(said: Any) -> Resource:
    """Too long a key vanishes, too long a value is cut, and neither is said to the client."""
    halves: Resource = {}
    for half in ("private", "shared"):
        pairs = said.get(half) or {}
        if not all(isinstance(value, str) for value in pairs.values()):
            raise invalid("Invalid value for: extendedProperties", "extendedProperties")
        held = {key: value[:LONGEST_VALUE] for key, value in pairs.items() if len(key) <= LONGEST_KEY}
        halves |= {half: held} if held else {}
    if sum(len(pairs) for pairs in halves.values()) > MOST_PROPERTIES:
        raise invalid("Too many extended properties.", "extendedProperties")
    return halves
