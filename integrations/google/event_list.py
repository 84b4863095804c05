"""Reads all events of a calendar that touch a window; an unchanged calendar is served from memory."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from http import HTTPStatus
from typing import Any

from integrations.google.api_error import GoogleError
from integrations.google.client import GoogleClient
from integrations.google.event import Event, moment, zone_named
from service.domain.span import Span
from service.ports.source_memory import Remembered, SourceMemory

PAGE_SIZE = 2500
# The window is widened, so that what is remembered also covers the windows of the coming days.
EARLIER, LATER = timedelta(days=1), timedelta(days=8)
KEPT = (
    *("attendees", "end", "eventType", "extendedProperties", "iCalUID", "id", "recurringEventId", "start"),
    *("status", "summary", "transparency"),
)
KEPT_OF_A_GUEST = ("email", "responseStatus", "self")
SEES_NO_EVENTS = frozenset({"none", "freeBusyReader"})


@dataclass(frozen=True)
class EventList:
    """The events of one calendar, as one list request returned them.

    Shape: `items` are event resources. `zone` is the calendar's time zone. `token` is the sync token of this
    state, empty when Google gave none.
    """

    items: tuple[Mapping[str, Any], ...]
    zone: str
    token: str

    def events(self, otherwise: tzinfo) -> Iterator[Event]:
        """The events, in no order; `otherwise` is the time zone when the calendar names no known one."""
        zone = zone_named(self.zone, otherwise)
        return (Event(said, zone) for said in self.items)


class EventLists:
    """Reads the event list of one calendar and remembers it with its sync token.

    Shape: `key` identifies the calendar and the way it is read in the memory.
    Errors: Trouble, VaultLocked.
    """

    def __init__(self, client: GoogleClient, calendar: str, *, key: str, memory: SourceMemory | None) -> None:
        self._client = client
        self._calendar = calendar
        self._key = key
        self._memory = memory

    def touching(self, window: Span, *, now: datetime) -> EventList:
        """The events that may touch `window`; others can be among them."""
        remembered = self._memory.recall(self._key) if self._memory else None
        found = self._unchanged(remembered, window) if remembered else None
        covered = remembered.window if remembered else window
        if found is None:
            covered = window.grow(before=EARLIER, after=LATER)
            found = self._whole(covered)
        if self._memory and found.token:
            self._memory.remember(self._key, Remembered(found.token, self._content(found), covered, now))
        elif self._memory:
            self._memory.forget(self._key)
        return found

    def _whole(self, window: Span) -> EventList:
        return self._asked(timeMin=moment(window.start), timeMax=moment(window.end + timedelta(seconds=1)))

    def _unchanged(self, remembered: Remembered, window: Span) -> EventList | None:
        """The remembered events with a new sync token; None when they changed or do not cover `window`."""
        before = json.loads(remembered.content)
        if not remembered.window.holds(window) or before["login"] != self._client.auth.identity:
            return None
        try:
            now = self._asked(syncToken=remembered.token)
        except GoogleError as trouble:
            if trouble.status in {HTTPStatus.GONE, HTTPStatus.BAD_REQUEST}:
                return None
            raise
        # A changed event may come without its start, so after any change the whole window is read again.
        if now.items or now.zone != before["zone"]:
            return None
        return EventList(tuple(before["items"]), now.zone, now.token)

    def _asked(self, **what: str) -> EventList:
        def ask(api: Any, token: str | None) -> Any:
            return api.events().list(
                calendarId=self._calendar, singleEvents=True, maxResults=PAGE_SIZE, pageToken=token, **what
            )

        pages = list(self._client.pages(ask))
        if pages[-1].get("accessRole") in SEES_NO_EVENTS:
            hint = "You may see no more than when it is busy: set free_busy = true for it."
            raise GoogleError("you may not read its events", hint=hint)
        items = (item for page in pages for item in page.get("items", ()))
        last = pages[-1]
        return EventList(tuple(items), str(last.get("timeZone", "")), str(last.get("nextSyncToken", "")))

    def _content(self, found: EventList) -> bytes:
        said = {"login": self._client.auth.identity, "zone": found.zone, "items": list(_kept(found.items))}
        return json.dumps(said).encode()


def _kept(items: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Only the fields that decide when the athlete is busy; private details are not stored."""
    for item in items:
        kept = {key: item[key] for key in KEPT if key in item}
        if guests := item.get("attendees"):
            kept["attendees"] = [{key: one[key] for key in KEPT_OF_A_GUEST if key in one} for one in guests]
        yield kept
