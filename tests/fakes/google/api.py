"""Routes requests to the Calendar API: checks the caller's access and builds the answer."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus

from tests.fakes.google.api_error import ApiError, bad_credentials, rate_limit, scope_missing
from tests.fakes.google.calendars import Calendars
from tests.fakes.google.events import Events
from tests.fakes.google.free_busy import FreeBusy
from tests.fakes.google.grants import Grant, Grants
from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.listing import Listing
from tests.fakes.google.partial import partial
from tests.fakes.google.presenting import shown
from tests.fakes.google.query import one
from tests.fakes.google.request import Reply, Request
from tests.fakes.google.routes import routed
from tests.fakes.google.scopes import lets
from tests.fakes.google.store import Store
from tests.fakes.google.times import Resource, zone_named

MINUTE = timedelta(minutes=1)
Act = Callable[[], Resource | None]


@dataclass
class Api:
    """Shape: with `quota` no more than so many requests a minute are answered."""

    store: Store
    grants: Grants
    listing: Listing
    quota: int | None = None
    _recent: deque[datetime] = field(default_factory=deque)

    def reply(self, request: Request) -> Reply:
        try:
            return self._answer(request)
        except ApiError as error:
            return Reply.refusing(error)

    def _answer(self, request: Request) -> Reply:
        grant = self._asker(request)
        self._spend()
        method, calendar_id, event_id = routed(request.method, request.path)
        narrow = method.startswith("events.") or method in {
            "calendars.get",
            "calendars.patch",
            "calendars.delete",
        }
        calendar = self.store.calendar(calendar_id, grant.who) if narrow else None
        if not lets(grant.scopes, method, calendar, who=grant.who, client=grant.client):
            raise scope_missing()
        if calendar and method.startswith("events."):
            document = self._event(method, calendar, event_id, request, grant)
        else:
            document = self._calendar(method, calendar_id, request, grant)
        if document is None:
            return Reply(HTTPStatus.NO_CONTENT)
        etag = document.get("etag", "")
        if etag and request.method == "GET" and request.headers.get("if-none-match") == etag:
            return Reply(HTTPStatus.NOT_MODIFIED, headers={"ETag": etag})
        document = partial(document, one(request.query, "fields"))
        return Reply.of(document, **({"ETag": etag} if etag else {}))

    def _asker(self, request: Request) -> Grant:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        grant = self.grants.holder(token) if scheme.lower() == "bearer" else None
        if grant is None:
            raise bad_credentials()
        return grant

    def _spend(self) -> None:
        now = self.store.clock.now()
        while self._recent and now - self._recent[0] >= MINUTE:
            self._recent.popleft()
        if self.quota is not None and len(self._recent) >= self.quota:
            raise rate_limit()
        self._recent.append(now)

    def _event(
        self, method: str, calendar: HeldCalendar, event_id: str, request: Request, grant: Grant
    ) -> Resource | None:
        events = Events(self.store, calendar, grant.who)
        if_match = request.headers.get("if-match", "")
        zone = one(request.query, "timeZone")
        match method:
            case "events.list":
                return self.listing.events(calendar, grant.who, request.query)
            case "events.delete":
                events.delete(event_id, if_match)
                return None
            case "events.insert":
                event = events.insert(request.document())
            case "events.patch":
                event = events.patch(event_id, request.document(), if_match)
            case "events.update":
                event = events.update(event_id, request.document(), if_match)
            case _:
                event = events.get(event_id)
        return shown(event, calendar, grant.who, zone_named(zone) if zone else None)

    def _calendar(self, method: str, calendar_id: str, request: Request, grant: Grant) -> Resource | None:
        hand = Calendars(self.store, grant.who, grant.client, self.listing.page_limit)
        document = request.document
        answers: dict[str, Act] = {
            "calendars.get": lambda: hand.get(calendar_id),
            "calendars.insert": lambda: hand.insert(document()),
            "calendars.patch": lambda: hand.patch(calendar_id, document()),
            "calendars.delete": lambda: hand.delete(calendar_id),
            "calendarList.list": lambda: hand.page(request.query),
            "calendarList.get": lambda: hand.listed(calendar_id),
            "calendarList.insert": lambda: hand.enlist(document()),
            "calendarList.patch": lambda: hand.patch_listed(calendar_id, document()),
            "calendarList.delete": lambda: hand.delist(calendar_id),
            "freebusy.query": lambda: FreeBusy(self.store, grant.who).query(document()),
        }
        return answers[method]()
