"""The OAuth scopes that each method of the API accepts.

Source: the "Authorization" section of each method of developers.google.com/workspace/calendar/api/v3/
reference; the same lists stand in the API's discovery document (revision 20261030).
"""

from collections.abc import Set as AbstractSet

from tests.fakes.google.held_calendar import HeldCalendar

ROOT = "https://www.googleapis.com/auth/"
FULL = ROOT + "calendar"

_WRITE_EVENTS = frozenset({"calendar", "calendar.app.created", "calendar.events", "calendar.events.owned"})
_READ_EVENTS = _WRITE_EVENTS | {
    "calendar.readonly",
    "calendar.events.freebusy",
    "calendar.events.owned.readonly",
    "calendar.events.readonly",
}
_WRITE_CALENDARS = frozenset({"calendar", "calendar.app.created", "calendar.calendars"})
_WRITE_LIST = frozenset({"calendar", "calendar.calendarlist"})
_READ_LIST = _WRITE_LIST | {"calendar.readonly", "calendar.calendarlist.readonly"}

NEEDED = {
    "events.list": _READ_EVENTS,
    "events.get": _READ_EVENTS,
    "events.insert": _WRITE_EVENTS,
    "events.patch": _WRITE_EVENTS,
    "events.update": _WRITE_EVENTS,
    "events.delete": _WRITE_EVENTS,
    "calendars.get": _WRITE_CALENDARS | {"calendar.calendars.readonly", "calendar.readonly"},
    "calendars.insert": _WRITE_CALENDARS,
    "calendars.patch": _WRITE_CALENDARS,
    "calendars.delete": _WRITE_CALENDARS,
    "calendarList.list": _READ_LIST,
    "calendarList.get": _READ_LIST | {"calendar.app.created"},
    "calendarList.insert": _WRITE_LIST,
    "calendarList.patch": _WRITE_LIST | {"calendar.app.created"},
    "calendarList.delete": _WRITE_LIST | {"calendar.app.created"},
    "freebusy.query": frozenset(
        {"calendar", "calendar.readonly", "calendar.freebusy", "calendar.events.freebusy"}
    ),
}
KNOWN = frozenset(ROOT + name for names in NEEDED.values() for name in names) | {"openid", "email", "profile"}


def lets(
    granted: AbstractSet[str], method: str, calendar: HeldCalendar | None, *, who: str, client: str
) -> bool:
    """Whether one of the scopes is enough; some reach only calendars of one's own, or of one's own making."""
    for name in NEEDED[method]:
        if ROOT + name not in granted:
            continue
        if name == "calendar.app.created" and calendar and calendar.made_by != client:
            continue
        if name.startswith("calendar.events.owned") and calendar and calendar.role(who) != "owner":
            continue
        return True
    return False
