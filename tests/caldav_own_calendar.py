"""The athlete's calendars on Radicale, changed as an app would and read from Radicale's files."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event

from integrations.caldav.busy_source import CalDavBusySource
from integrations.caldav.entry_sink import CalDavEntrySink
from service.domain.span import Span
from service.ports.busy_source import BusySource
from service.ports.entry_sink import EntrySink
from service.ports.source_memory import SourceMemory
from tests.builders import BERLIN
from tests.caldav_accounts import Account
from tests.entries import HOUR, MONDAY
from tests.fakes.source_memory import FakeSourceMemory
from tests.own_calendars import Standing

NAMES = {"title": "SUMMARY", "text": "DESCRIPTION", "place": "LOCATION"}


@dataclass
class AppCalendar:
    """One calendar of an account, stored in `folder`, as a calendar app changes it."""

    account: Account
    url: str
    folder: Path

    def down(self, road: str) -> "AppCalendar":
        """The same one, to be reached by another address."""
        other = replace(self.account, url=road)
        return replace(self, account=other, url=self.url.replace(self.account.url, road))

    def put(self, name: str, data: bytes) -> None:
        answer = self.account.client().put(f"{self.url}{name}.ics", data, {})
        assert answer.status in {201, 204}, answer

    def remove(self, name: str) -> None:
        assert self.account.client().delete(f"{self.url}{name}.ics", {}).status in {200, 204}

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.ics"

    def objects(self) -> dict[str, bytes]:
        """Everything in it, by name."""
        return {path.stem: path.read_bytes() for path in self.folder.glob("*.ics")}


def new_app_calendar(account: Account, home: Path) -> AppCalendar:
    """One that holds nothing; `home` is the folder of the account's calendars."""
    url = account.new_calendar()
    return AppCalendar(account, url, home / url.rstrip("/").rpartition("/")[2])


@dataclass
class CalDavOwnCalendar:
    """Shape: `ours` is the connection that Liftrun uses, if it differs from the app's."""

    app: AppCalendar
    ours: AppCalendar | None = None
    bin: dict[str, bytes] = field(default_factory=dict)

    def sink(self) -> EntrySink:
        ours = self.ours or self.app
        return CalDavEntrySink(ours.account.target(ours.url), pause=_no_pause)

    def standing(self) -> list[Standing]:
        return [_standing(data) for name, data in self.app.objects().items() if _is_ours(name)]

    def change(self, uid: str, **fields: Any) -> None:
        calendar, event = _event(self.app.objects()[_name(uid)])
        if span := fields.pop("span", None):
            _replace(event, DTSTART=span.start.astimezone(BERLIN), DTEND=span.end.astimezone(BERLIN))
        _replace(event, **{NAMES[name]: value for name, value in fields.items()})
        _replace(event, SEQUENCE=int(event.get("SEQUENCE", 0)) + 1)
        self.app.put(_name(uid), calendar.to_ical())

    def delete(self, uid: str) -> None:
        self.bin[uid] = self.app.objects()[_name(uid)]
        self.app.remove(_name(uid))

    def restore(self, uid: str) -> None:
        self.app.put(_name(uid), self.bin.pop(uid))

    def put_foreign(self, number: int, title: str) -> None:
        start = MONDAY + number * timedelta(days=1)
        event = _made(f"foreign-{number}", Span(start, start + HOUR), SUMMARY=title)
        if number == 0:
            # A copy that somebody made of one of ours.
            event.add("X-LIFTRUN-SESSION", "2026-W12-lower")
        self.app.put(f"foreign-{number}", _alone(event))

    def delete_foreign(self, number: int) -> None:
        if f"foreign-{number}" in self.app.objects():
            self.app.remove(f"foreign-{number}")

    def foreign(self) -> Mapping[str, bytes]:
        return {name: data for name, data in self.app.objects().items() if not _is_ours(name)}

    def state(self) -> Mapping[str, str]:
        return {name: hashlib.sha256(data).hexdigest() for name, data in self.app.objects().items()}


@dataclass
class CalDavMeetings:
    """Shape: `ours` as above."""

    app: AppCalendar
    ours: AppCalendar | None = None
    memory: SourceMemory = field(default_factory=FakeSourceMemory)

    def source(self) -> BusySource:
        ours = self.ours or self.app
        settings = ours.account.settings(ours.url)
        return CalDavBusySource(settings, None, self.memory, pause=_no_pause)

    def put(self, number: int, span: Span) -> None:
        self.app.put(f"meeting-{number}", _alone(_made(f"meeting-{number}", span, SUMMARY="Meeting")))

    def cancel(self, number: int) -> None:
        if f"meeting-{number}" in self.app.objects():
            self.app.remove(f"meeting-{number}")


def _no_pause(_seconds: float) -> None:
    """Nobody waits."""


def _event(data: bytes) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return calendar, event


@cache
def _standing(data: bytes) -> Standing:
    _, event = _event(data)
    words = (str(event.get(name, "")) for name in NAMES.values())
    start, end = event.start, event.end
    assert isinstance(start, datetime)
    assert isinstance(end, datetime)
    return Standing(str(event["UID"]), Span(start, end), *words)


def _made(uid: str, span: Span, **properties: Any) -> Event:
    event = Event()
    _replace(event, UID=uid, DTSTAMP=datetime(2026, 1, 1, tzinfo=UTC), DTSTART=span.start, DTEND=span.end)
    _replace(event, **properties)
    return event


def _replace(event: Event, **properties: Any) -> None:
    for name, value in properties.items():
        event.pop(name, None)
        event.add(name, value)


def _alone(event: Event) -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", "-//app//EN")
    calendar.add("VERSION", "2.0")
    calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _name(uid: str) -> str:
    return uid.partition("@")[0]


def _is_ours(name: str) -> bool:
    return not name.startswith("foreign")
