"""Busy time from a server equals that of a feed with the same events, whatever the server supports."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from integrations._shared.icalendar.wire import read_busy_time
from integrations.caldav.appointment_source import CalDavAppointmentSource
from integrations.caldav.busy_source import CalDavBusySource
from integrations.caldav.entry_object import object_of
from service.domain.busy import Busy
from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.ports.busy_source import Reading
from service.ports.source_memory import Remembered
from tests.caldav_accounts import PASSWORD_IN_PLACE, SERVERS, Account, account_on
from tests.dav_proxy import Asked, Forward, Rule, Said, proxied
from tests.entries import entry
from tests.fakes.source_memory import FakeSourceMemory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
WINDOW = Span(datetime(2026, 11, 22, 23, tzinfo=UTC), datetime(2026, 12, 6, 23, tzinfo=UTC))
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//App//EN\r\n"
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Home\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:+0545\r\nTZOFFSETTO:+0545\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
EVENTS = {
    "weekly": [
        """DTSTART;TZID=Europe/Berlin:20200106T080000
DTEND;TZID=Europe/Berlin:20200106T091500
RRULE:FREQ=WEEKLY;BYDAY=MO,WE
EXDATE;TZID=Europe/Berlin:20261125T080000
SUMMARY:Weekly""",
        """RECURRENCE-ID;TZID=Europe/Berlin:20261130T080000
DTSTART;TZID=Europe/Berlin:20261201T200000
DTEND;TZID=Europe/Berlin:20261201T210000
SUMMARY:Weekly\\, moved""",
    ],
    "moved-in": [
        """DTSTART:20260105T120000Z
DTEND:20260105T130000Z
RRULE:FREQ=MONTHLY;COUNT=3
SUMMARY:Early""",
        """RECURRENCE-ID:20260205T120000Z
DTSTART:20261127T120000Z
DTEND:20261127T133000Z
SUMMARY:Late""",
    ],
    "day": ["DTSTART;VALUE=DATE:20261128\nDTEND;VALUE=DATE:20261130\nSUMMARY:Away"],
    "first-day": ["DTSTART;VALUE=DATE:20261123\nSUMMARY:Day off"],
    "floating": ["DTSTART:20261124T060000\nDTEND:20261124T070000\nSUMMARY:Anywhere"],
    "first-hour": ["DTSTART:20261123T000000\nDTEND:20261123T010000\nSUMMARY:Night"],
    "long": ["DTSTART:20261101T000000Z\nDTEND:20261123T040000Z\nSUMMARY:Long journey"],
    "declined": [
        """DTSTART:20261126T100000Z
DTEND:20261126T110000Z
SUMMARY:No
ORGANIZER:mailto:boss@example.com
ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com"""
    ],
    "free": ["DTSTART:20261126T120000Z\nDTEND:20261126T130000Z\nTRANSP:TRANSPARENT\nSUMMARY:Birthday"],
    "off": ["DTSTART:20261126T140000Z\nDTEND:20261126T150000Z\nSTATUS:CANCELLED\nSUMMARY:Off"],
    "own-zone": ["DTSTART;TZID=Home:20261202T090000\nDTEND;TZID=Home:20261202T100000\nSUMMARY:Abroad"],
    "before": ["DTSTART:20261020T120000Z\nDTEND:20261020T130000Z\nSUMMARY:Before"],
    "after": ["DTSTART:20270120T120000Z\nDTEND:20270120T130000Z\nSUMMARY:After"],
}


def calendar_object(uid: str, parts: list[str]) -> bytes:
    """One object as an app would keep it."""
    lines = [
        f"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20260101T000000Z\n{part}\nEND:VEVENT\n".replace("\n", "\r\n")
        for part in parts
    ]
    zone = ZONE if "TZID=Home" in parts[0] else ""
    return f"{HEAD}{zone}{''.join(lines)}END:VCALENDAR\r\n".encode()


OBJECTS = {uid: calendar_object(uid, parts) for uid, parts in EVENTS.items()}


@pytest.fixture(scope="module", params=SERVERS)
def account(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    folder = tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as patch, account_on(request.param, folder) as account:
        for name, value in PASSWORD_IN_PLACE.items():
            patch.setenv(name, value)
        yield account


@pytest.fixture(scope="module")
def url(account: Account) -> str:
    """A calendar with all of the events above, which no test changes."""
    return filled(account)


@pytest.fixture
def own_url(account: Account) -> str:
    """The same for one test alone."""
    return filled(account)


def filled(account: Account) -> str:
    url = account.new_calendar()
    for uid, data in OBJECTS.items():
        keep(account, f"{url}{uid}.ics", data)
    return url


def keep(account: Account, url: str, data: bytes) -> None:
    answer = account.client().put(url, data, {})
    assert answer.status in {200, 201, 204}, answer


def source(
    account: Account, url: str, proxy: str = "", memory: FakeSourceMemory | None = None
) -> CalDavBusySource:
    settings = account.settings(url.replace(account.url, proxy) if proxy else url)
    return CalDavBusySource(replace(settings, me=("me@example.com",)), None, memory, pause=lambda _: None)


def read(reader: CalDavBusySource, window: Span = WINDOW) -> Reading:
    return reader.read(window, now=NOW)


def expected(account: Account, window: Span = WINDOW, **more: bytes) -> tuple[Busy, ...]:
    """What the same events say as one feed."""
    settings = replace(account.settings(account.url), me=("me@example.com",))
    feed = b"".join((OBJECTS | more).values())
    return tuple(sorted(read_busy_time(feed, settings, window).busy))


def kept_of(memory: FakeSourceMemory, url: str) -> Remembered:
    kept = memory.recall(f"caldav:{url}")
    assert kept is not None
    return kept


def titles(reading: Reading) -> list[str]:
    return [busy.title for busy in reading.busy]


def test_the_server_s_events_are_those_of_a_feed(account: Account, url: str) -> None:
    reading = read(source(account, url))
    assert reading.busy == expected(account)
    assert (reading.name, reading.kind, reading.read_at, reading.warnings) == ("home", "caldav", NOW, ())
    assert set(titles(reading)) == {
        *("Weekly", "Weekly, moved", "Late", "Away", "Day off", "Anywhere", "Night", "Long journey", "Abroad")
    }


@pytest.mark.parametrize("day", range(0, 14, 3))
@pytest.mark.parametrize("hours", [1, 30])
def test_every_narrow_window_is_told_whole(account: Account, url: str, day: int, hours: int) -> None:
    window = Span.lasting(WINDOW.start + timedelta(days=day), timedelta(hours=hours))
    assert read(source(account, url), window).busy == expected(account, window)


def test_a_date_moved_into_the_window_is_seen_however_often_the_server_is_asked(
    account: Account, url: str
) -> None:
    # Xandikos answers from an index after some questions, and then overlooks it when asked for the time.
    window = Span.lasting(datetime(2026, 11, 27, 11, tzinfo=UTC), timedelta(hours=3))
    for _ in range(8):
        assert titles(read(source(account, url), window)) == ["Late"]


def test_our_own_entries_are_training_once_and_never_busy(account: Account, own_url: str) -> None:
    data = object_of(entry(), account.target(own_url).look)
    keep(account, f"{own_url}ours.ics", data)
    reading = read(source(account, own_url))
    assert [(one.session.id, one.span) for one in reading.trained] == [(entry().session, entry().span)]
    assert reading.busy == expected(account)


def test_a_time_by_no_clock_is_found_where_the_athlete_s_own_is_far_behind(
    account: Account, url: str
) -> None:
    hawaii = ZoneInfo("Pacific/Honolulu")
    window = Span.lasting(datetime(2026, 11, 24, 6, tzinfo=hawaii), timedelta(hours=1))
    reading = CalDavBusySource(account.settings(url, hawaii)).read(window, now=NOW)
    assert "Anywhere" in titles(reading)


def test_an_event_that_cannot_be_read_is_a_warning(account: Account, url: str) -> None:
    def spoil(asked: Asked, forward: Forward) -> Said:
        said = forward(asked)
        return replace(said, body=said.body.replace(b"20261124T060000", b"next Tuesday"))

    with proxied(account.url, spoil) as dav:
        reading = read(source(account, url, dav.url))
    (warning,) = reading.warnings
    assert warning.startswith("Event floating, line ")
    assert "Anywhere" not in titles(reading)
    assert "Abroad" in titles(reading)


def test_objects_that_are_no_calendars_are_never_free_time(account: Account, url: str) -> None:
    def spoil(asked: Asked, forward: Forward) -> Said:
        said = forward(asked)
        return replace(said, body=said.body.replace(b"BEGIN:VCALENDAR", b"BEGIN:SOMETHING"))

    with proxied(account.url, spoil) as dav, pytest.raises(CalendarUnreadable, match="it is no calendar"):
        read(source(account, url, dav.url))


def is_query(asked: Asked) -> bool:
    return asked.method == "REPORT" and b"calendar-query" in asked.body


def is_multiget(asked: Asked) -> bool:
    return asked.method == "REPORT" and b"calendar-multiget" in asked.body


def refusing(status: int, *kinds: Callable[[Asked], bool]) -> Rule:
    return lambda asked, forward: Said(status) if any(kind(asked) for kind in kinds) else forward(asked)


@pytest.mark.parametrize("status", [400, 403, 500, 501])
@pytest.mark.parametrize("kinds", [(is_query,), (is_query, is_multiget)], ids=["multiget", "one by one"])
def test_a_server_that_cannot_be_asked_for_a_time_is_read_whole(
    account: Account, url: str, status: int, kinds: tuple[Callable[[Asked], bool], ...]
) -> None:
    with proxied(account.url, refusing(status, *kinds)) as dav:
        assert read(source(account, url, dav.url)).busy == expected(account)


def test_a_server_that_answers_without_the_events_is_asked_for_them(account: Account, url: str) -> None:
    def bare(asked: Asked, forward: Forward) -> Said:
        if is_query(asked):
            return forward(replace(asked, body=asked.body.replace(b"<C:calendar-data/>", b"")))
        return forward(asked)

    with proxied(account.url, bare) as dav:
        assert read(source(account, url, dav.url)).busy == expected(account)


IN_PART = (
    b'<?xml version="1.0"?><multistatus xmlns="DAV:"><response><href>/x/</href>'
    b"<status>HTTP/1.1 507 Insufficient Storage</status></response></multistatus>"
)
TOO_MUCH = b'<?xml version="1.0"?><D:error xmlns:D="DAV:"><D:number-of-matches-within-limits/></D:error>'


@pytest.mark.parametrize("way", ["507", "403", "in part"])
def test_a_server_that_tells_only_a_part_is_asked_for_less_at_once(
    account: Account, url: str, way: str
) -> None:
    most = timedelta(days=9)

    def limit(asked: Asked, forward: Forward) -> Said:
        said = forward(asked)
        if b"time-range" not in asked.body or asked_for(asked) <= most:
            return said
        if way != "in part":
            return Said(int(way), {"Content-Type": "application/xml"}, TOO_MUCH)
        return replace(said, body=IN_PART)

    with proxied(account.url, limit) as dav:
        assert read(source(account, url, dav.url)).busy == expected(account)
        assert len([asked for asked in dav.asked if is_query(asked)]) > 3


def asked_for(asked: Asked) -> timedelta:
    """How much time a query speaks of."""
    start, end = (
        datetime.strptime(asked.body.decode().partition(f'{edge}="')[2][:15], "%Y%m%dT%H%M%S").replace(
            tzinfo=UTC
        )
        for edge in ("start", "end")
    )
    return end - start


def test_a_server_that_only_ever_tells_a_part_is_unreadable(account: Account, url: str) -> None:
    def limit(asked: Asked, forward: Forward) -> Said:
        return Said(507, {}, TOO_MUCH) if b"time-range" in asked.body else forward(asked)

    with proxied(account.url, limit) as dav, pytest.raises(CalendarUnreadable, match="only a part"):
        read(source(account, url, dav.url), Span.lasting(WINDOW.start, timedelta(hours=1)))


def test_what_did_not_change_is_not_sent_again(account: Account, url: str) -> None:
    memory = FakeSourceMemory()
    with proxied(account.url, lambda asked, forward: forward(asked)) as dav:
        first = read(source(account, url, dav.url, memory))
        dav.asked.clear()
        assert read(source(account, url, dav.url, memory)).busy == first.busy == expected(account)
    assert not [asked for asked in dav.asked if is_query(asked) or is_multiget(asked)]


def test_only_what_changed_is_sent_again(account: Account, own_url: str) -> None:
    memory = FakeSourceMemory()
    fresh = calendar_object("fresh", ["DTSTART:20261205T120000Z\nDTEND:20261205T130000Z\nSUMMARY:Fresh"])
    day = calendar_object("day", ["DTSTART;VALUE=DATE:20261204\nSUMMARY:Away"])
    with proxied(account.url, lambda asked, forward: forward(asked)) as dav:
        read(source(account, own_url, dav.url, memory))
        keep(account, f"{own_url}fresh.ics", fresh)
        keep(account, f"{own_url}day.ics", day)
        account.client().delete(f"{own_url}long.ics", {})
        dav.asked.clear()
        later = read(source(account, own_url, dav.url, memory))
        assert not [asked for asked in dav.asked if is_query(asked)]
        assert later == read(source(account, own_url))
        dav.asked.clear()
        assert read(source(account, own_url, dav.url, memory)) == later
        assert not [asked for asked in dav.asked if is_multiget(asked)]
    assert {"Fresh", "Away"} <= set(titles(later))
    assert "Long journey" not in titles(later)


def test_a_window_beyond_what_is_remembered_is_read_afresh(account: Account, url: str) -> None:
    memory = FakeSourceMemory()
    read(source(account, url, memory=memory))
    far = Span.lasting(datetime(2027, 1, 18, tzinfo=UTC), timedelta(weeks=1))
    assert titles(read(source(account, url, memory=memory), far)) == ["Weekly", "Weekly", "After"]


FORGOTTEN = {
    "403": lambda: Said(
        403, {}, b'<?xml version="1.0"?><D:error xmlns:D="DAV:"><D:valid-sync-token/></D:error>'
    ),
    "404": lambda: Said(404),
    "507": lambda: Said(507),
    "501": lambda: Said(501),
}


@pytest.mark.parametrize("said", FORGOTTEN.values(), ids=FORGOTTEN)
def test_a_token_that_is_no_good_any_more_costs_one_full_reading(
    account: Account, own_url: str, said: Callable[[], Said]
) -> None:
    memory = FakeSourceMemory()

    def forget(asked: Asked, forward: Forward) -> Said:
        return said() if b"sync-collection" in asked.body else forward(asked)

    with proxied(account.url, forget) as dav:
        read(source(account, own_url, dav.url, memory))
        account.client().delete(f"{own_url}long.ics", {})
        assert "Long journey" not in titles(read(source(account, own_url, dav.url, memory)))


def test_a_server_without_sync_is_asked_for_the_state_of_the_calendar(account: Account, own_url: str) -> None:
    memory = FakeSourceMemory()

    def without_sync(asked: Asked, forward: Forward) -> Said:
        if b"sync-collection" in asked.body:
            return Said(501)
        said = forward(asked)
        return replace(said, body=said.body.replace(b"sync-token", b"sunk-token"))

    with proxied(account.url, without_sync) as dav:
        first = read(source(account, own_url, dav.url, memory))
        dav.asked.clear()
        assert read(source(account, own_url, dav.url, memory)) == first
        assert not [asked for asked in dav.asked if asked.method == "REPORT"]
        account.client().delete(f"{own_url}long.ics", {})
        assert "Long journey" not in titles(read(source(account, own_url, dav.url, memory)))


def test_a_server_without_any_token_is_read_whole_each_time(account: Account, url: str) -> None:
    memory = FakeSourceMemory()

    def without_tokens(asked: Asked, forward: Forward) -> Said:
        said = forward(asked)
        body = said.body.replace(b"sync-token", b"sunk-token").replace(b"getctag", b"getcrab")
        return replace(said, body=body)

    with proxied(account.url, without_tokens) as dav:
        assert read(source(account, url, dav.url, memory)).busy == expected(account)
        assert memory.recall(f"caldav:{url.replace(account.url, dav.url)}") is None


def test_what_another_version_remembered_is_read_afresh(account: Account, url: str) -> None:
    memory = FakeSourceMemory()
    read(source(account, url, memory=memory))
    memory.remember(f"caldav:{url}", replace(kept_of(memory, url), content=b"\x00 of old"))
    assert read(source(account, url, memory=memory)).busy == expected(account)


def test_what_is_remembered_holds_no_password(account: Account, url: str) -> None:
    memory = FakeSourceMemory()
    read(source(account, url, memory=memory))
    for secret in PASSWORD_IN_PLACE.values():
        assert secret.encode() not in kept_of(memory, url).content


def test_appointments_come_by_name_with_all_that_takes_no_time(account: Account, url: str) -> None:
    settings = replace(account.settings(url), me=("me@example.com",))
    page = CalDavAppointmentSource(settings).read_appointments(WINDOW, now=NOW)
    assert (page.name, page.kind, page.warnings) == ("home", "caldav", ())
    found = [one.title for one in page.appointments]
    assert "Birthday" in found
    assert not {"No", "Off", "Before", "After"} & set(found)


ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"]


@pytest.mark.parametrize("name", ZONES)
def test_whole_days_and_floating_times_are_the_athlete_s_own(account: Account, url: str, name: str) -> None:
    zone = ZoneInfo(name)
    reader = CalDavBusySource(account.settings(url, zone))
    spans = {busy.title: busy.span for busy in reader.read(WINDOW, now=NOW).busy}
    assert spans["Anywhere"].start == datetime(2026, 11, 24, 6, tzinfo=zone)
    midnight = datetime(2026, 11, 28, tzinfo=zone)
    assert spans["Away"] == Span(midnight, midnight.replace(day=30))
