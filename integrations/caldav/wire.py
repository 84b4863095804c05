"""Writes the XML bodies of CalDAV requests."""

from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape

DAV, CALDAV, CALENDARSERVER = "DAV:", "urn:ietf:params:xml:ns:caldav", "http://calendarserver.org/ns/"

RESOURCE_TYPE = f"{{{DAV}}}resourcetype"
DISPLAY_NAME = f"{{{DAV}}}displayname"
ETAG = f"{{{DAV}}}getetag"
CONTENT_TYPE = f"{{{DAV}}}getcontenttype"
PRINCIPAL = f"{{{DAV}}}current-user-principal"
PRIVILEGES = f"{{{DAV}}}current-user-privilege-set"
SYNC_TOKEN = f"{{{DAV}}}sync-token"
HOME_SET = f"{{{CALDAV}}}calendar-home-set"
COMPONENTS = f"{{{CALDAV}}}supported-calendar-component-set"
CALENDAR = f"{{{CALDAV}}}calendar"
CALENDAR_DATA = f"{{{CALDAV}}}calendar-data"
CTAG = f"{{{CALENDARSERVER}}}getctag"

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACES = f'xmlns:D="{DAV}" xmlns:C="{CALDAV}" xmlns:CS="{CALENDARSERVER}"'
PREFIXES = {DAV: "D", CALDAV: "C", CALENDARSERVER: "CS"}
EVENTS = '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{}</C:comp-filter></C:comp-filter>'


def properties(names: Iterable[str]) -> bytes:
    """The PROPFIND body for these properties."""
    return _document("D:propfind", _asked(names))


def events_within(start: datetime, end: datetime | None) -> bytes:
    """The calendar-query body for the events in a time range; without `end` the range is open."""
    until = f' end="{_stamp(end)}"' if end else ""
    within = EVENTS.format(f'<C:time-range start="{_stamp(start)}"{until}/>')
    return _document("C:calendar-query", f"{_asked([ETAG, CALENDAR_DATA])}<C:filter>{within}</C:filter>")


def repeating_events() -> bytes:
    """The calendar-query body for all events with an RRULE, whatever their dates."""
    by_rule = EVENTS.format('<C:prop-filter name="RRULE"/>')
    return _document("C:calendar-query", f"{_asked([ETAG, CALENDAR_DATA])}<C:filter>{by_rule}</C:filter>")


def objects_at(paths: Iterable[str]) -> bytes:
    """The calendar-multiget body for the objects at these paths."""
    hrefs = "".join(f"<D:href>{escape(path)}</D:href>" for path in paths)
    return _document("C:calendar-multiget", f"{_asked([ETAG, CALENDAR_DATA])}{hrefs}")


def changes_since(token: str) -> bytes:
    """The sync-collection body for the changes since a sync token (RFC 6578)."""
    since = f"<D:sync-token>{escape(token)}</D:sync-token><D:sync-level>1</D:sync-level>"
    return _document("D:sync-collection", f"{since}{_asked([ETAG])}")


def new_calendar(name: str) -> bytes:
    """The MKCALENDAR body for a calendar that holds only events."""
    only_events = (
        '<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>'
    )
    named = f"<D:displayname>{escape(name)}</D:displayname>"
    return _document("C:mkcalendar", f"<D:set><D:prop>{named}{only_events}</D:prop></D:set>")


def _document(root: str, content: str) -> bytes:
    return f"{DECLARATION}<{root} {NAMESPACES}>{content}</{root}>".encode()


def _asked(names: Iterable[str]) -> str:
    tags = (name[1:].split("}") for name in names)
    return f"<D:prop>{''.join(f'<{PREFIXES[space]}:{tag}/>' for space, tag in tags)}</D:prop>"


def _stamp(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"
