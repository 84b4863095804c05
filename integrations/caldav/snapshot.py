"""Remembers the objects of a calendar, so that the next reading transfers only what changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from integrations.caldav.address import lasting
from integrations.caldav.collection import CalendarObject, Collection
from integrations.caldav.discovery import CalendarFound
from service.domain.span import Span
from service.ports.source_memory import Remembered, SourceMemory

# Servers interpret floating times and all-day events in a time zone of their own choice.
MARGIN = timedelta(days=2)
# More than the window is read, so that the snapshot also covers the windows of the coming weeks.
AHEAD = timedelta(weeks=3)


@dataclass(frozen=True)
class Snapshot:
    """The objects of a calendar by URL, complete for a window, in the state that `token` identifies."""

    token: str
    window: Span
    objects: Mapping[str, CalendarObject]


def current(
    collection: Collection, found: CalendarFound, window: Span, memory: SourceMemory | None, *, now: datetime
) -> tuple[CalendarObject, ...]:
    """The objects that touch `window`, and perhaps others, sorted by URL.

    Shape: with a memory that covers the window, only changes are requested, by sync token or ctag.
    Errors: CalendarUnreadable, VaultLocked.
    """
    key = f"caldav:{lasting(collection.url)}"
    reach = window.grow(before=MARGIN, after=MARGIN)
    kept = _recalled(memory, key)
    fresh = _updated(collection, found, kept) if kept and kept.window.holds(reach) else None
    if fresh is None:
        # `found` was read before the events. A change between the two is only reported a second time.
        wide = reach.grow(before=timedelta(), after=AHEAD)
        events = collection.events_touching(wide.start, wide.end)
        fresh = Snapshot(_token(found), wide, {one.url: one for one in events})
    if memory and fresh.token and fresh != kept:
        memory.remember(key, Remembered(fresh.token, _content(fresh), fresh.window, now))
    return tuple(fresh.objects[url] for url in sorted(fresh.objects))


def _updated(collection: Collection, found: CalendarFound, kept: Snapshot) -> Snapshot | None:
    kind, _, token = kept.token.partition(":")
    if kind == "ctag":
        return kept if found.ctag and kept.token == _token(found) else None
    changes = collection.changes_since(token)
    if changes is None:
        return None
    objects = {url: one for url, one in kept.objects.items() if url not in (*changes.gone, *changes.changed)}
    objects |= {one.url: one for one in collection.objects_at(changes.changed)}
    return replace(kept, token=f"sync:{changes.token}", objects=objects)


def _token(found: CalendarFound) -> str:
    if found.sync_token:
        return f"sync:{found.sync_token}"
    return f"ctag:{found.ctag}" if found.ctag else ""


def _recalled(memory: SourceMemory | None, key: str) -> Snapshot | None:
    remembered = memory.recall(key) if memory else None
    if remembered is None:
        return None
    try:
        told: dict[str, tuple[str, str]] = json.loads(remembered.content)
        objects = {url: CalendarObject(url, etag, data.encode()) for url, (etag, data) in told.items()}
    except (ValueError, AttributeError, TypeError):
        # Another version of Liftrun stored it, so the calendar is read again.
        return None
    return Snapshot(remembered.token, remembered.window, objects)


def _content(snapshot: Snapshot) -> bytes:
    told = {one.url: (one.version, one.data.decode(errors="replace")) for one in snapshot.objects.values()}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
