"""Writes our entries to a Google calendar, one event for each entry."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, tzinfo
from http import HTTPStatus
from typing import Any

from integrations.google import wire
from integrations.google.api_error import (
    ABOUT_THE_ENTRY,
    NO_WRITER,
    AboutOneEvent,
    GoogleError,
    reading,
    writing,
)
from integrations.google.busy_time import busy_time
from integrations.google.calendars import READERS
from integrations.google.client import GoogleClient
from integrations.google.event import Event, moment, zone_named
from integrations.google.event_list import EventLists
from integrations.google.scopes import for_writing
from integrations.google.series import SeriesDates, first_date
from integrations.google.settings import GoogleSettings, GoogleTarget
from integrations.google.target_calendar import TargetCalendar
from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.wording import entry_name
from service.errors import CalendarUnwritable, EntryChanged, EntryRefused, OnlyReadable
from service.ports.busy_source import Reading
from service.ports.entry_sink import Shown
from service.ports.source_memory import SourceMemory
from service.ports.vault import Vault

PAGE_SIZE = 2500


class GoogleEntrySink:
    """The entry sink port over one Google calendar.

    Shape: a missing calendar is created when `key` is read; with `looks_only` it is not created and counts as
    empty. With a memory the calendar is remembered by its id: a deleted one is not replaced, unless `anew`.
    `Shown.version` holds the event's id and its ETag. When the athlete made an entry a recurring event, the
    instance with the original start is shown and changed; all others are the athlete's. `pause` waits for
    the given number of seconds.
    """

    counts_writes = True

    def __init__(  # noqa: PLR0913  # the caller chooses each of them
        self,
        target: GoogleTarget,
        vault: Vault,
        memory: SourceMemory | None = None,
        *,
        looks_only: bool = False,
        anew: bool = False,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._target = target
        self._looks_only = looks_only
        self._client = GoogleClient(target.access, vault, for_writing(target), pause=pause)
        self._calendar = TargetCalendar(target, self._client, memory, looks_only=looks_only, anew=anew)
        self._zone: tzinfo = target.look.zone

    @property
    def name(self) -> str:
        """The athlete's name for this calendar."""
        return self._target.name

    @property
    def key(self) -> str:
        """`google:` and the calendar's id, or its configured name while there is no calendar."""
        with reading(self.name), self._calendar.expected():
            calendar = self._calendar.find() if self._looks_only else self._calendar.id
        return f"google:{calendar or self._target.calendar}"

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        """Our entries that end after `since`, in order of start; copies that a person made are left out."""
        with reading(self.name), self._calendar.expected():
            calendar = self._calendar.find()
            events = self._listed(calendar, since) if calendar else []
            dates = SeriesDates(self._client, calendar or "")
            own = [(event, dates.of(event)) for event in events if not self._is_other(event, dates)]
        found = (_shown(event, weekly=first is not None and first.weekly) for event, first in own)
        standing = [one for one in found if one and since < one.entry.span.end]
        return tuple(sorted(standing, key=lambda one: (one.entry.span, one.entry.uid)))

    def read_others(self, window: Span, *, now: datetime) -> Reading:
        """Reads the busy time of what is not ours in the calendar."""
        settings = GoogleSettings(self.name, self._target.look.zone, self._target.access)
        with reading(self.name), self._calendar.expected():
            calendar = self._calendar.find()
            if calendar is None:
                return Reading(self.name, "google", now, ())
            lists = EventLists(self._client, calendar, key="", memory=None)
            events = list(lists.touching(window, now=now).events(self._zone))
            others = SeriesDates(self._client, calendar).others(events)
        found = busy_time(events, settings, window, others)
        return Reading(self.name, "google", now, tuple(sorted(found.busy)), (), tuple(found.warnings))

    def look(self, uid: str) -> Shown | None:
        """Our entry with that UID as Google has it now, whatever its hours; None when it is not there."""
        with reading(self.name), self._calendar.expected():
            if self._calendar.find() is None:
                return None
            said = self._date(wire.event_id(uid))
        if said is None:
            return None
        event = Event(said, self._zone)
        weekly = "recurringEventId" in said and first_date(self._series_of(event)).weekly
        return _shown(event, weekly=weekly)

    def create(self, entry: Entry) -> Shown:
        """Inserts an event with an id made from the entry's UID; a deleted event with that id is restored.

        Errors: EntryChanged when the event exists and differs from `entry`; CalendarUnwritable.
        """
        body = wire.creation(entry, self._target.look)
        with writing(self.name), self._calendar.expected(), self._about(entry):
            try:
                said = self._client.write(lambda api: api.events().insert(body=body, **self._where()))
            except GoogleError as trouble:
                if trouble.status != HTTPStatus.CONFLICT:
                    raise
                return self._instead(entry)
            return self._written(said, entry)

    def update(self, shown: Shown, entry: Entry) -> Shown:
        """Patches the event so that it shows `entry`, if it is still as it was shown.

        Errors: EntryChanged when it was changed or deleted since; CalendarUnwritable.
        """
        event_id, version = shown.version.split(" ", 1)
        body = wire.change(shown.entry, entry, self._target.look, zone=self._zone)
        with writing(self.name), self._calendar.expected(), self._about(entry):
            return self._patched(event_id, body, version, entry)

    def delete(self, shown: Shown) -> None:
        """Deletes the event, if it is still as it was shown.

        Errors: EntryChanged when it was changed since; CalendarUnwritable.
        """
        event_id, version = shown.version.split(" ", 1)
        where = self._where() | {"eventId": event_id}
        with writing(self.name), self._calendar.expected(), self._about(shown.entry):
            try:
                self._client.write(lambda api: api.events().delete(**where), version=version)
            except GoogleError as trouble:
                if trouble.is_gone:
                    self._expect_calendar()
                elif trouble.status != HTTPStatus.PRECONDITION_FAILED:
                    raise
                elif self._standing(event_id):
                    raise self._changed(shown.entry) from trouble

    def _listed(self, calendar: str, since: datetime) -> list[Event]:
        def ask(api: Any, token: str | None) -> Any:
            return api.events().list(
                calendarId=calendar,
                privateExtendedProperty=wire.MARKED,
                timeMin=moment(since),
                singleEvents=True,
                showDeleted=False,
                maxResults=PAGE_SIZE,
                pageToken=token,
            )

        pages = list(self._client.pages(ask))
        if pages[0].get("accessRole") in READERS:
            raise OnlyReadable(name=self.name, reason="you may only read it", hint=NO_WRITER)
        self._zone = zone_named(str(pages[0].get("timeZone", "")), self._zone)
        return [Event(said, self._zone) for page in pages for said in page.get("items", ())]

    @contextmanager
    def _about(self, entry: Entry) -> Iterator[None]:
        """Turns a refusal of the request itself into one of this entry; others may well be taken."""
        try:
            yield
        except GoogleError as trouble:
            name, reason = entry_name(entry, self._target.look.zone), trouble.reason
            if isinstance(trouble, AboutOneEvent) or trouble.status in ABOUT_THE_ENTRY:
                raise EntryRefused(name=self.name, session=name, reason=reason) from trouble
            if trouble.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                # Perhaps only this entry is at fault: whoever writes the others will know.
                raise CalendarUnwritable(
                    name=self.name, reason=reason, hint=trouble.hint, retryable=True, session=name
                ) from trouble
            raise

    def _where(self) -> dict[str, Any]:
        return {"calendarId": self._calendar.id, "sendUpdates": "none"}

    def _instead(self, entry: Entry) -> Shown:
        """Resolves a create whose event id exists: a deleted event is restored, an equal one is accepted."""
        said = self._date(wire.event_id(entry.uid))
        if said is None:
            raise self._changed(entry)
        event_id = str(said["id"])
        if not Event(said, self._zone).is_cancelled:
            return self._as_wanted(said, entry)
        body = wire.restoration(entry, self._target.look)
        if "recurringEventId" in said:
            # A date of a series has no rule of its own.
            del body["recurrence"]
        return self._patched(event_id, body, str(said.get("etag", "")), entry)

    def _patched(self, event_id: str, body: wire.Body, version: str, entry: Entry) -> Shown:
        where = self._where() | {"eventId": event_id}
        try:
            said = self._client.write(lambda api: api.events().patch(body=body, **where), version=version)
        except GoogleError as trouble:
            if trouble.is_gone:
                self._expect_calendar()
                raise self._changed(entry) from trouble
            if trouble.status != HTTPStatus.PRECONDITION_FAILED:
                raise
            # An earlier attempt may have changed the event although its answer was lost.
            return self._as_wanted(self._said(event_id), entry)
        return self._written(said, entry)

    def _as_wanted(self, said: Mapping[str, Any] | None, entry: Entry) -> Shown:
        standing = _shown(Event(said, self._zone)) if said else None
        if standing is None or not wire.is_alike(entry, standing.entry):
            raise self._changed(entry)
        return standing

    def _written(self, said: Mapping[str, Any], entry: Entry) -> Shown:
        standing = _shown(Event(said, self._zone))
        if standing is None:
            raise self._changed(entry)
        return standing

    def _standing(self, event_id: str) -> bool:
        said = self._said(event_id)
        return said is not None and not Event(said, self._zone).is_cancelled

    def _is_other(self, event: Event, dates: SeriesDates) -> bool:
        return wire.entry(event) is not None and dates.is_other(event)

    def _date(self, event_id: str) -> Mapping[str, Any] | None:
        """The event with that id; of a series its first date."""
        said = self._said(event_id)
        if said and said.get("recurrence") and not Event(said, self._zone).is_cancelled:
            return self._said(first_date(said).id)
        return said

    def _series_of(self, event: Event) -> Mapping[str, Any]:
        return self._said(event.text("recurringEventId")) or {}

    def _said(self, event_id: str) -> Mapping[str, Any] | None:
        """The event with that id, deleted or not; None when Google does not know it or has forgotten it."""
        where = {"calendarId": self._calendar.id, "eventId": event_id}
        try:
            return self._client.read(lambda api: api.events().get(**where))
        except GoogleError as trouble:
            if not trouble.is_gone:
                raise
        self._expect_calendar()
        return None

    def _expect_calendar(self) -> None:
        """Raises Trouble when not only the event but its whole calendar is gone."""
        where = {"calendarId": self._calendar.id, "maxResults": 1}
        self._client.read(lambda api: api.events().list(**where))

    def _changed(self, entry: Entry) -> EntryChanged:
        name = entry_name(entry, self._target.look.zone)
        return EntryChanged(name=self.name, reason=f"{name} is not as it was")


def _shown(event: Event, *, weekly: bool = False) -> Shown | None:
    entry = wire.entry(event)
    return Shown(entry, f"{event.text('id')} {event.text('etag')}", weekly) if entry else None
