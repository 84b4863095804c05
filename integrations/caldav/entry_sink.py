"""Writes our entries to a CalDAV calendar, one calendar object for each entry."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from http import HTTPStatus

from integrations._shared.http import Response
from integrations._shared.icalendar.wire import read_busy_time
from integrations.caldav.address import joined, lasting
from integrations.caldav.client import CalDavClient
from integrations.caldav.collection import CalendarObject, Collection
from integrations.caldav.discovery import GONE, CalendarFound
from integrations.caldav.entry_object import entry_in, entry_of, first_date, is_as_written, name_of, object_of
from integrations.caldav.rewriting import rewritten, without_first_date
from integrations.caldav.settings import CalDavSettings, CalDavTarget
from integrations.caldav.snapshot import MARGIN
from integrations.caldav.target_calendar import target_calendar
from service.domain import wording
from service.domain.busy import Busy
from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.wording import entry_name
from service.errors import CalendarUnreadable, CalendarUnwritable, EntryChanged
from service.ports.busy_source import Reading
from service.ports.entry_sink import Shown
from service.ports.source_memory import SourceMemory
from service.ports.vault import Vault

WRITTEN = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT})
# The answers when the object is not in the expected state, or does not exist.
UNEXPECTED = GONE | {HTTPStatus.PRECONDITION_FAILED, HTTPStatus.CONFLICT}
UID_TAKEN = b"no-uid-conflict"


class CalDavEntrySink:
    """The entry sink port over one calendar of a CalDAV account.

    Shape: the name of an object is made from the entry's UID; an object that an app moved to another name is
    found by its UID. An object is changed only while it has the ETag with which it was read. An entry that an
    app cancelled counts as deleted. A missing calendar is created when `key` is read; with `looks_only` it is
    not created and counts as empty. With a memory the calendar is remembered by its address: a deleted one is
    not replaced, unless `anew`. `pause` waits for the given number of seconds.
    """

    counts_writes = True

    def __init__(  # noqa: PLR0913  # the caller chooses each of them
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
        """The athlete's name for this calendar."""
        return self._target.name

    @property
    def key(self) -> str:
        """`caldav:` and the calendar's address, without credentials and iCloud server number."""
        return f"caldav:{lasting(self._calendar.url) if self._calendar else self._target.calendar}"

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        """Our entries that end after `since`, in order of start.

        Shape: of two objects with one UID, the one with the name that we gave is shown.
        """
        objects = self._collection.events_within(since - MARGIN, None) if self._calendar else ()
        standing = dict[str, Shown]()
        for one, entry in self._ours(objects):
            if since < entry.span.end and (entry.uid not in standing or one.url == self._url(entry.uid)):
                standing[entry.uid] = self._shown(entry, one)
                self._known[entry.uid] = one
        called_on = (shown for shown in standing.values() if not shown.entry.cancelled)
        return tuple(sorted(called_on, key=lambda shown: (shown.entry.span, shown.entry.uid)))

    def read_others(self, window: Span, *, now: datetime) -> Reading:
        """Reads the busy time of what is not ours in the calendar."""
        settings = CalDavSettings(self.name, self._target.look.zone, self._target.access)
        reach = window.grow(before=MARGIN, after=MARGIN)
        objects = self._collection.events_within(reach.start, reach.end) if self._calendar else ()
        busy, warnings = list[Busy](), list[str]()
        for one in objects:
            try:
                found = read_busy_time(one.data, settings, window)
            except CalendarUnreadable as error:
                warnings.append(f"An entry could not be read: {error.facts['reason']}.")
                continue
            busy += found.busy
            warnings += found.warnings
        return Reading(self.name, "caldav", now, tuple(sorted(busy)), (), tuple(warnings))

    def look(self, uid: str) -> Shown | None:
        """Our entry with that UID as the server has it now, whatever its hours; None when it is not there.

        Shape: it is asked for at the address at which it was last seen, or else at the one we give.
        """
        if self._calendar is None:
            return None
        there = self._standing(self._known[uid].url if uid in self._known else self._url(uid))
        entry = self._entry(there) if there else None
        if there is None or entry is None or entry.uid != uid or entry.cancelled:
            return None
        self._known[uid] = there
        return self._shown(entry, there)

    def create(self, entry: Entry) -> Shown:
        """Stores the entry as a new object; a cancelled object of it is restored, an equal one is accepted.

        Errors: EntryChanged when another state of it exists; CalendarUnwritable; CalendarUnreadable.
        """
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
        """Changes in the object only what differs between `shown` and `entry`.

        Shape: if the object is already as `entry`, that is a success.
        Errors: EntryChanged when it was changed or deleted since; CalendarUnwritable; CalendarUnreadable.
        """
        there = self._current(shown)
        if there is None:
            raise self._changed("it was deleted by hand")
        if there.version != shown.version:
            return self._as_written(there, entry)
        data = rewritten(there.data, shown.entry, entry, self._target.look)
        return self._put(there.url, data, self._as_shown(shown), entry)

    def delete(self, shown: Shown) -> None:
        """Deletes the object; one that is already gone is a success.

        Shape: of a series that the athlete made of it only the entry's own date is deleted.
        Errors: EntryChanged when it was changed since; CalendarUnwritable; CalendarUnreadable.
        """
        self._writable()
        known = self._known.get(shown.entry.uid)
        url = known.url if known else self._url(shown.entry.uid)
        there = self._current(shown)
        rest = there and without_first_date(there.data, shown.entry.uid, self._target.look.zone)
        answer = (
            self._client.put(url, rest, self._as_shown(shown))
            if rest
            else self._client.delete(url, self._as_shown(shown))
        )
        if answer.status in WRITTEN | GONE:
            return
        if answer.status not in UNEXPECTED:
            raise self._refused(answer, shown.entry)
        standing = self._standing(url)
        if standing and self._entry(standing):
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
        """The request header that makes a change fail if the object is no longer as it was shown."""
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
        """The object of `shown`, from memory when that is the shown version, else from the server."""
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
            return self._shown(self._entry(there) or _readable(entry), there)
        if answer.status not in UNEXPECTED and UID_TAKEN not in answer.body:
            raise self._refused(answer, entry)
        # An earlier attempt may have succeeded although its answer was lost.
        standing = self._standing(url)
        if standing is None:
            raise self._changed("it was deleted by hand, or stands somewhere else")
        return self._as_written(standing, entry)

    def _instead(self, there: CalendarObject, entry: Entry) -> Shown:
        """Resolves a create whose object exists: a cancelled entry is rewritten, an equal one is accepted.

        Shape: so is the first date of a series from which it was taken out.
        """
        first = first_date(there.data, self._target.look.zone)
        stands = entry_of(first) if first else None
        is_off = first is not None and first.is_excluded
        if stands is None or not (stands.cancelled or is_off):
            return self._as_written(there, entry)
        data = rewritten(there.data, stands, entry, self._target.look)
        return self._put(there.url, data, self._as_shown(Shown(stands, there.version)), entry)

    def _written(self, url: str, data: bytes, answer: Response) -> CalendarObject:
        etag = answer.headers.get("ETag", "")
        if etag and not etag.startswith("W/"):
            # A server returns a strong ETag only when it stored the object unchanged (RFC 4791, 5.3.4).
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
        return self._shown(stands, there)

    def _shown(self, entry: Entry, there: CalendarObject) -> Shown:
        first = first_date(there.data, self._target.look.zone)
        return Shown(entry, there.version, weekly=first is not None and first.weekly)

    def _refused(self, answer: Response, entry: Entry) -> CalendarUnwritable:
        return self._client.unwritable(answer, session=entry_name(entry, self._target.look.zone))

    def _changed(self, reason: str) -> EntryChanged:
        return EntryChanged(name=self.name, reason=reason)


def _readable(entry: Entry) -> Entry:
    texts = {field: wording.plain(getattr(entry, field)) for field in ("title", "text", "place")}
    return Entry(**{**vars(entry), **texts})
