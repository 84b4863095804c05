"""Entries around all clock changes of a year keep their instants in every kind of calendar."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from integrations._shared.feed_settings import FeedSettings
from integrations.caldav.busy_source import CalDavBusySource
from integrations.caldav.entry_sink import CalDavEntrySink
from integrations.google.busy_source import GoogleBusySource
from integrations.google.entry_sink import GoogleEntrySink
from integrations.ics.busy_source import IcsBusySource
from integrations.ics.entry_feed import IcsEntryFeed
from integrations.ics.entry_sink import IcsEntrySink
from integrations.ics.settings import IcsSettings, IcsTarget
from service.domain.entry import Entry, session_key, uid
from service.domain.span import Span
from service.domain.training import USUAL_EFFORT, Kind
from service.ports.busy_source import BusySource
from service.ports.entry_sink import EntrySink
from tests.caldav_accounts import PASSWORD_IN_PLACE, Account, account_on
from tests.entries import MADE_AT
from tests.fakes.google_server import GoogleServer
from tests.google_calendars import google_hands

DAY = timedelta(days=1)
LENGTH = timedelta(minutes=45)
# Both changes of a year; São Paulo had its last ones in 2018 and 2019, Kathmandu has none.
CHANGES = {
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "America/Sao_Paulo": (date(2018, 2, 18), date(2018, 11, 4)),
    "Asia/Kathmandu": (date(2026, 3, 29), date(2026, 10, 25)),
}
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class Road:
    """One kind of calendar: how entries are written to it, shown in it and read from it."""

    put: Callable[[list[Entry]], object]
    sink: EntrySink
    source: BusySource


def entries_around(zone: str) -> list[Entry]:
    """One at every half hour of the night of each change, as time passes, and at every hour of its day."""
    starts = list[datetime]()
    for change in CHANGES[zone]:
        midnight = datetime.combine(change, time(), ZoneInfo(zone)).astimezone(UTC)
        starts += [midnight + HALF_HOUR * number for number in range(-4, 12)]
        starts += [midnight + 2 * HALF_HOUR * number for number in range(6, 27)]
    return [_entry(start, number) for number, start in enumerate(starts)]


def _entry(start: datetime, number: int) -> Entry:
    kind, session = list(Kind)[number % len(Kind)], f"{number}"
    return Entry(
        session=session_key(week="2026-W13", session=session),
        uid=uid(athlete="me", week="2026-W13", session=session),
        kind=kind,
        effort=USUAL_EFFORT[kind],
        span=Span.lasting(start, LENGTH),
        title=f"{kind} {number}",
        text="",
        place="",
        stamp=MADE_AT,
        modified=MADE_AT,
    )


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with account_on("radicale", tmp_path_factory.mktemp("radicale")) as account:
        yield account


@contextmanager
def a_file(zone: ZoneInfo, tmp_path: Path, _: pytest.FixtureRequest) -> Iterator[Road]:
    path, look = tmp_path / "training.ics", FeedSettings(zone)
    sink = IcsEntrySink(IcsTarget("file", path, look))
    yield Road(IcsEntryFeed(path, look).show, sink, IcsBusySource(IcsSettings("file", zone, str(path))))


@contextmanager
def at_google(zone: ZoneInfo, _: Path, __: pytest.FixtureRequest) -> Iterator[Road]:
    with GoogleServer(zone=zone.key) as google:
        hands = google_hands(google)
        hands.log_in()
        target = hands.target("primary", look=FeedSettings(zone))
        sink = GoogleEntrySink(target, hands.vault, pause=hands.paused.append)
        settings = replace(hands.settings(), zone=zone)
        yield Road(one_by_one(sink), sink, GoogleBusySource(settings, hands.vault, None))


@contextmanager
def on_radicale(zone: ZoneInfo, _: Path, request: pytest.FixtureRequest) -> Iterator[Road]:
    account: Account = request.getfixturevalue("radicale")
    url = account.new_calendar()
    sink = CalDavEntrySink(account.target(url, zone))
    yield Road(one_by_one(sink), sink, CalDavBusySource(account.settings(url, zone)))


def one_by_one(sink: EntrySink) -> Callable[[list[Entry]], object]:
    return lambda entries: [sink.create(entry) for entry in entries]


ROADS: dict[str, Callable[..., AbstractContextManager[Road]]] = {
    "file": a_file,
    "google": at_google,
    "radicale": on_radicale,
}


@pytest.mark.parametrize("zone", CHANGES)
@pytest.mark.parametrize("road", ROADS)
def test_every_hour_around_a_change_comes_back_as_it_was(
    road: str, zone: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)
    wanted = entries_around(zone)
    instants = {entry.uid: entry.span for entry in wanted}
    with ROADS[road](ZoneInfo(zone), tmp_path, request) as there:
        there.put(wanted)
        shown = there.sink.shown(since=datetime(2000, 1, 1, tzinfo=UTC))
        assert {one.entry.uid: one.entry.span for one in shown} == instants
        window = Span(wanted[0].span.start - DAY, wanted[-1].span.end + DAY)
        reading = there.source.read(window, now=MADE_AT)
    assert sorted(p.span for p in reading.trained) == sorted(instants.values())
    assert reading.busy == ()
