"""Writes our entries one by one to a calendar file of the athlete."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.icalendar.feed import write
from integrations._shared.icalendar.wire import Contents, read_busy_time
from integrations.ics.entry_feed import IcsEntryFeed
from integrations.ics.settings import IcsTarget
from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.wording import entry_name
from service.errors import CalendarUnreadable, EntryChanged
from service.ports.busy_source import Reading
from service.ports.entry_sink import Shown


class IcsEntrySink:
    """Implements the entry sink port with one file of ours, which is never half-written.

    Shape: a deleted entry stays in the file as cancelled, so that subscribers notice the deletion. SEQUENCE
    only ever rises, also when an entry comes back: subscribers ignore a state whose number went down.
    Errors: EntryChanged when an entry is not as it was shown; OutputRefused when the file holds more than
    our entries, such as dates on which the athlete repeats one; CalendarUnreadable and CalendarUnwritable.
    """

    # SEQUENCE is the only counter in the file, and apps that change the file increase it as well.
    counts_writes = False

    def __init__(self, target: IcsTarget) -> None:
        self._target = target
        self._feed = IcsEntryFeed(target.path, target.look)

    @property
    def name(self) -> str:
        """What the athlete calls this file."""
        return self._target.name

    @property
    def key(self) -> str:
        """Identifies the file: the same key for one path, however the path is written."""
        return f"ics:{self._target.path.resolve()}"

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        """Our entries in the file that end after `since`, without cancelled ones."""
        entries = (entry for entry in self._standing().values() if since < entry.span.end)
        return tuple(self._shown(entry) for entry in sorted(entries, key=lambda e: (e.span, e.uid)))

    def create(self, entry: Entry) -> Shown:
        """Adds an entry to the file, also one that was cancelled; does nothing if the same entry is there."""
        there = next((one for one in self._feed.shown() if one.uid == entry.uid), None)
        if there is None or there.cancelled:
            number = there.sequence + 1 if there else 0
            return self._put(replace(entry, sequence=max(entry.sequence, number)))
        as_wanted = replace(there, stamp=entry.stamp, modified=entry.modified, sequence=entry.sequence)
        if as_wanted != entry:
            raise self._changed(entry)
        return self._shown(there)

    def read_others(self, window: Span, *, now: datetime) -> Reading:
        """Reads the busy time of what is not ours in the file; none when there is no file."""
        try:
            feed = self._target.path.read_bytes()
        except FileNotFoundError:
            feed = b""
        except OSError as error:
            raise CalendarUnreadable(name=self.name, reason=(error.strerror or str(error)).lower()) from error
        settings = CalendarSettings(self.name, self._target.look.zone)
        found = read_busy_time(feed, settings, window) if feed else Contents()
        return Reading(self.name, "ics", now, tuple(sorted(found.busy)), (), tuple(found.warnings))

    def look(self, uid: str) -> Shown | None:
        """Our entry with that UID in the file; None when it is not there, or cancelled."""
        there = self._standing().get(uid)
        return self._shown(there) if there else None

    def update(self, shown: Shown, entry: Entry) -> Shown:
        """Replaces the entry that was shown by `entry`."""
        self._expect(shown)
        return self._put(replace(entry, sequence=max(entry.sequence, shown.entry.sequence + 1)))

    def delete(self, shown: Shown) -> None:
        """Marks the entry as cancelled; does nothing if it is already gone."""
        if shown.entry.uid in self._standing():
            self._expect(shown)
            self._put(replace(shown.entry, cancelled=True, sequence=shown.entry.sequence + 1))

    def _standing(self) -> dict[str, Entry]:
        return {entry.uid: entry for entry in self._feed.shown() if not entry.cancelled}

    def _put(self, entry: Entry) -> Shown:
        others = (each for each in self._feed.shown() if each.uid != entry.uid)
        self._feed.show(_in_order([*others, entry]))
        return self._shown(entry)

    def _shown(self, entry: Entry) -> Shown:
        return Shown(entry, hashlib.sha256(write([entry], self._target.look)).hexdigest())

    def _expect(self, shown: Shown) -> None:
        there = self._standing().get(shown.entry.uid)
        if there is None or self._shown(there).version != shown.version:
            raise self._changed(shown.entry)

    def _changed(self, entry: Entry) -> EntryChanged:
        name = entry_name(entry, self._target.look.zone)
        return EntryChanged(name=self.name, reason=f"{name} is not as it was")


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.span, entry.uid))
