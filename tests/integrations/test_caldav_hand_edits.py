"""Hand edits of our entries on a server are noticed, kept, and never duplicated."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from integrations._shared.icalendar.lines import unfold
from integrations.caldav.entry_object import entry_in, name_of, object_of
from integrations.caldav.entry_sink import CalDavEntrySink
from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.training import Effort, Kind
from service.errors import EntryChanged
from service.ports.entry_sink import Shown
from tests.caldav_accounts import BERLIN, PASSWORD_IN_PLACE, Account
from tests.contracts.entry_sink import LONG_AGO, visible
from tests.dav_proxy import Asked, Forward, Said, proxied
from tests.entries import HOUR, MONDAY, entry

DAY = timedelta(days=1)
RESPONSE = re.compile(rb"<(?:\w+:)?response>.*?</(?:\w+:)?response>", re.DOTALL)
GUEST = "ATTENDEE;CN=Kim;PARTSTAT=ACCEPTED:mailto:kim@example.com"
OWN_ALARM = "BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT5M\r\nX-APP:own\r\nEND:VALARM"
FOREIGN = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//App//EN\r\nBEGIN:VEVENT\r\nUID:dentist@app\r\n"
    b"DTSTAMP:20261101T000000Z\r\nDTSTART:20261123T170000Z\r\nDTEND:20261123T180000Z\r\n"
    b"SUMMARY:Dentist\r\nX-LIFTRUN-SESSION:2026-W48-lower\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


class App:
    """The athlete's calendar app on one calendar, and Liftrun beside it."""

    def __init__(self, account: Account, url: str) -> None:
        self.url = url
        self.client = account.client()
        self.account = account

    @property
    def sink(self) -> CalDavEntrySink:
        """Liftrun as it starts afresh."""
        return CalDavEntrySink(self.account.target(self.url))

    def at(self, made: Entry) -> str:
        return self.url + name_of(made.uid)

    def data(self, made: Entry) -> bytes:
        return self.client.document(self.at(made)).body

    def edit(self, made: Entry, *changes: tuple[str, str]) -> None:
        text = unfold(self.data(made)).decode()
        for pattern, replacement in changes:
            text, count = re.subn(pattern, replacement, text)
            assert count, text
        self.put(text.encode(), url=self.at(made))

    def put(self, data: bytes, *, url: str) -> None:
        answer = self.client.put(url, data, {})
        assert answer.status in {200, 201, 204}, answer

    def shown(self) -> list[Shown]:
        return list(self.sink.shown(since=LONG_AGO))

    def only(self) -> Shown:
        (one,) = self.shown()
        return one


@pytest.fixture
def app(account: Account, monkeypatch: pytest.MonkeyPatch) -> App:
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)
    return App(account, account.new_calendar())


def test_every_edit_is_seen(app: App) -> None:
    app.sink.create(entry())
    app.edit(entry(), ("SUMMARY:.*\r", "SUMMARY:Leg day\\\\, slowly\r"))
    app.edit(entry(), ("DTSTART;TZID.*\r", "DTSTART:20261124T060000Z\r"))
    app.edit(entry(), ("DTEND;TZID.*\r", "DURATION:PT90M\r"))
    app.edit(entry(), ("LOCATION:.*\r", "LOCATION:Park\r"))
    app.edit(entry(), ("DESCRIPTION:Warm.*\r", "DESCRIPTION:Mine\r"))
    seen = app.only().entry
    assert (seen.title, seen.text, seen.place) == ("Leg day, slowly", "Mine", "Park")
    assert seen.span == Span.lasting(datetime(2026, 11, 24, 6, tzinfo=UTC), 1.5 * HOUR)
    assert (seen.session, seen.sequence) == (entry().session, 0)


def test_an_update_keeps_what_others_put_there(app: App) -> None:
    app.sink.create(entry())
    app.edit(entry(), ("END:VEVENT", f"{GUEST}\r\nX-APP-COLOR:7\r\n{OWN_ALARM}\r\nEND:VEVENT"))
    app.edit(entry(), ("CATEGORIES:.*\r", "CATEGORIES:lift,lower,hard,Sport\r"))
    wanted = entry(start=MONDAY + DAY, title="Legs", text="", place="Park", effort=Effort.EASY, sequence=1)
    updated = app.sink.update(app.only(), wanted)
    assert visible(updated.entry) == visible(wanted)
    assert app.only() == updated
    lines = unfold(app.data(wanted)).decode().replace("\r\n", "\n")
    for kept in (GUEST.partition(":")[2], "X-APP-COLOR:7", "TRIGGER:-PT5M", "X-APP:own", "TRIGGER:-PT30M"):
        assert lines.count(kept) == 1, lines
    filed = {word for line in re.findall("CATEGORIES:(.*)", lines) for word in line.split(",")}
    assert filed == {"lift", "lower", "easy", "Sport"}


def test_an_update_of_the_words_leaves_the_hours_as_they_are_written(app: App) -> None:
    app.sink.create(entry())
    app.edit(entry(), ("DTSTART;TZID.*\r", "DTSTART:20261123T170000Z\r"))
    app.sink.update(app.only(), entry(title="Legs", sequence=1))
    lines = unfold(app.data(entry()))
    assert b"DTSTART:20261123T170000Z" in lines
    assert b"SUMMARY:Legs" in lines


def test_the_count_of_our_writes_outlives_an_app_s_own(app: App) -> None:
    app.sink.create(entry(sequence=2))
    app.edit(entry(), ("SEQUENCE:.*\r", "SEQUENCE:9\r"))
    assert app.only().entry.sequence == 2
    updated = app.sink.update(app.only(), entry(start=MONDAY + DAY, sequence=3))
    assert updated.entry.sequence == 3
    assert b"SEQUENCE:10" in unfold(app.data(entry()))


def test_hours_on_the_athlete_s_clock_bring_the_clock_s_rules(app: App) -> None:
    doubled = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    made = app.sink.create(entry(start=doubled))
    assert b"TZID" not in app.data(entry())
    app.sink.update(made, entry(sequence=1))
    data = app.data(entry())
    assert data.index(b"BEGIN:VTIMEZONE") < data.index(b"DTSTART;TZID=Europe/Berlin")


@pytest.mark.parametrize("name", ["0.ics", "z.ics"])
def test_of_two_with_one_uid_ours_counts(app: App, name: str) -> None:
    created = app.sink.create(entry())

    def double(asked: Asked, forward: Forward) -> Said:
        said = forward(asked)
        found = RESPONSE.search(said.body) if b"calendar-query" in asked.body else None
        if found is None:
            return said
        copy = found[0].replace(name_of(entry().uid).encode(), name.encode()).replace(b"2nd", b"3rd")
        both = copy + found[0] if name < name_of(entry().uid) else found[0] + copy
        return replace(said, body=said.body.replace(found[0], both))

    with proxied(app.account.url, double) as dav:
        url = app.url.replace(app.account.url, dav.url)
        sink = CalDavEntrySink(app.account.target(url))
        assert list(sink.shown(since=LONG_AGO)) == [created]


def test_an_entry_that_became_a_whole_day_lies_between_two_midnights(app: App) -> None:
    app.sink.create(entry())
    app.edit(
        entry(),
        ("DTSTART;TZID.*\r", "DTSTART;VALUE=DATE:20261123\r"),
        ("DTEND;TZID.*\r", "DTEND;VALUE=DATE:20261124\r"),
    )
    midnight = datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert app.only().entry.span == Span.lasting(midnight, DAY)


def test_an_entry_under_another_name_is_found_changed_and_deleted_there(app: App) -> None:
    app.sink.create(entry())
    data = app.data(entry())
    app.client.delete(app.at(entry()), {})
    app.put(data, url=f"{app.url}moved.ics")
    with pytest.raises(EntryChanged):
        app.sink.create(entry(start=MONDAY + DAY))
    sink = app.sink
    (moved,) = sink.shown(since=LONG_AGO)
    assert sink.create(entry()) == moved
    updated = sink.update(moved, entry(start=MONDAY + DAY, sequence=1))
    assert app.only() == updated
    sink.delete(updated)
    assert app.shown() == []


def test_what_an_app_called_off_counts_as_deleted_until_it_is_put_there_again(app: App) -> None:
    made = app.sink.create(entry())
    app.edit(entry(), ("STATUS:CONFIRMED", "STATUS:CANCELLED"), ("SUMMARY:.*\r", "SUMMARY:Off\r"))
    assert app.shown() == []
    with pytest.raises(EntryChanged):
        app.sink.update(made, entry(title="Legs", sequence=1))
    back = app.sink.create(entry(start=MONDAY + DAY, sequence=1))
    assert visible(back.entry) == visible(entry(start=MONDAY + DAY))
    assert app.only() == back


def test_what_an_app_called_off_under_another_name_is_put_there_again_once(app: App) -> None:
    app.sink.create(entry())
    app.edit(entry(), ("STATUS:CONFIRMED", "STATUS:CANCELLED"))
    data = app.data(entry())
    app.client.delete(app.at(entry()), {})
    app.put(data, url=f"{app.url}moved.ics")
    sink = app.sink
    assert list(sink.shown(since=LONG_AGO)) == []
    back = sink.create(entry(start=MONDAY + DAY, sequence=1))
    assert app.only() == back


def test_our_marks_lost_by_an_app_are_missed_but_nothing_is_doubled_or_overwritten(app: App) -> None:
    app.sink.create(entry(title="Lower body, easy effort", effort=Effort.EASY))
    app.edit(entry(), ("X-LIFTRUN-[A-Z]*:.*\r\n", ""))
    bare = app.only()
    assert (bare.entry.session, bare.entry.sequence) == ("", 0)
    assert (bare.entry.kind, bare.entry.effort) == (Kind.LOWER, Effort.EASY)
    before = app.data(entry())
    with pytest.raises(EntryChanged):
        app.sink.create(entry(start=MONDAY + DAY))
    assert app.data(entry()) == before
    updated = app.sink.update(bare, entry(sequence=4))
    assert app.only() == updated
    assert (updated.entry.session, updated.entry.sequence) == (entry().session, 4)


def test_the_same_words_without_our_marks_are_still_the_entry(app: App) -> None:
    app.sink.create(entry())
    app.edit(entry(), ("X-LIFTRUN-[A-Z]*:.*\r\n", ""))
    assert app.sink.create(entry()).version == app.only().version


def test_marks_lost_with_the_title_are_told_from_the_categories(app: App) -> None:
    app.sink.create(entry())
    app.edit(entry(), ("X-LIFTRUN-[A-Z]*:.*\r\n", ""))
    app.edit(entry(), ("SUMMARY:.*\r", "SUMMARY:Squats\r"))
    assert (app.only().entry.kind, app.only().entry.effort) == (entry().kind, entry().effort)


def test_an_entry_nobody_can_know_is_neither_shown_nor_doubled(app: App) -> None:
    app.sink.create(entry())
    app.edit(entry(), ("(X-LIFTRUN-[A-Z]*|CATEGORIES):.*\r\n", ""))
    app.edit(entry(), ("SUMMARY:.*\r", "SUMMARY:Squats\r"))
    assert app.shown() == []
    with pytest.raises(EntryChanged):
        app.sink.create(entry())
    assert b"Squats" in app.data(entry())


def test_a_link_brings_a_lost_session_back(app: App) -> None:
    look = replace(app.account.target(app.url).look, link="https://me.example/plan/")
    data = object_of(entry(), look)
    assert b"URL:https://me.example/plan/week/2026-W48#lower" in unfold(data)
    bare = re.sub(rb"X-LIFTRUN-[A-Z]*:.*\r\n", b"", unfold(data))
    found = entry_in(bare, BERLIN)
    assert found is not None
    assert found.session == entry().session


def test_events_of_others_stay_as_they_are_to_the_octet(app: App) -> None:
    url = f"{app.url}dentist.ics"
    app.put(FOREIGN, url=url)
    before = app.client.document(url)
    sink = app.sink
    created = sink.create(entry())
    assert [one.entry.uid for one in sink.shown(since=LONG_AGO)] == [entry().uid]
    sink.delete(sink.update(created, entry(start=MONDAY + DAY, sequence=1)))
    after = app.client.document(url)
    assert (after.body, after.headers["ETag"]) == (before.body, before.headers["ETag"])


def test_each_second_reading_finds_the_same(app: App) -> None:
    sink = app.sink
    sink.create(entry(Kind.LOWER))
    sink.create(entry(Kind.LONG, start=MONDAY + 2 * DAY))
    assert app.shown() == app.shown() == list(sink.shown(since=LONG_AGO))
