"""Changes that the athlete makes in Google's app, outside the API and its quota."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from tests.fakes.google.events import Events
from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.store import Store
from tests.fakes.google.times import Resource, instant, length, said

T = TypeVar("T")
DAY = timedelta(days=1)
DECLINED = {"email": "me", "self": True, "responseStatus": "declined"}


@dataclass(frozen=True)
class Hand:
    """Shape: `add` returns the event's id; times are aware datetimes, or dates for all-day events."""

    store: Store
    held: HeldCalendar

    @property
    def id(self) -> str:
        return self.held.id

    # -- what is there -----------------------------------------------------------------------------

    def events(self, *, deleted: bool = False) -> list[Resource]:
        """Every event as it is kept, series as one; deleted ones only when asked for."""
        with self.store.lock:
            return [one for one in self.held.events() if deleted or one["status"] != "cancelled"]

    def event(self, event_id: str) -> Resource:
        with self.store.lock:
            return self._events().get(event_id)

    def titled(self, title: str) -> list[Resource]:
        return [one for one in self.events() if one.get("summary") == title]

    def start(self, event_id: str) -> datetime:
        return instant(self.event(event_id)["start"], self.held.tz)

    def bytes(self) -> dict[str, bytes]:
        """Every event, deleted ones too, as bytes to be compared with bytes of another time."""
        return {one["id"]: json.dumps(one, sort_keys=True).encode() for one in self.events(deleted=True)}

    # -- the athlete's doings ----------------------------------------------------------------------

    def add(self, title: str, start: datetime | date, end: datetime | date, **more: Any) -> str:
        """Any event; `more` holds further fields as the API names them."""
        times = {"start": said(start, self.held.zone), "end": said(end, self.held.zone)}
        return str(self._do(lambda events: events.insert({"summary": title} | times | more))["id"])

    def move(self, event_id: str, start: datetime | date, end: datetime | date | None = None) -> None:
        """To another hour or day, as long as before unless an end is said."""
        finish = end or start + length(self.event(event_id))
        blank = dict.fromkeys(("date", "dateTime", "timeZone"))
        self.change(
            event_id, start=blank | said(start, self.held.zone), end=blank | said(finish, self.held.zone)
        )

    def retitle(self, event_id: str, title: str) -> None:
        self.change(event_id, summary=title)

    def annotate(self, event_id: str, text: str) -> None:
        """Write below whatever the event says already."""
        self.change(event_id, description=self.event(event_id).get("description", "") + text)

    def remind(self, event_id: str, before: timedelta) -> None:
        override = {"method": "popup", "minutes": before // timedelta(minutes=1)}
        self.change(event_id, reminders={"useDefault": False, "overrides": [override]})

    def change(self, event_id: str, **fields: Any) -> None:
        self._do(lambda events: events.patch(event_id, fields))

    def delete(self, event_id: str) -> None:
        self._do(lambda events: events.delete(event_id))

    def restore(self, event_id: str) -> None:
        """Out of the bin."""
        self.change(event_id, status="confirmed")

    # -- what else stands in a calendar ------------------------------------------------------------

    def meeting(self, start: datetime, length: timedelta = timedelta(hours=1), title: str = "Meeting") -> str:
        return self.add(title, start, start + length)

    def whole_day(self, day: date, days: int = 1, title: str = "Away", **more: Any) -> str:
        return self.add(title, day, day + days * DAY, **more)

    def series(self, start: datetime, length: timedelta, *rules: str, title: str = "Standup") -> str:
        return self.add(title, start, start + length, recurrence=list(rules))

    def declined(self, start: datetime, length: timedelta = timedelta(hours=1)) -> str:
        guests = [{"email": "boss@example.com", "organizer": True}, DECLINED]
        return self.add("Declined", start, start + length, attendees=guests)

    def transparent(self, start: datetime, length: timedelta = timedelta(hours=1)) -> str:
        return self.add("Shown as free", start, start + length, transparency="transparent")

    def working_location(self, day: date) -> str:
        more = {"type": "homeOffice", "homeOffice": {}}
        return self.whole_day(
            day,
            title="Home",
            eventType="workingLocation",
            transparency="transparent",
            visibility="public",
            workingLocationProperties=more,
        )

    def out_of_office(self, start: datetime, length: timedelta) -> str:
        more = {"autoDeclineMode": "declineOnlyNewConflictingInvitations"}
        return self.add(
            "Out of office", start, start + length, eventType="outOfOffice", outOfOfficeProperties=more
        )

    def focus_time(self, start: datetime, length: timedelta) -> str:
        more = {"autoDeclineMode": "declineNone", "chatStatus": "doNotDisturb"}
        return self.add("Focus", start, start + length, eventType="focusTime", focusTimeProperties=more)

    def from_gmail(self, start: datetime, length: timedelta) -> str:
        """What Gmail itself puts there from a mail, and no client can."""
        event_id = self.add("Flight LH 123", start, start + length)
        with self.store.lock:
            self.held.keep(self.event(event_id) | {"eventType": "fromGmail"}, self.store.change())
        return event_id

    def birthday(self, day: date, title: str = "Birthday") -> str:
        return self.whole_day(
            day,
            title=title,
            eventType="birthday",
            transparency="transparent",
            visibility="private",
            recurrence=["RRULE:FREQ=YEARLY"],
        )

    def _events(self) -> Events:
        owner = next(who for who, role in self.held.roles.items() if role == "owner")
        return Events(self.store, self.held, owner)

    def _do(self, act: Callable[[Events], T]) -> T:
        """Shape: a hand's doing is no write of the API's."""
        with self.store.lock:
            writes = self.store.writes
            done = act(self._events())
            self.store.writes = writes
            return done
