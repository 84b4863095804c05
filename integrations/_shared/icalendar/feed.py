"""Writes our entries as an iCalendar feed and reads them back; the same entries give the same bytes."""

import base64
import hmac
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Component, Event, vDDDTypes, vDuration, vText

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.vtimezone import vtimezone
from service.domain.entry import DOMAIN, Entry, split_session_key
from service.domain.span import Span
from service.domain.training import Discipline, Effort, Kind
from service.domain.wording import plain
from service.errors import CalendarUnreadable

PRODID = "-//Liftrun//Training feed//EN"
BUSY_PRODID = "-//Liftrun//Busy feed//EN"
BUSY = "Busy"

# The properties that show when the athlete is busy, and nothing else about the athlete.
BUSY_PROPERTIES = {
    "UID",
    "DTSTART",
    "DTEND",
    "DTSTAMP",
    "LAST-MODIFIED",
    "SEQUENCE",
    "SUMMARY",
    "STATUS",
    "TRANSP",
}

# CSS3 colour names: RFC 7986 allows no other values.
COLORS = {
    Discipline.LIFT: "indianred",
    Discipline.RUN: "seagreen",
    Discipline.RECOVERY: "steelblue",
    Discipline.OTHER: "mediumpurple",
}


def write(entries: Iterable[Entry], settings: FeedSettings) -> bytes:
    """Writes the feed that shows these entries; the same entries and settings give the same bytes.

    Units: the times of the entries are in whole seconds.
    """
    ordered = _in_order(entries)
    return _written(PRODID, settings, ordered, (event_of(entry, settings) for entry in ordered))


def write_busy(entries: Iterable[Entry], settings: FeedSettings, key: bytes) -> bytes:
    """Writes a feed that shows the hours of training only as busy time, not what is trained.

    Shape: each event has another UID than its entry. Without `key`, this UID cannot be derived from the
    session's name.
    """
    settings = replace(settings, name=BUSY, alarm=None, link="")
    ordered = _in_order(
        replace(entry, uid=_pseudonym(entry.uid, key), title=BUSY, text="", place="") for entry in entries
    )
    return _written(BUSY_PRODID, settings, ordered, (_busy_event(entry, settings) for entry in ordered))


def read(feed: bytes, *, name: str = "The feed") -> tuple[Entry, ...]:
    """Reads our entries from a feed, as they were written; skips the events of others.

    Errors: CalendarUnreadable when it is no feed, is cut off, or one of our entries is broken.
    """
    try:
        calendar = _calendar(feed)
        zone = _own_zone(calendar)
        return tuple(_entry(event, zone) for event in calendar.walk("VEVENT") if _is_ours(event))
    except (ValueError, KeyError, AttributeError) as error:
        raise CalendarUnreadable(
            name=name,
            reason="it is no feed of ours, or no longer whole",
            hint="It was left as it is; do not write over it. Move it away, or name another file.",
        ) from error


def is_all_ours(feed: bytes) -> bool:
    """Whether the feed is ours, complete and holds only our entries, so that overwriting it loses nothing.

    Shape: other dates of an entry that was made to repeat are not ours.
    """
    try:
        entries = read(feed)
    except CalendarUnreadable:
        return False
    calendar = _calendar(feed)
    contents = [part for part in calendar.subcomponents if part.name != "VTIMEZONE"]
    repeats = any(name in part for part in contents for name in ("RRULE", "RDATE"))
    return calendar.get("PRODID") == PRODID and len(contents) == len(entries) and not repeats


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.span, entry.uid))


def _written(prodid: str, settings: FeedSettings, ordered: list[Entry], events: Iterable[Event]) -> bytes:
    calendar = _empty_calendar(prodid, settings)
    if ordered and settings.zone.key != "UTC":
        reach = Span(ordered[0].span.start, max(entry.span.end for entry in ordered))
        calendar.add_component(vtimezone(settings.zone, reach))
    for event in events:
        calendar.add_component(event)
    feed: bytes = calendar.to_ical()
    return feed


def _busy_event(entry: Entry, settings: FeedSettings) -> Event:
    event = event_of(entry, settings)
    for name in event.keys() - BUSY_PROPERTIES:
        del event[name]
    return event


def _pseudonym(uid: str, key: bytes) -> str:
    digest = hmac.digest(key, uid.encode(), "sha256")
    return f"{base64.b32hexencode(digest[:20]).decode().lower()}@{DOMAIN}"


def _empty_calendar(prodid: str, settings: FeedSettings) -> Calendar:
    # No METHOD: it would make the file an iTIP message, which CalDAV servers refuse to store. PUBLISH would
    # also demand an ORGANIZER in every event.
    calendar = Calendar()
    calendar.add("PRODID", prodid)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, vText(plain(settings.name)))  # icalendar escapes only what it knows for text
    calendar.add("X-WR-TIMEZONE", settings.zone.key)
    calendar.add("REFRESH-INTERVAL", vDuration(settings.refresh), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(settings.refresh))
    return calendar


def event_of(entry: Entry, settings: FeedSettings) -> Event:
    """The VEVENT that shows one entry; its calendar must hold the VTIMEZONE of `settings.zone`."""
    # No CLASS: Nextcloud hides a PRIVATE event even from the feed's own subscriber. The feed's secret URL
    # already decides who may see it.
    event = Event()
    start, end = _start_and_end(entry.span, settings.zone)
    event.add("UID", entry.uid)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("DTSTAMP", entry.stamp)
    event.add("LAST-MODIFIED", entry.modified)
    event.add("SEQUENCE", entry.sequence)
    for name, text in (("SUMMARY", entry.title), ("DESCRIPTION", entry.text), ("LOCATION", entry.place)):
        if words := plain(text):
            event.add(name, words)
    event.add("CATEGORIES", [entry.kind.discipline, entry.kind, str(entry.effort)])
    event.add("COLOR", COLORS[entry.kind.discipline])
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    # A calendar app that ignores STATUS must at least not show a cancelled entry as busy.
    event.add("TRANSP", "TRANSPARENT" if entry.cancelled or settings.transparent else "OPAQUE")
    if settings.link:
        week, session = split_session_key(entry.session)
        event.add("URL", f"{settings.link.rstrip('/')}/week/{week}#{session}")
    event.add("X-LIFTRUN-KIND", entry.kind)
    event.add("X-LIFTRUN-EFFORT", str(entry.effort))
    event.add("X-LIFTRUN-SESSION", entry.session)
    if settings.alarm is not None and not entry.cancelled:
        event.add_component(_alarm(plain(entry.title), settings.alarm))
    return event


def _start_and_end(span: Span, zone: ZoneInfo) -> tuple[vDDDTypes, vDDDTypes]:
    """DTSTART and DTEND in the athlete's zone, or both in UTC if the local time of either occurs twice."""
    local = [instant.astimezone(zone) for instant in (span.start, span.end)]
    if zone.key == "UTC" or any(_is_shown_twice(clock) for clock in local):
        return vDDDTypes(span.start), vDDDTypes(span.end)
    start, end = (vDDDTypes(clock.replace(tzinfo=None)) for clock in local)
    for value in (start, end):
        # Set by hand: icalendar would choose the TZID itself, and writes UTC for Africa/Abidjan.
        value.params["TZID"] = zone.key
    return start, end


def _is_shown_twice(clock: datetime) -> bool:
    return clock.utcoffset() != clock.replace(fold=not clock.fold).utcoffset()


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", title)  # Outlook refuses an alarm without one
    alarm.add("TRIGGER", -before)
    return alarm


def _calendar(feed: bytes) -> Calendar:
    calendar = Calendar.from_ical(feed)
    if calendar.name != "VCALENDAR":
        raise ValueError(f"it begins with {calendar.name}")
    return calendar


def _own_zone(calendar: Component) -> tzinfo:
    """The zone that the feed says it is in, as we wrote it; UTC if it says none."""
    try:
        return ZoneInfo(str(calendar.get("X-WR-TIMEZONE", "UTC")))
    except (KeyError, ValueError, OSError):
        return UTC


def _is_ours(component: Component) -> bool:
    return (
        component.name == "VEVENT"
        and "X-LIFTRUN-SESSION" in component
        and "RECURRENCE-ID" not in component
        and str(component.get("UID", "")).endswith(f"@{DOMAIN}")
    )


def _entry(event: Component, zone: tzinfo) -> Entry:
    return Entry(
        session=str(event["X-LIFTRUN-SESSION"]),
        uid=str(event["UID"]),
        kind=Kind(str(event["X-LIFTRUN-KIND"])),
        effort=Effort[str(event["X-LIFTRUN-EFFORT"]).upper()],
        span=_span(event, zone),
        title=str(event.get("SUMMARY", "")),
        text=str(event.get("DESCRIPTION", "")),
        place=str(event.get("LOCATION", "")),
        stamp=_instant(event, "DTSTAMP"),
        modified=_instant(event, "LAST-MODIFIED"),
        sequence=int(str(event["SEQUENCE"])),
        cancelled=event.get("STATUS") == "CANCELLED",
        all_day=_date(event, "DTSTART") is not None,
    )


def _span(event: Component, zone: tzinfo) -> Span:
    """The time of the event; all-day it lasts from midnight to midnight in `zone`, one day unless it says."""
    first, last = _date(event, "DTSTART"), _date(event, "DTEND")
    if first is None:
        return Span(_instant(event, "DTSTART"), _instant(event, "DTEND"))
    if last is None and "DTEND" in event:
        raise ValueError(f"{event['UID']} begins with a day and ends with an hour")
    following = first + timedelta(days=1)
    days = (first, max(last or following, following))
    start, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in days)
    return Span(start, end)


def _date(event: Component, name: str) -> date | None:
    """The date that a property holds; None when it is missing, or holds an instant."""
    value = event.get(name)
    day = value.dt if isinstance(value, vDDDTypes) else None
    return day if isinstance(day, date) and not isinstance(day, datetime) else None


def _instant(event: Component, name: str) -> datetime:
    value = event[name]
    if not isinstance(value, vDDDTypes) or not isinstance(value.dt, datetime):
        raise ValueError(f"{name} of {event['UID']} is no instant")  # noqa: TRY004  # the file is wrong
    # The zone is looked up by name: icalendar keeps the first VTIMEZONE of a name for the whole process.
    zone = ZoneInfo(value.params["TZID"]) if "TZID" in value.params else UTC
    return value.dt.replace(tzinfo=zone).astimezone(UTC)
