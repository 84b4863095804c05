"""Our entries as an iCalendar feed and back, in bytes that change only when an entry does."""

import base64
import hmac
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Component, Event, vDDDTypes, vDuration, vText

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.vtimezone import vtimezone
from service.domain.entry import DOMAIN, Entry, parted
from service.domain.span import Span
from service.domain.training import Discipline, Effort, Kind
from service.domain.wording import plain
from service.errors import CalendarUnreadable

PRODID = "-//Liftrun//Training feed//EN"
BUSY_PRODID = "-//Liftrun//Busy feed//EN"
BUSY = "Busy"

# What of an event tells when somebody is busy, and nothing else of them.
OF_BUSY = {"UID", "DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP"}

# Names from CSS3, the only colours RFC 7986 allows.
COLORS = {Discipline.LIFT: "indianred", Discipline.RUN: "seagreen", Discipline.RECOVERY: "steelblue"}


def write(entries: Iterable[Entry], settings: FeedSettings) -> bytes:
    """The feed that shows these entries; the same ones give the same bytes.

    Units: whole seconds.
    """
    ordered = _in_order(entries)
    return _written(PRODID, settings, ordered, (event_of(entry, settings) for entry in ordered))


def write_busy(entries: Iterable[Entry], settings: FeedSettings, key: bytes) -> bytes:
    """The feed that shows when the athlete trains as time they are busy, and not what they do.

    Shape: its ids are others, which cannot be worked out from a session's name without the `key`.
    """
    settings = replace(settings, name=BUSY, alarm=None, link="")
    ordered = _in_order(
        replace(entry, uid=_disguised(entry.uid, key), title=BUSY, text="", place="") for entry in entries
    )
    return _written(BUSY_PRODID, settings, ordered, (_busy_event(entry, settings) for entry in ordered))


def read(feed: bytes, *, name: str = "The feed") -> tuple[Entry, ...]:
    """Our entries in it, as they were written; events of others are passed over.

    Errors: CalendarUnreadable when it is no feed, was cut short, or one of our entries is broken.
    """
    try:
        return tuple(_entry(event) for event in _calendar(feed).walk("VEVENT") if _is_ours(event))
    except (ValueError, KeyError, AttributeError) as error:
        raise CalendarUnreadable(
            name=name,
            reason="it is no feed of ours, or no longer whole",
            hint="It was left as it is; do not write over it. Move it away, or name another file.",
        ) from error


def is_all_ours(feed: bytes) -> bool:
    """Whether nothing would be lost if we wrote it afresh: our feed, whole, with our entries alone."""
    try:
        entries = read(feed)
    except CalendarUnreadable:
        return False
    calendar = _calendar(feed)
    contents = [part for part in calendar.subcomponents if part.name != "VTIMEZONE"]
    return calendar.get("PRODID") == PRODID and len(contents) == len(entries)


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.span, entry.uid))


def _written(prodid: str, settings: FeedSettings, ordered: list[Entry], events: Iterable[Event]) -> bytes:
    calendar = _heading(prodid, settings)
    if ordered and settings.zone.key != "UTC":
        reach = Span(ordered[0].span.start, max(entry.span.end for entry in ordered))
        calendar.add_component(vtimezone(settings.zone, reach))
    for event in events:
        calendar.add_component(event)
    feed: bytes = calendar.to_ical()
    return feed


def _busy_event(entry: Entry, settings: FeedSettings) -> Event:
    event = event_of(entry, settings)
    for name in event.keys() - OF_BUSY:
        del event[name]
    return event


def _disguised(uid: str, key: bytes) -> str:
    digest = hmac.digest(key, uid.encode(), "sha256")
    return f"{base64.b32hexencode(digest[:20]).decode().lower()}@{DOMAIN}"


def _heading(prodid: str, settings: FeedSettings) -> Calendar:
    # No METHOD: it would make the file a message, CalDAV servers refuse to store one, and PUBLISH
    # would ask for an ORGANIZER in every event.
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
    """The event that shows one entry; it needs the VTIMEZONE of its zone beside it."""
    # No CLASS: Nextcloud hides a PRIVATE event from its own subscriber. Who may see the feed is for
    # its address to say.
    event = Event()
    start, end = _clocks(entry.span, settings.zone)
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
    # A calendar that overlooks STATUS must at least not hold the hour.
    event.add("TRANSP", "TRANSPARENT" if entry.cancelled or settings.transparent else "OPAQUE")
    if settings.link:
        week, session = parted(entry.session)
        event.add("URL", f"{settings.link.rstrip('/')}/week/{week}#{session}")
    event.add("X-LIFTRUN-KIND", entry.kind)
    event.add("X-LIFTRUN-EFFORT", str(entry.effort))
    event.add("X-LIFTRUN-SESSION", entry.session)
    if settings.alarm is not None and not entry.cancelled:
        event.add_component(_alarm(plain(entry.title), settings.alarm))
    return event


def _clocks(span: Span, zone: ZoneInfo) -> tuple[vDDDTypes, vDDDTypes]:
    """Both ends on the athlete's clock, or both in UTC when that clock shows one of them twice."""
    local = [instant.astimezone(zone) for instant in (span.start, span.end)]
    if zone.key == "UTC" or any(_is_shown_twice(clock) for clock in local):
        return vDDDTypes(span.start), vDDDTypes(span.end)
    start, end = (vDDDTypes(clock.replace(tzinfo=None)) for clock in local)
    for value in (start, end):
        # icalendar would name the zone itself, and calls Abidjan UTC.
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


def _is_ours(component: Component) -> bool:
    return (
        component.name == "VEVENT"
        and "X-LIFTRUN-SESSION" in component
        and str(component.get("UID", "")).endswith(f"@{DOMAIN}")
    )


def _entry(event: Component) -> Entry:
    return Entry(
        session=str(event["X-LIFTRUN-SESSION"]),
        uid=str(event["UID"]),
        kind=Kind(str(event["X-LIFTRUN-KIND"])),
        effort=Effort[str(event["X-LIFTRUN-EFFORT"]).upper()],
        span=Span(_instant(event, "DTSTART"), _instant(event, "DTEND")),
        title=str(event.get("SUMMARY", "")),
        text=str(event.get("DESCRIPTION", "")),
        place=str(event.get("LOCATION", "")),
        stamp=_instant(event, "DTSTAMP"),
        modified=_instant(event, "LAST-MODIFIED"),
        sequence=int(str(event["SEQUENCE"])),
        cancelled=event.get("STATUS") == "CANCELLED",
    )


def _instant(event: Component, name: str) -> datetime:
    value = event[name]
    if not isinstance(value, vDDDTypes) or not isinstance(value.dt, datetime):
        raise ValueError(f"{name} of {event['UID']} is no instant")  # noqa: TRY004  # the file is wrong
    # icalendar remembers the first VTIMEZONE of a name for the whole process: ask the name itself.
    zone = ZoneInfo(value.params["TZID"]) if "TZID" in value.params else UTC
    return value.dt.replace(tzinfo=zone).astimezone(UTC)
