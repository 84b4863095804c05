"""Converts our entries to event resources of the Calendar API and back; pure."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

from integrations._shared.feed_settings import FeedSettings
from integrations.google.event import Event, moment
from integrations.google.markup import without_markup
from service.domain.entry import DOMAIN, Entry, split_session_key
from service.domain.span import MINUTE, Span
from service.domain.training import Discipline, Effort, Kind
from service.domain.wording import plain

# The lengths to which Google cuts texts.
LONGEST_TITLE, LONGEST_TEXT = 1024, 8192
LONGEST_REMINDER = timedelta(days=28)
# Google's colours Tomato, Basil and Peacock, which are nearest to the colours of the feed.
COLORS = {Discipline.LIFT: "11", Discipline.RUN: "10", Discipline.RECOVERY: "7", Discipline.OTHER: "3"}
# An event that the athlete made all-day keeps its `date` until a patch sets it to null.
CLEAR_DATE = {"date": None}
OURS = "liftrun"
MARKED = f"{OURS}=1"
SESSION, UID, KIND = "liftrunSession", "liftrunUid", "liftrunKind"
EFFORT, SEQUENCE, TEXT = "liftrunEffort", "liftrunSequence", "liftrunText"

Body = dict[str, Any]


def event_id(uid: str) -> str:
    """The id of the event that shows the entry with that UID."""
    return uid.removesuffix(f"@{DOMAIN}")


def as_shown(entry: Entry) -> Entry:
    """The entry as it comes back from Google: plain text, cut to the lengths that Google keeps."""
    return replace(
        entry,
        title=plain(plain(entry.title)[:LONGEST_TITLE]),
        text=plain(plain(entry.text)[:LONGEST_TEXT]),
        place=plain(plain(entry.place)[:LONGEST_TITLE]),
    )


def is_alike(one: Entry, other: Entry) -> bool:
    """Whether both have the same visible content and the same sequence, so that they are one write."""
    as_other = replace(one, stamp=other.stamp, modified=other.modified, cancelled=other.cancelled)
    return as_shown(as_other) == as_shown(other)


def creation(entry: Entry, look: FeedSettings) -> Body:
    """The body that creates the event for an entry."""
    body = {"id": event_id(entry.uid), "status": "confirmed", **_words(entry), **_hours(entry, look)}
    body["transparency"] = "transparent" if look.transparent else "opaque"
    body["reminders"] = {"useDefault": False, "overrides": _reminders(look)}
    body["colorId"] = COLORS[entry.kind.discipline]
    body["extendedProperties"] = {"private": _marks(entry)}
    if look.link:
        week, session = split_session_key(entry.session)
        body["source"] = {"title": "Why here", "url": f"{look.link.rstrip('/')}/week/{week}#{session}"}
    return body


def restoration(entry: Entry, look: FeedSettings) -> Body:
    """The body that turns a deleted event into `entry` and clears what the event had before."""
    body = creation(entry, look)
    del body["id"]
    # Google may return only the id of a deleted event, so every field that could be left over is cleared.
    return body | _hours(entry, look, **CLEAR_DATE) | {"recurrence": None}


def change(shown: Entry, entry: Entry, look: FeedSettings, *, zone: tzinfo) -> Body:
    """The body of the patch that turns the event of `shown` into that of `entry`.

    Shape: `zone` is the calendar's time zone.
    """
    words, before = _words(entry), _words(shown)
    body: Body = {name: text for name, text in words.items() if text != before[name]}
    if entry.span != shown.span:
        body |= _hours(entry, look, **(CLEAR_DATE if _is_days(shown.span, zone) else {}))
    if entry.kind.discipline != shown.kind.discipline:
        body["colorId"] = COLORS[entry.kind.discipline]
    return body | {"extendedProperties": {"private": _marks(entry)}}


def is_ours(event: Event) -> bool:
    """Whether Liftrun made the event; a copy that a person made of it counts too."""
    return event.marks.get(OURS) == "1"


def entry(event: Event) -> Entry | None:
    """Our entry as the event shows it, with the athlete's changes; None when the event shows none."""
    marks = event.marks
    try:
        read = Entry(
            session=str(marks[SESSION]),
            uid=str(marks[UID]),
            kind=Kind(marks[KIND]),
            effort=Effort[str(marks[EFFORT]).upper()],
            span=event.span,
            title=plain(event.text("summary")),
            text=_text(event),
            place=plain(event.text("location")),
            stamp=_moment(event, "created"),
            modified=_moment(event, "updated"),
            sequence=_number(marks.get(SEQUENCE)),
            all_day=event.whole_day,
        )
    except (KeyError, ValueError):
        return None
    first = event.text("recurringEventId") or event.text("id")
    is_original = is_ours(event) and first == event_id(read.uid)
    return read if is_original and not event.is_cancelled else None


def _words(entry: Entry) -> dict[str, str]:
    shown = as_shown(entry)
    return {"summary": shown.title, "description": shown.text, "location": shown.place}


def _is_days(span: Span, zone: tzinfo) -> bool:
    return all(instant.astimezone(zone).time() == time() for instant in (span.start, span.end))


def _hours(entry: Entry, look: FeedSettings, **more: None) -> Body:
    return {
        name: {"dateTime": moment(instant), "timeZone": look.zone.key, **more}
        for name, instant in (("start", entry.span.start), ("end", entry.span.end))
    }


def _reminders(look: FeedSettings) -> list[Body]:
    if look.alarm is None:
        return []
    return [{"method": "popup", "minutes": min(look.alarm, LONGEST_REMINDER) // MINUTE}]


def _marks(entry: Entry) -> dict[str, str]:
    return {
        OURS: "1",
        SESSION: entry.session,
        UID: entry.uid,
        KIND: str(entry.kind),
        EFFORT: str(entry.effort),
        SEQUENCE: str(entry.sequence),
        TEXT: _digest(as_shown(entry).text),
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text(event: Event) -> str:
    """The description as text; our own text when Google changed nothing but its markup."""
    words = plain(event.text("description"))
    written = event.marks.get(TEXT)
    bare = plain(without_markup(event.text("description")))
    return bare if _digest(words) != written and _digest(bare) == written else words


def _moment(event: Event, name: str) -> datetime:
    said = event.text(name)
    return datetime.fromisoformat(said).astimezone(UTC) if said else event.span.start


def _number(said: object) -> int:
    digits = str(said)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < len("1000000000") else 0
