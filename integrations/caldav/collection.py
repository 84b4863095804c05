"""Reads the objects of one calendar collection, with fallbacks for servers that do not support a report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from integrations.caldav import wire
from integrations.caldav.client import CalDavClient, Refused
from integrations.caldav.discovery import GONE
from integrations.caldav.multistatus import Multistatus, Resource
from service.errors import CalendarUnreadable

AT_ONCE = 100
# A server that still truncates its answer for so short a range is treated as broken.
SMALLEST_RANGE = timedelta(hours=1)
# The status codes of servers that do not support a request, or fail while they process it.
NOT_UNDERSTOOD = frozenset({400, 403, 405, 409, 415, 422, 500, 501, 507})


@dataclass(frozen=True)
class CalendarObject:
    """One calendar object resource: an event with all its exceptions.

    Shape: `url` is normalised. `version` is the ETag. `data` is a whole VCALENDAR.
    Source: RFC 4791, 4.1.
    """

    url: str
    version: str
    data: bytes


@dataclass(frozen=True)
class Changes:
    """The URLs of objects that changed or were deleted since a sync token, and the new token."""

    changed: tuple[str, ...]
    gone: tuple[str, ...]
    token: str


class Collection:
    """One calendar collection, addressed by its URL.

    Errors: CalendarUnreadable when the requested objects cannot all be read; VaultLocked.
    """

    def __init__(self, client: CalDavClient, url: str) -> None:
        self._client = client
        self.url = url

    def events_within(self, start: datetime, end: datetime | None) -> tuple[CalendarObject, ...]:
        """The events in a time range, and perhaps others.

        Shape: without an end, all events from `start` on. Recurring events are included where the server
        finds them.
        """
        found = self._within(start, end)
        return self._all_objects() if found is None else found

    def events_touching(self, start: datetime, end: datetime) -> tuple[CalendarObject, ...]:
        """The events that touch a time range, and perhaps others.

        Shape: all recurring events are included. Servers expand recurrences differently: some miss an
        instance that was moved, or one that lies years after the first.
        """
        found = self._within(start, end)
        series = None if found is None else self._answer_to(wire.repeating_events())
        if found is None or series is None or series.truncated:
            return self._all_objects()
        return tuple({one.url: one for one in (*found, *self._whole(series))}.values())

    def objects_at(self, urls: Sequence[str]) -> tuple[CalendarObject, ...]:
        """The objects at these URLs; deleted ones are left out."""
        found = dict[str, CalendarObject]()
        for first in range(0, len(urls), AT_ONCE):
            some = urls[first : first + AT_ONCE]
            gone = self._multiget(some, found)
            for url in some:
                if url not in found and url not in gone and (there := self._fetched(url)):
                    found[url] = there
        return tuple(found.values())

    def changes_since(self, token: str) -> Changes | None:
        """The changes since a sync token; None when the server cannot report all of them (RFC 6578)."""
        try:
            answer = self._client.report(self.url, wire.changes_since(token), depth=0)
        except Refused as refusal:
            if refusal.status == HTTPStatus.UNAUTHORIZED:
                raise
            # Servers report an expired sync token in many ways, so every other refusal counts as one.
            return None
        if answer.truncated or not answer.token:
            return None
        changes = [one for one in answer.resources if self._holds(one.url)]
        gone = tuple(one.url for one in changes if one.status in GONE)
        changed = tuple(one.url for one in changes if one.status not in GONE)
        return Changes(changed, gone, answer.token)

    def _holds(self, url: str) -> bool:
        return url.startswith(self.url) and not url.endswith("/")

    def _report(self, body: bytes, *, depth: int) -> Multistatus:
        try:
            return self._client.report(self.url, body, depth=depth)
        except Refused as refusal:
            if refusal.status in GONE:
                raise self._unreadable("the calendar is gone") from refusal
            raise

    def _answer_to(self, query: bytes) -> Multistatus | None:
        """The answer to a query; None when the server does not support the query."""
        try:
            return self._report(query, depth=1)
        except Refused as refusal:
            if refusal.too_much or refusal.status == HTTPStatus.INSUFFICIENT_STORAGE:
                return Multistatus((), truncated=True)
            if refusal.status in NOT_UNDERSTOOD:
                return None
            raise

    def _within(self, start: datetime, end: datetime | None) -> tuple[CalendarObject, ...] | None:
        """The events in a time range, split in halves while the answer is truncated.

        Shape: None when the server does not support the query.
        """
        answer = self._answer_to(wire.events_within(start, end))
        if answer and not answer.truncated:
            return self._whole(answer)
        if answer is None or end is None:
            return None
        if end - start < SMALLEST_RANGE:
            raise self._unreadable("it tells only a part of its events")
        middle = start + (end - start) / 2
        first, second = self._within(start, middle), self._within(middle, end)
        if first is None or second is None:
            return None
        return tuple({one.url: one for one in (*first, *second)}.values())

    def _whole(self, answer: Multistatus) -> tuple[CalendarObject, ...]:
        found = {one.url: one for one in self._objects(answer)}
        bare = [
            one.url for one in answer.resources if one.status not in GONE and self._is_left(one.url, found)
        ]
        return (*found.values(), *self.objects_at(bare))

    def _is_left(self, url: str, found: dict[str, CalendarObject]) -> bool:
        return self._holds(url) and url not in found

    def _all_objects(self) -> tuple[CalendarObject, ...]:
        """Every object of the collection, found by a PROPFIND on its members."""
        answer, _ = self._client.properties(self.url, [wire.ETAG, wire.CONTENT_TYPE], depth=1)
        if answer.truncated:
            raise self._unreadable("it tells only a part of its events")
        return self.objects_at([one.url for one in answer.resources if self._holds(one.url) and _may_be(one)])

    def _multiget(self, urls: Sequence[str], found: dict[str, CalendarObject]) -> frozenset[str]:
        """Reads several objects at once into `found`; returns the URLs of deleted ones."""
        # Paths instead of URLs: some servers recognise their objects only by path.
        paths = [urlsplit(url)._replace(scheme="", netloc="").geturl() for url in urls]
        try:
            answer = self._report(wire.objects_at(paths), depth=1)
        except Refused as refusal:
            if refusal.status not in NOT_UNDERSTOOD:
                raise
            return frozenset()
        found.update((one.url, one) for one in self._objects(answer))
        return frozenset(one.url for one in answer.resources if one.status in GONE)

    def _fetched(self, url: str) -> CalendarObject | None:
        try:
            answer = self._client.document(url)
        except Refused as refusal:
            if refusal.status in GONE:
                return None
            raise
        return CalendarObject(url, answer.headers.get("ETag", ""), answer.body)

    def _objects(self, answer: Multistatus) -> Iterator[CalendarObject]:
        for one in answer.resources:
            data = one.text(wire.CALENDAR_DATA)
            if data:
                # XML parsers turn CRLF into LF, but iCalendar requires CRLF.
                lines = data.replace("\r\n", "\n").replace("\n", "\r\n")
                yield CalendarObject(one.url, one.text(wire.ETAG), f"{lines}\r\n".encode())

    def _unreadable(self, reason: str) -> CalendarUnreadable:
        return CalendarUnreadable(name=self._client.name, reason=reason)


def _may_be(resource: Resource) -> bool:
    kind = resource.text(wire.CONTENT_TYPE).lower()
    return not kind or "calendar" in kind
