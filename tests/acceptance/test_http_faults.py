"""Many things that go wrong on the way to a calendar; not one event is lost or doubled by them.

They are some nine hundred in `make test` and thousands in `make long`. Run with `-s` it prints the figures.
"""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import pytest

from service.domain.entry import split_session_key
from service.errors import CalendarUnreadable, CalendarUnwritable
from tests.caldav_accounts import PASSWORD_IN_PLACE, account_on
from tests.caldav_own_calendar import CalDavMeetings, CalDavOwnCalendar, new_app_calendar
from tests.fakes.fault_proxy import FaultProxy, Weather
from tests.fakes.google.faults import Fault, Faults, Kind
from tests.fakes.google_server import GoogleServer
from tests.figures import figure
from tests.google_calendars import google_hands
from tests.google_own_calendar import GoogleMeetings, GoogleOwnCalendar
from tests.made_up_weeks import Wish
from tests.mishaps import Fuse
from tests.radicale_server import USER
from tests.reconcile_world import USUAL, World

pytestmark = pytest.mark.long

IN_A_ROW = 4
"""So many syncs are made in bad weather before the sky clears."""

HALF, MOSTLY = 0.5, 0.8
MOST_REQUESTS = 1000
A_MOMENT = timedelta(milliseconds=10)
REFUSED = (Kind.TOO_MANY, Kind.RATE, Kind.USER_RATE, Kind.INTERNAL, Kind.BAD_GATEWAY, Kind.UNAVAILABLE)
ON_THE_WAY = (Kind.RESET, Kind.CLOSED, Kind.TRUNCATED, Kind.NOT_JSON, Kind.SLOW)


class BadWeather(Protocol):
    """What goes wrong between `begin` and `end`, and how often it has so far, by kind."""

    struck: Counter[str]

    def begin(self, seed: int) -> None: ...

    def end(self) -> None: ...


@dataclass
class Siege:
    """Shape: `failed` are the syncs that broke off; `lost` and `doubled` are events."""

    world: World
    weather: BadWeather
    chance: random.Random
    syncs: int = 0
    failed: int = 0
    lost: int = 0
    doubled: int = 0

    def go_on(self) -> None:
        """Some syncs in bad weather, each over another plan, and then fair weather."""
        for _ in range(IN_A_ROW):
            self._replan()
            self.weather.begin(self.chance.randrange(2**32))
            self.syncs += 1
            try:
                self.world.sync(Fuse(), force=True)
            except (CalendarUnreadable, CalendarUnwritable):
                self.failed += 1
            self.weather.end()
            self._count_doubled()
        for _ in range(2):
            self.world.sync(Fuse(), force=True)
        last = self.world.sync(Fuse(), force=True)
        assert (last.version, [difference.writes for _, difference in last.changes]) == (None, [()])
        self._count_doubled()
        self._count_lost()

    def told(self, name: str) -> str:
        figures = ", ".join(f"{kind}: {count}" for kind, count in sorted(self.weather.struck.items()))
        total = (
            f"{self.weather.struck.total()} faults in {self.syncs} syncs, of which {self.failed} broke off"
        )
        return f"\n{name}: {total}; {self.lost} events lost, {self.doubled} doubled\n{figures}"

    def _replan(self) -> None:
        for week in self.world.weeks:
            for kind in USUAL:
                drawn = Wish(self.chance.randrange(7 * 96), 60)
                self.world.wishes[week.key, kind] = drawn if self.chance.random() < MOSTLY else None

    def _count_doubled(self) -> None:
        (calendar,) = self.world.calendars
        counts = Counter(one.uid for one in calendar.standing())
        self.doubled += sum(count - 1 for count in counts.values())

    def _count_lost(self) -> None:
        (calendar,) = self.world.calendars
        standing = {one.uid: one.span for one in calendar.standing()}
        head = self.world.memory.plans.head()
        weeks = {week.key for week in self.world.weeks}
        planned = [
            entry for entry in (head.entries if head else ()) if split_session_key(entry.session)[0] in weeks
        ]
        assert standing.keys() == {entry.uid for entry in planned}
        self.lost += sum(standing.get(entry.uid) != entry.span for entry in planned)


class AtGoogle:
    """Every kind alike often, each before and after the request is done, refusals with a wait and without."""

    def __init__(self, google: GoogleServer) -> None:
        self._google = google
        self.struck = Counter[str]()

    def begin(self, seed: int) -> None:
        chance = random.Random(seed)
        kinds = (*REFUSED, *ON_THE_WAY)
        self._google.faults = Faults(
            {
                number: Fault(
                    chance.choice(kinds), chance.random() < HALF, chance.choice([None, 0, 2]), A_MOMENT
                )
                for number in range(1, MOST_REQUESTS)
                if chance.random() < HALF
            }
        )

    def end(self) -> None:
        for fault in self._google.faults.struck:
            waits = ", Retry-After" if fault.retry_after is not None and fault.kind in REFUSED else ""
            self.struck[f"{fault.kind}{waits}, {'after' if fault.after else 'before'}"] += 1
        self._google.faults = Faults()


class BehindAProxy:
    """As the proxy draws."""

    def __init__(self, proxy: FaultProxy) -> None:
        self._proxy = proxy
        self.struck = proxy.struck

    def begin(self, seed: int) -> None:
        self._proxy.weather = Weather(seed, HALF)

    def end(self) -> None:
        self._proxy.weather = Weather()


def besiege(world: World, weather: BadWeather, *, faults: int, turn: int, name: str) -> None:
    siege = Siege(world, weather, random.Random(turn))
    while weather.struck.total() < faults:
        siege.go_on()
    print(siege.told(name))  # noqa: T201
    assert (siege.lost, siege.doubled) == (0, 0)


@pytest.mark.parametrize("turn", range(3))
def test_google_breaks_down_and_nothing_is_lost_or_doubled(turn: int) -> None:
    with GoogleServer() as google:
        hands = google_hands(google)
        calendar = GoogleOwnCalendar(hands, hands.sink().key.removeprefix("google:"))
        world = World([calendar], GoogleMeetings(hands))
        besiege(world, AtGoogle(google), faults=figure(usual=200, long=1350), turn=turn, name="Google")


@pytest.mark.parametrize("turn", range(2))
def test_radicale_breaks_down_and_nothing_is_lost_or_doubled(
    turn: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)
    with account_on("radicale", tmp_path) as account, FaultProxy(account.url) as proxy:
        home = tmp_path / "collections" / "collection-root" / USER
        training, meetings = (new_app_calendar(account, home) for _ in range(2))
        world = World(
            [CalDavOwnCalendar(training, training.down(proxy.url))],
            CalDavMeetings(meetings, meetings.down(proxy.url)),
        )
        besiege(world, BehindAProxy(proxy), faults=figure(usual=150, long=1050), turn=turn, name="Radicale")
