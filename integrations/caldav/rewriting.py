"""Rewrites the lines of our calendar object that a new plan changes, and keeps all other lines.

The object is edited line by line. It is not parsed and written anew, because apps and the athlete may have
added properties that our own writer cannot express.
"""

import re
from collections.abc import Collection, Iterator
from zoneinfo import ZoneInfo

from icalendar.parser import Contentline

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import COLORS
from integrations._shared.icalendar.lines import unfold
from integrations._shared.icalendar.own_entry import EFFORT, KIND, SESSION
from integrations.caldav.entry_object import WRITE, FirstDate, first_date, object_of
from integrations.caldav.object_parts import Component, Parts
from service.domain.entry import Entry

# The properties that Liftrun owns. Every update writes them, because an app may have dropped them.
MARKS = frozenset({"DTSTAMP", "LAST-MODIFIED", SESSION, KIND, EFFORT, WRITE})
RECURRENCE = ("RRULE", "RDATE", "EXDATE", "EXRULE")
# All properties of the time. The date that moves is never a series itself.
TIMES = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE"})
TEXTS = {"SUMMARY": "title", "DESCRIPTION": "text", "LOCATION": "place"}
# A comma separates two categories unless it is escaped.
CATEGORY = re.compile(r"(?:\\.|[^,\\])+", re.DOTALL)


def rewritten(data: bytes, shown: Entry, wanted: Entry, look: FeedSettings) -> bytes:
    """The calendar object that shows `shown`, changed so that it shows `wanted`.

    Shape: of a series only the date of the entry changes; all its other dates stay as they are.
    """
    parts, fresh = Parts(data), Parts(object_of(wanted, look))
    first, fresh_event = first_date(data, look.zone), fresh.event(wanted.uid)
    event = _own_date(parts, wanted.uid, first) if first and first.repeats else parts.event(wanted.uid)
    for name in sorted(_changing(shown, wanted)):
        event.put(name, fresh_event.own(name))
    sequence = max(event.number("SEQUENCE") + 1, wanted.sequence)
    event.put("SEQUENCE", [b"SEQUENCE:%d" % sequence])
    if (shown.kind, shown.effort) != (wanted.kind, wanted.effort):
        others = _categories_of_others(event, shown)
        event.put("CATEGORIES", [*fresh_event.own("CATEGORIES"), *others])
        if event.value("COLOR") == COLORS[shown.kind.discipline]:
            event.put("COLOR", fresh_event.own("COLOR"))
    if shown.span != wanted.span:
        parts.put_zones(fresh.zones())
    return parts.octets()


def without_first_date(data: bytes, uid: str, zone: ZoneInfo) -> bytes | None:
    """The series without the date of our entry; None when the object holds no series."""
    parts, first = Parts(data), first_date(data, zone)
    if first is None or not first.repeats:
        return None
    master = parts.event(uid)
    if first.number is not None:
        parts.remove(parts.events()[first.number])
    name, colon, start = unfold(master.own("DTSTART")[0]).partition(b":")
    excluded = b"EXDATE" + name[len("DTSTART") :] + colon + start
    master.put("EXDATE", [*master.own("EXDATE"), Contentline(excluded.decode()).to_ical()])  # type: ignore[no-untyped-call]
    master.put("SEQUENCE", [b"SEQUENCE:%d" % (master.number("SEQUENCE") + 1)])
    return parts.octets()


def _own_date(parts: Parts, uid: str, first: FirstDate) -> Component:
    """The component of the entry's own date in a series; it is added if the series has none for it."""
    master = parts.event(uid)
    if first.is_excluded:
        _include(master)
    if first.number is not None:
        return parts.events()[first.number]
    own = Component(list(master.lines))
    start = unfold(master.own("DTSTART")[0])
    for name in RECURRENCE:
        own.put(name, [])
    own.put("RECURRENCE-ID", [Contentline((b"RECURRENCE-ID" + start[len("DTSTART") :]).decode()).to_ical()])  # type: ignore[no-untyped-call]
    parts.add(own)
    return own


def _include(master: Component) -> None:
    """Takes the first date out of the excluded ones, in whatever way they are written."""
    start = unfold(master.own("DTSTART")[0]).partition(b":")[2].strip()
    kept = list[bytes]()
    for line in master.own("EXDATE"):
        head, colon, dates = unfold(line).partition(b":")
        if others := [one for one in dates.split(b",") if one.strip() != start]:
            kept.append(Contentline((head + colon + b",".join(others)).decode()).to_ical())  # type: ignore[no-untyped-call]
    master.put("EXDATE", kept)


def _changing(shown: Entry, wanted: Entry) -> Collection[str]:
    names = {name for name, field in TEXTS.items() if getattr(shown, field) != getattr(wanted, field)}
    if shown.span != wanted.span:
        names |= TIMES
    if shown.cancelled != wanted.cancelled:
        names |= {"STATUS", "TRANSP"}
    return names | MARKS


def _categories_of_others(event: Component, shown: Entry) -> Iterator[bytes]:
    """The CATEGORIES lines without the words that Liftrun wrote."""
    ours = {shown.kind.discipline, shown.kind, str(shown.effort)}
    for line in event.own("CATEGORIES"):
        head, _, value = unfold(line).decode(errors="replace").partition(":")
        kept = [word for word in CATEGORY.findall(value) if word.strip() not in ours]
        if kept:
            yield Contentline(f"{head}:{','.join(kept)}").to_ical()  # type: ignore[no-untyped-call]
