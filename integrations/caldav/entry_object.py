"""Converts our entries to calendar objects, and reads them back after apps or the server changed them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.blocks import Block, IncompleteCalendar, blocks, unfold_markers
from integrations._shared.icalendar.event import Event, Lost
from integrations._shared.icalendar.event_reader import EventReader
from integrations._shared.icalendar.feed import PRODID, event_of
from integrations._shared.icalendar.lines import ContentLine, own_lines, plain
from integrations._shared.icalendar.moment import Moment, Unreadable
from integrations._shared.icalendar.own_entry import SESSION, kind_and_effort
from integrations._shared.icalendar.recurrence import StepBudget
from integrations._shared.icalendar.vcalendar import VCalendar
from integrations._shared.icalendar.vtimezone import vtimezone
from service.domain import wording
from service.domain.entry import DOMAIN, Entry, session_key
from service.domain.span import Span
from service.domain.training import Effort, Kind

WRITE = "X-LIFTRUN-WRITE"
"""The property that counts our writes; SEQUENCE cannot, because calendar apps increase it too."""
OUR_UID = re.compile(rf"[0-9a-v]{{32}}@{DOMAIN}")
LINKED = re.compile(r"/week/([0-9]{4}-W[0-9]{2})#(.+)")
MOST_DIGITS = 9
VISIBLE_FIELDS = ("uid", "span", "title", "text", "place", "cancelled")


def object_of(entry: Entry, look: FeedSettings) -> bytes:
    """The calendar object for a new entry."""
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    event = event_of(entry, look)
    event.add(WRITE, str(entry.sequence))
    if "TZID" in event["DTSTART"].params:
        calendar.add_component(vtimezone(look.zone, entry.span))
    calendar.add_component(event)
    octets: bytes = calendar.to_ical()
    return octets


def name_of(uid: str) -> str:
    """The name of the object in its collection, made from the UID."""
    return f"{uid.partition('@')[0]}.ics"


def entry_in(data: bytes, zone: ZoneInfo) -> Entry | None:
    """Our entry as the object shows it now; None when the object holds no readable entry of ours.

    Shape: an all-day event lasts from midnight to midnight in `zone`. Of a recurring event the date with the
    original start is the entry, even if it was moved by itself; without that date there is none. `session` is
    empty and `sequence` is 0 when the calendar dropped them; kind and effort are then read from the title or
    the categories.
    """
    found = first_date(data, zone)
    return entry_of(found) if found and not found.is_excluded else None


def entry_of(first: "FirstDate") -> Entry | None:
    """The entry as that date of its object shows it, even if it is excluded."""
    return _entry(first.one)


@dataclass(frozen=True)
class FirstDate:
    """The date of our entry in its object, which the athlete may have made a series.

    Shape: `number` counts the events of the object from 0: it is the override of that date (RECURRENCE-ID),
    None where it has none. A date that is excluded (EXDATE) does not take place.
    """

    one: "_Found"
    repeats: bool
    weekly: bool = False
    number: int | None = None
    is_excluded: bool = False


def first_date(data: bytes, zone: ZoneInfo) -> FirstDate | None:
    """The first date of our event in the object; None when the object holds no readable event of ours."""
    feed = unfold_markers(plain(data))
    try:
        found = list(_events(feed, zone))
    except IncompleteCalendar:
        return None
    master = next((one for one in found if one and one.event.replaces is None), None)
    if master is None:
        return None
    event, begins = master.event, master.event.begins
    if not event.rules and not event.extra:
        return FirstDate(master, repeats=False)
    overrides = [
        (number, one)
        for number, one in enumerate(found)
        if one
        and one.event.replaces
        and one.event.uid == event.uid
        and _at(one.event.replaces, event) == begins
    ]
    number, one = overrides[-1] if overrides else (None, master)
    is_weekly = any((rule.frequency, rule.interval) == ("WEEKLY", 1) for rule in event.rules)
    is_excluded = any(_at(moment, event) == begins for moment in event.excluded)
    return FirstDate(one, repeats=True, weekly=is_weekly, number=number, is_excluded=is_excluded)


def _at(moment: Moment, master: Event) -> datetime:
    """The instant that a RECURRENCE-ID or EXDATE of the series names; a date alone names that day's start."""
    if moment.whole_day and not master.whole_day:
        return replace(master.start, wall=datetime.combine(moment.wall, master.start.wall.time())).instant(
            master.zone
        )
    return moment.instant(master.zone)


@dataclass(frozen=True)
class _Found:
    """One event of ours with the first line of each of its properties."""

    event: Event
    lines: Mapping[str, ContentLine]

    def text(self, name: str) -> str:
        line = self.lines.get(name)
        return wording.plain(line.text) if line else ""

    def instant(self, name: str) -> datetime | None:
        line = self.lines.get(name)
        try:
            return Moment.read(line.value, None).instant(self.event.zone) if line else None
        except Unreadable:
            return None


def _events(feed: bytes, zone: ZoneInfo) -> Iterator[_Found | None]:
    """Each event of the object in order, None for one that is not ours or cannot be read."""
    parts = [*blocks(feed)]
    for block in (one for one in parts if one.kind == b"VEVENT"):
        lines = _lines(feed, block)
        if "UID" not in lines or not OUR_UID.fullmatch(lines["UID"].text):
            yield None
            continue
        timezones = [one for one in parts if one.kind == b"VTIMEZONE" and one.calendar == block.calendar]
        calendar = VCalendar.read(feed, block.calendar, timezones, home=zone, allowance=StepBudget())
        try:
            yield _Found(EventReader(feed, block, calendar.zones).event(), lines)
        except Lost:
            yield None


def _lines(feed: bytes, block: Block) -> dict[str, ContentLine]:
    found = (ContentLine.read(text, number) for number, text in own_lines(feed[block.start + 1 : block.end]))
    first = dict[str, ContentLine]()
    for line in found:
        if line:
            first.setdefault(line.name, line)
    return first


def _entry(found: _Found) -> Entry | None:
    event = found.event
    named = _kind_and_effort(found)
    if named is None:
        return None
    begins = event.begins
    ends = max(begins, event.length.end(event.start.wall, event.zone))
    stamp = found.instant("DTSTAMP") or begins
    written = found.text(WRITE)
    return Entry(
        session=_session(found),
        uid=event.uid,
        kind=named[0],
        effort=named[1],
        span=Span(begins, ends),
        title=found.text("SUMMARY"),
        text=found.text("DESCRIPTION"),
        place=found.text("LOCATION"),
        stamp=stamp,
        modified=found.instant("LAST-MODIFIED") or stamp,
        sequence=int(written) if written.isdecimal() and len(written) <= MOST_DIGITS else 0,
        cancelled=event.word("STATUS") == "CANCELLED",
        all_day=event.whole_day,
    )


def _session(found: _Found) -> str:
    linked = LINKED.search(found.text("URL"))
    return found.text(SESSION) or (session_key(week=linked[1], session=linked[2]) if linked else "")


def _kind_and_effort(found: _Found) -> tuple[Kind, Effort] | None:
    filed = [word.strip().upper() for line in found.event.filed for word in line.value.split(",")]
    kind, effort = kind_and_effort(found.event)
    # The kind is written before the effort, and some words are both a kind and an effort.
    kind = kind or next((word.lower() for word in filed if word.lower() in set(Kind)), "")
    effort = effort or next((word for word in reversed(filed) if word in Effort.__members__), "")
    if kind not in set(Kind) or effort not in Effort.__members__:
        return None
    return Kind(kind), Effort[effort]


def is_as_written(stands: Entry, entry: Entry) -> bool:
    """Whether `stands` is the result of writing `entry`, even if the server dropped our X- properties."""
    if stands.session:
        return replace(stands, stamp=entry.stamp, modified=entry.modified) == entry
    return all(getattr(stands, field) == getattr(entry, field) for field in VISIBLE_FIELDS)
