"""A CalDAV calendar as a place our entries are written to."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from http import HTTPStatus

from integrations._shared.http import Answer
from integrations.caldav.address import joined, lasting
from integrations.caldav.client import CalDavClient
from integrations.caldav.collection import CalendarObject, Collection
from integrations.caldav.discovery import GONE, CalendarFound
from integrations.caldav.entry_object import (
    entry_in,
    is_as_written,
    name_of,
    object_of,
)
from integrations.caldav.rewriting import rewritten
from integrations.caldav.settings import CalDavTarget
from integrations.caldav.snapshot import MARGIN
from integrations.caldav.target_calendar import target_calendar
from service.domain import wording
from service.domain.entry import Entry
from service.errors import CalendarUnwritable, EntryChanged
from service.ports.entry_sink import Shown
from service.ports.source_memory import SourceMemory
from service.ports.vault import Vault

WRITTEN = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT})
# What is answered when something else stands there than was expected, nothing included.
UNEXPECTED = GONE | {HTTPStatus.PRECONDITION_FAILED, HTTPStatus.CONFLICT}
UID_TAKEN = b"no-uid-conflict"


class CalDavEntrySink:
    """The entry sink port over one calendar of a CalDAV account.

    Shape: an entry is an object of its own, by a name made from its UID; one that an app has put under
    another name is found by its UID. What stands there was read with its ETag, and is changed only as
    long as it has that. One that an app has called off counts as deleted. A calendar that is not there
    yet is made when its key is asked for; with `looks_only` it is not, and is shown as empty. With a
    memory the calendar stays the one it was, and none is made in the place of one that is gone, unless
    `anew`. `pause` takes seconds.
    """

    counts_writes = True

    def __init__(  # noqa: PLR0913  # each is a choice of the caller
        self,
        target: CalDavTarget,
        vault: Vault | None = None,
        memory: SourceMemory | None = None,
        *,
        looks_only: bool = False,
        anew: bool = False,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._target = target
        self._looks_only = looks_only
        self._memory = memory
        self._anew = anew
        self._client = CalDavClient(target.access, vault, name=target.name, pause=pause)
        self._known: dict[str, CalendarObject] = {}

    @property
    def name(self) -> str:
        """What the athlete calls this calendar."""
        return self._target.name

    @property
    def key(self) -> str:
        """The calendar's address, without credentials and wherever its provider moves it to."""
        return f"caldav:{lasting(self._calendar.url) if self._calendar else self._target.calendar}"

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        """Our entries that end after `since`, in order of start; of two with one UID, ours."""
        objects = self._collection.events_within(since - MARGIN, None) if self._calendar else ()
        standing = dict[str, Shown]()
        for one, entry in self._ours(objects):
            if since < entry.span.end and (entry.uid not in standing or one.url == self._url(entry.uid)):
                standing[entry.uid] = Shown(entry, one.version)
                self._known[entry.uid] = one
        called_on = (shown for shown in standing.values() if not shown.entry.cancelled)
        return tuple(sorted(called_on, key=lambda shown: (shown.entry.span, shown.entry.uid)))

    def create(self, entry: Entry) -> Shown:
        """Put an entry there that does not stand there; the same state is a success."""
        known = self._known.get(entry.uid)
        if known and known.url != self._url(entry.uid) and (there := self._standing(known.url)):
            return self._instead(there, entry)
        url, data = self._url(entry.uid), object_of(entry, self._target.look)
        try:
            return self._put(url, data, {"If-None-Match": "*"}, entry)
        except EntryChanged:
            there = self._standing(url)
            if there is None:
                raise
            return self._instead(there, entry)

    def update(self, shown: Shown, entry: Entry) -> Shown:
        """Change in it what differs from `shown`, and nothing else; the wanted state is a success."""
        there = self._current(shown)
        if there is None:
            raise self._changed("it was deleted by hand")
        if there.version != shown.version:
            return self._as_written(there, entry)
        data = rewritten(there.data, shown.entry, entry, self._target.look)
        return self._put(there.url, data, self._as_shown(shown), entry)

    def delete(self, shown: Shown) -> None:
        """Take it away; one that is gone already is a success."""
        self._writable()
        known = self._known.get(shown.entry.uid)
        url = known.url if known else self._url(shown.entry.uid)
        answer = self._client.delete(url, self._as_shown(shown))
        if answer.status in WRITTEN | GONE:
            return
        if answer.status not in UNEXPECTED:
            raise self._client.unwritable(answer)
        if self._standing(url):
            raise self._changed("it was changed by hand")

    @cached_property
    def _calendar(self) -> CalendarFound | None:
        return target_calendar(
            self._client, self._target, self._memory, looks_only=self._looks_only, anew=self._anew
        )

    @cached_property
    def _collection(self) -> Collection:
        if self._calendar is None:
            raise CalendarUnwritable(name=self.name, reason="there is no such calendar yet")
        return Collection(self._client, self._calendar.url)

    def _writable(self) -> None:
        if self._calendar and not self._calendar.writable:
            hint = "Choose a calendar of your own, or ask its owner to let you write."
            raise CalendarUnwritable(
                name=self.name, reason="you may only read it", hint=hint, retryable=False
            )

    def _as_shown(self, shown: Shown) -> dict[str, str]:
        """The condition that it stands as it was shown."""
        if not shown.version:
            reason = "its server names no versions (ETag), so changes by hand could be lost"
            raise CalendarUnwritable(name=self.name, reason=reason, retryable=False)
        return {"If-Match": shown.version}

    def _url(self, uid: str) -> str:
        return joined(self._collection.url, name_of(uid))

    def _ours(self, objects: tuple[CalendarObject, ...]) -> Iterator[tuple[CalendarObject, Entry]]:
        for one in objects:
            if entry := self._entry(one):
                yield one, entry

    def _entry(self, there: CalendarObject) -> Entry | None:
        return entry_in(there.data, self._target.look.zone)

    def _standing(self, url: str) -> CalendarObject | None:
        return next(iter(self._collection.objects_at([url])), None)

    def _current(self, shown: Shown) -> CalendarObject | None:
        """What stands there, without asking if it is known as it was shown."""
        known = self._known.get(shown.entry.uid)
        if known and known.version == shown.version:
            return known
        return self._standing(known.url if known else self._url(shown.entry.uid))

    def _put(self, url: str, data: bytes, conditions: Mapping[str, str], entry: Entry) -> Shown:
        self._writable()
        answer = self._client.put(url, data, conditions)
        if answer.status in WRITTEN:
            there = self._written(url, data, answer)
            self._known[entry.uid] = there
            return Shown(self._entry(there) or _readable(entry), there.version)
        if answer.status not in UNEXPECTED and UID_TAKEN not in answer.body:
            raise self._client.unwritable(answer)
        # An earlier try may have been done although its answer was lost.
        standing = self._standing(url)
        if standing is None:
            raise self._changed("it was deleted by hand, or stands somewhere else")
        return self._as_written(standing, entry)

    def _instead(self, there: CalendarObject, entry: Entry) -> Shown:
        """What comes of creating an entry whose object is there: only one that is called off gives way."""
        stands = self._entry(there)
        if stands is None or not stands.cancelled:
            return self._as_written(there, entry)
        data = rewritten(there.data, stands, entry, self._target.look)
        return self._put(there.url, data, self._as_shown(Shown(stands, there.version)), entry)

    def _written(self, url: str, data: bytes, answer: Answer) -> CalendarObject:
        etag = answer.headers.get("ETag", "")
        if etag and not etag.startswith("W/"):
            # Only a server that keeps every octet gives one out (RFC 4791, 5.3.4).
            return CalendarObject(url, etag, data)
        there = self._standing(url)
        if there is None:
            raise self._changed("it was deleted by hand")
        return there

    def _as_written(self, there: CalendarObject, entry: Entry) -> Shown:
        stands = self._entry(there)
        if stands is None or not is_as_written(stands, _readable(entry)):
            raise self._changed("something else stands there")
        self._known[entry.uid] = there
        return Shown(stands, there.version)

    def _changed(self, reason: str) -> EntryChanged:
        return EntryChanged(name=self.name, reason=reason)


def _readable(entry: Entry) -> Entry:
    texts = {field: wording.plain(getattr(entry, field)) for field in ("title", "text", "place")}
    return Entry(**{**vars(entry), **texts})
