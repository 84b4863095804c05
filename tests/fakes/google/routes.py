"""Maps a request path to the method of the API.

Source: the HTTP request line of each method in developers.google.com/workspace/calendar/api/v3/reference
"""

import re
from urllib.parse import unquote

from tests.fakes.google.api_error import not_found

_CALENDAR = r"calendars/(?P<calendar>[^/]+)"
_EVENT = _CALENDAR + r"/events/(?P<event>[^/]+)"
_LIST = r"users/me/calendarList"
_LISTED = _LIST + r"/(?P<calendar>[^/]+)"

ROUTES = [
    ("GET", _CALENDAR + "/events", "events.list"),
    ("POST", _CALENDAR + "/events", "events.insert"),
    ("GET", _EVENT, "events.get"),
    ("PATCH", _EVENT, "events.patch"),
    ("PUT", _EVENT, "events.update"),
    ("DELETE", _EVENT, "events.delete"),
    ("GET", _CALENDAR, "calendars.get"),
    ("POST", "calendars", "calendars.insert"),
    ("PATCH", _CALENDAR, "calendars.patch"),
    ("DELETE", _CALENDAR, "calendars.delete"),
    ("GET", _LIST, "calendarList.list"),
    ("GET", _LISTED, "calendarList.get"),
    ("POST", _LIST, "calendarList.insert"),
    ("PATCH", _LISTED, "calendarList.patch"),
    ("DELETE", _LISTED, "calendarList.delete"),
    ("POST", "freeBusy", "freebusy.query"),
]


def routed(method: str, path: str) -> tuple[str, str, str]:
    """The API method, the calendar's id and the event's id that a request names.

    Errors: 404.
    """
    for verb, pattern, name in ROUTES:
        match = re.fullmatch("/calendar/v3/" + pattern, path)
        if match and verb == method:
            parts = match.groupdict()
            return name, unquote(parts.get("calendar", "")), unquote(parts.get("event", ""))
    raise not_found()
