"""Lists events page by page, with page tokens and sync tokens.

Shape: the first page fixes what all pages of one list show; the sync token on the last one speaks of the
moment of the first, so that nothing changed in between is lost.

Source: developers.google.com/workspace/calendar/api/guides/{pagination,sync} and .../v3/reference/events/list
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from tests.fakes.google import query as queries
from tests.fakes.google.api_error import full_sync_required, invalid
from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.presenting import shown, skeleton
from tests.fakes.google.query import Query
from tests.fakes.google.recurrence import Window
from tests.fakes.google.selection import Selection
from tests.fakes.google.server_clock import ServerClock, stamp
from tests.fakes.google.times import Resource

SYNC_TOKEN_LIFE = timedelta(days=30)


@dataclass(frozen=True)
class SyncPoint:
    """The state that a sync token identifies."""

    calendar: str
    number: int
    single_events: bool
    window: Window
    given_at: datetime


@dataclass(frozen=True)
class Rest:
    """The state of a page token: the remaining pages, and the sync token for the last one."""

    calendar: str
    asked: Mapping[str, Sequence[str]]
    pages: Sequence[Sequence[Resource]]
    sync_token: str


@dataclass
class Listing:
    """Shape: with `page_limit` no page is longer, and with `empty_pages` every second page is empty."""

    clock: ServerClock
    page_limit: int | None = None
    empty_pages: bool = False
    matches_any: bool = False
    _rests: dict[str, Rest] = field(default_factory=dict)
    _points: dict[str, SyncPoint] = field(default_factory=dict)
    _expired: set[str] = field(default_factory=set)

    def events(self, calendar: HeldCalendar, who: str, parameters: queries.Parameters) -> Resource:
        query = queries.read(parameters)
        asked = {key: tuple(values) for key, values in parameters.items() if key != "pageToken"}
        token = query.text("pageToken")
        rest = self._rests.get(token) if token else self._first(calendar, who, query, asked)
        if rest is None or rest.calendar != calendar.id or rest.asked != asked:
            raise invalid("Invalid page token value.", "pageToken")
        return self._page(calendar, who, rest)

    def forget_sync_tokens(self, calendar: str | None = None) -> None:
        """Let every sync token, or those of one calendar, be expired from now on."""
        lost = [token for token, point in self._points.items() if calendar in {None, point.calendar}]
        self._expired.update(lost)

    def _first(
        self, calendar: HeldCalendar, who: str, query: Query, asked: Mapping[str, Sequence[str]]
    ) -> Rest:
        selection = Selection(calendar, query, self.clock.now(), self.matches_any)
        if query.text("syncToken"):
            point = self._point(query, calendar)
            pairs, window = selection.since(point.number, point.window), point.window
        else:
            pairs, window = [(one, False) for one in selection.whole()], query.window
        items = [
            skeleton(one, calendar, query.zone) if gone else shown(one, calendar, who, query.zone)
            for one, gone in pairs
        ]
        token = self._new_token(calendar, query, window) if query.gives_token else ""
        return Rest(calendar.id, asked, self._pages(items, query.page_size), token)

    def _pages(self, items: list[Resource], size: int) -> list[list[Resource]]:
        size = min(size, self.page_limit or size)
        pages = [items[start : start + size] for start in range(0, len(items), size)] or [[]]
        return [page for full in pages for page in ([], full)] if self.empty_pages else pages

    def _page(self, calendar: HeldCalendar, who: str, rest: Rest) -> Resource:
        pages = deque(rest.pages)
        page = {
            "kind": "calendar#events",
            "etag": f'"p{calendar.changed}g0"',
            "summary": calendar.summary,
            "updated": stamp(self.clock.now()),
            "timeZone": calendar.zone,
            "accessRole": calendar.role(who),
            "defaultReminders": [],
            "items": list(pages.popleft()),
        }
        if pages:
            token = uuid4().hex
            self._rests[token] = Rest(rest.calendar, rest.asked, list(pages), rest.sync_token)
            return page | {"nextPageToken": token}
        return page | ({"nextSyncToken": rest.sync_token} if rest.sync_token else {})

    def _new_token(self, calendar: HeldCalendar, query: Query, window: Window) -> str:
        point = SyncPoint(calendar.id, calendar.changed, query.single_events, window, self.clock.now())
        token = f"{uuid4().hex}="
        self._points[token] = point
        return token

    def _point(self, query: Query, calendar: HeldCalendar) -> SyncPoint:
        token = query.text("syncToken")
        point = self._points.get(token)
        if point is None or point.calendar != calendar.id or point.single_events != query.single_events:
            raise invalid("Invalid sync token value.", "syncToken")
        if token in self._expired or self.clock.now() - point.given_at > SYNC_TOKEN_LIFE:
            raise full_sync_required()
        return point
