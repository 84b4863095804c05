"""The athlete's calendars at the local Google server, which the athlete changes in Google's app."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from integrations._shared.feed_settings import FeedSettings
from integrations.google.wire import creation
from service.domain.entry import DOMAIN
from service.domain.span import Span
from service.ports.busy_source import BusySource
from service.ports.entry_sink import EntrySink
from service.ports.source_memory import SourceMemory
from tests.builders import BERLIN
from tests.entries import HOUR, MONDAY, entry
from tests.fakes.google.hand import Hand
from tests.fakes.google.times import Resource, instant
from tests.fakes.source_memory import FakeSourceMemory
from tests.google_calendars import GoogleHands
from tests.own_calendars import Standing

NAMES = {"title": "summary", "text": "description", "place": "location"}


@dataclass
class GoogleOwnCalendar:
    """Shape: `calendar` is its id at the server; for us it is the one called Training."""

    hands: GoogleHands
    calendar: str

    @property
    def hand(self) -> Hand:
        return self.hands.google.calendar(self.calendar)

    def sink(self) -> EntrySink:
        return self.hands.sink()

    def standing(self) -> list[Standing]:
        return [self._standing(event) for event in self.hand.events() if _is_ours(event)]

    def change(self, uid: str, **fields: Any) -> None:
        if span := fields.pop("span", None):
            self.hand.move(_id(uid), span.start, span.end)
        if fields:
            self.hand.change(_id(uid), **{NAMES[name]: value for name, value in fields.items()})

    def delete(self, uid: str) -> None:
        self.hand.delete(_id(uid))

    def restore(self, uid: str) -> None:
        self.hand.restore(_id(uid))

    def put_foreign(self, number: int, title: str) -> None:
        if self.hand.held.event(f"foreign{number}") is None:
            start = MONDAY + number * timedelta(days=1)
            # The first is a copy that the athlete made of one of ours.
            marks = (
                {}
                if number
                else {"extendedProperties": creation(entry(), FeedSettings(BERLIN))["extendedProperties"]}
            )
            self.hand.add(title, start, start + HOUR, id=f"foreign{number}", **marks)
        else:
            self.hand.change(f"foreign{number}", summary=title, status="confirmed")

    def delete_foreign(self, number: int) -> None:
        if any(event["id"] == f"foreign{number}" for event in self.hand.events()):
            self.hand.delete(f"foreign{number}")

    def foreign(self) -> Mapping[str, bytes]:
        every = {event["id"]: event for event in self.hand.events(deleted=True)}
        return {key: json.dumps(one).encode() for key, one in every.items() if not _is_ours(one)}

    def state(self) -> Mapping[str, str]:
        return {event["id"]: event["etag"] for event in self.hand.events(deleted=True)}

    def _standing(self, event: Resource) -> Standing:
        start, end = (instant(event[name], self.hand.held.tz) for name in ("start", "end"))
        uid = f"{event['id']}@{DOMAIN}"
        return Standing(uid, Span(start, end), *(str(event.get(name, "")) for name in NAMES.values()))


@dataclass
class GoogleMeetings:
    """The primary calendar, of which what was read is remembered."""

    hands: GoogleHands
    memory: SourceMemory = field(default_factory=FakeSourceMemory)

    def source(self) -> BusySource:
        return self.hands.source(memory=self.memory)

    def put(self, number: int, span: Span) -> None:
        if self._hand.held.event(f"meeting{number}") is None:
            self._hand.add("Meeting", span.start, span.end, id=f"meeting{number}")
        else:
            self._hand.change(f"meeting{number}", status="confirmed")
            self._hand.move(f"meeting{number}", span.start, span.end)

    def cancel(self, number: int) -> None:
        if any(event["id"] == f"meeting{number}" for event in self._hand.events()):
            self._hand.delete(f"meeting{number}")

    @property
    def _hand(self) -> Hand:
        return self.hands.google.calendar()


def _id(uid: str) -> str:
    return uid.removesuffix(f"@{DOMAIN}")


def _is_ours(event: Resource) -> bool:
    return not event["id"].startswith("foreign")
