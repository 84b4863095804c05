"""What a calendar held when it was last read, kept so that only what changed is asked for again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from integrations.caldav.address import lasting
from integrations.caldav.collection import CalendarObject, Collection
from integrations.caldav.discovery import CalendarFound
from service.domain.span import Span
from service.ports.source_memory import Remembered, SourceMemory

# Servers place times without a zone, and whole days, by their own idea of the athlete's clock.
MARGIN = timedelta(days=2)
# Time moves on, and what was read today shall do for the weeks to come.
AHEAD = timedelta(weeks=3)


@dataclass(frozen=True)
class Snapshot:
    """The objects of a calendar by URL, whole for a window, at the state that `token` stands for."""

    token: str
    window: Span
    objects: Mapping[str, CalendarObject]


def current(
    collection: Collection, found: CalendarFound, window: Span, memory: SourceMemory | None, *, now: datetime
) -> tuple[CalendarObject, ...]:
    """Every object that touches `window`, and perhaps others, in an order of their own.

    Errors: CalendarUnreadable.
    """
    key = f"caldav:{lasting(collection.url)}"
    reach = window.grow(before=MARGIN, after=MARGIN)
    kept = _recalled(memory, key)
    fresh = _updated(collection, found, kept) if kept and kept.window.holds(reach) else None
    if fresh is None:
        # The state is asked for before the events: what changes in between is only told once more.
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
        # Kept by another version of Liftrun: reading afresh costs a moment.
        return None
    return Snapshot(remembered.token, remembered.window, objects)


def _content(snapshot: Snapshot) -> bytes:
    told = {one.url: (one.version, one.data.decode(errors="replace")) for one in snapshot.objects.values()}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
