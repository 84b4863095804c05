"""Rewrites the lines of our calendar object that a new plan changes, and keeps all other lines.

The object is edited line by line. It is not parsed and written anew, because apps and the athlete may have
added properties that our own writer cannot express.
"""

import re
from collections.abc import Collection, Iterator

from icalendar.parser import Contentline

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import COLORS
from integrations._shared.icalendar.lines import unfold
from integrations._shared.icalendar.own_entry import EFFORT, KIND, SESSION
from integrations.caldav.entry_object import WRITE, object_of
from integrations.caldav.object_parts import Component, Parts
from service.domain.entry import Entry

# The properties that Liftrun owns. Every update writes them, because an app may have dropped them.
MARKS = frozenset({"DTSTAMP", "LAST-MODIFIED", SESSION, KIND, EFFORT, WRITE})
# All properties of the time. An entry that moves gets its new time as a single event, without a recurrence.
TIMES = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE"})
TEXTS = {"SUMMARY": "title", "DESCRIPTION": "text", "LOCATION": "place"}
# A comma separates two categories unless it is escaped.
CATEGORY = re.compile(r"(?:\\.|[^,\\])+", re.DOTALL)


def rewritten(data: bytes, shown: Entry, wanted: Entry, look: FeedSettings) -> bytes:
    """The calendar object that shows `shown`, changed so that it shows `wanted`."""
    parts, fresh = Parts(data), Parts(object_of(wanted, look))
    event, fresh_event = parts.event(wanted.uid), fresh.event(wanted.uid)
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
        parts.keep_only(event)
        parts.put_zones(fresh.zones())
    return parts.octets()


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
