"""Busy time of a Google calendar, read through the real client library."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from integrations.google.appointment_source import GoogleAppointmentSource
from integrations.google.event_list import LATER
from integrations.google.scopes import FREE_BUSY, READ_EVENTS
from service.domain.span import Span
from service.domain.training import Effort, Kind
from service.errors import CalendarUnreadable
from tests.entries import HOUR, MONDAY, entry
from tests.fakes.google.faults import Fault, Faults
from tests.fakes.google.faults import Kind as FaultKind
from tests.fakes.google_server import ROBOT, GoogleServer
from tests.fakes.source_memory import FakeSourceMemory
from tests.google_calendars import BERLIN, LOGGED_IN, NOW, WEEK, GoogleHands, google_hands

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = timedelta(days=1)


@pytest.fixture
def hands(google: GoogleServer) -> GoogleHands:
    return google_hands(google)


def busy(hands: GoogleHands, calendar: str = "primary", **more: Any) -> list[tuple[datetime, datetime]]:
    spans = [one.span for one in hands.read(calendar, **more).busy]
    return [(span.start, span.end) for span in spans]


def midnight(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, tzinfo=BERLIN)


class TestWhatTakesTime:
    def test_a_meeting_does_by_its_name(self, google: GoogleServer, hands: GoogleHands) -> None:
        google.calendar().meeting(MONDAY, title="  Board\n meeting ")
        (one,) = hands.read().busy
        assert one.span == Span(MONDAY, MONDAY + HOUR)
        assert (one.title, one.source) == ("Board meeting", "Mine")

    def test_every_instance_of_a_series_does(self, google: GoogleServer, hands: GoogleHands) -> None:
        calendar = google.calendar()
        calendar.series(MONDAY - 70 * DAY, HOUR, "RRULE:FREQ=DAILY", "EXDATE:20261125T180000Z")
        # At six in the evening, summer or winter.
        assert [start for start, _ in busy(hands)] == [MONDAY + HOUR + n * DAY for n in (0, 1, 3, 4, 5, 6)]

    @pytest.mark.parametrize("kind", ["out_of_office", "focus_time", "from_gmail"])
    def test_so_do_times_of_other_kinds(self, google: GoogleServer, hands: GoogleHands, kind: str) -> None:
        getattr(google.calendar(), kind)(MONDAY, HOUR)
        assert busy(hands) == [(MONDAY, MONDAY + HOUR)]

    def test_what_is_declined_free_deleted_or_a_place_does_not(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        calendar = google.calendar()
        calendar.declined(MONDAY)
        calendar.transparent(MONDAY)
        calendar.working_location(date(2026, 11, 23))
        calendar.birthday(date(2026, 11, 23))
        calendar.delete(calendar.meeting(MONDAY))
        assert busy(hands) == []

    def test_what_is_shown_as_free_does_when_asked_for(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        google.calendar().transparent(MONDAY)
        google.calendar().working_location(date(2026, 11, 23))
        assert busy(hands, transparent=True) == [(MONDAY, MONDAY + HOUR)]

    def test_what_one_of_my_addresses_declined_does_not(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        guests = [{"email": "Me@Work.example", "responseStatus": "declined"}]
        google.calendar().add("Board", MONDAY, MONDAY + HOUR, attendees=guests)
        assert busy(hands) == [(MONDAY, MONDAY + HOUR)]
        assert busy(hands, me=("me@work.example",)) == []

    def test_what_is_tentative_does_unless_the_athlete_says_no(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        calendar = google.calendar()
        calendar.add("Perhaps", MONDAY, MONDAY + HOUR, status="tentative")
        maybe = [{"email": "me", "self": True, "responseStatus": "tentative"}]
        calendar.add("Maybe", MONDAY + DAY, MONDAY + DAY + HOUR, attendees=maybe)
        assert len(busy(hands)) == 2
        assert busy(hands, tentative=False) == []

    def test_titles_to_ignore_do_not(self, google: GoogleServer, hands: GoogleHands) -> None:
        google.calendar().meeting(MONDAY, title="Lunch with Kim")
        assert busy(hands, ignore=("LUNCH",)) == []
        assert busy(hands, ignore=("lunch*",)) == []
        assert busy(hands, ignore=("dinner",)) != []

    def test_ways_there_and_back_do_for_hours_and_not_for_days(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        google.calendar().meeting(MONDAY)
        google.calendar().whole_day(date(2026, 11, 25))
        assert busy(hands, before=HOUR / 2, after=HOUR) == [
            (MONDAY - HOUR / 2, MONDAY + 2 * HOUR),
            (midnight(25), midnight(26)),
        ]

    def test_the_way_back_from_before_the_window_does(self, google: GoogleServer, hands: GoogleHands) -> None:
        google.calendar().meeting(WEEK.start - HOUR)
        google.calendar().meeting(WEEK.end)
        assert busy(hands) == []
        assert busy(hands, before=HOUR / 2, after=HOUR / 4) == [
            (WEEK.start, WEEK.start + HOUR / 4),
            (WEEK.end - HOUR / 2, WEEK.end),
        ]


class TestWholeDays:
    @pytest.mark.parametrize("zone", ["Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe"])
    def test_are_days_of_the_calendars_own_clock(
        self, google: GoogleServer, hands: GoogleHands, zone: str
    ) -> None:
        other = google.add_calendar("Far", zone=zone)
        other.whole_day(date(2026, 11, 25), days=2)
        start = datetime(2026, 11, 25, tzinfo=other.held.tz).astimezone(UTC)
        end = datetime(2026, 11, 27, tzinfo=other.held.tz).astimezone(UTC)
        assert busy(hands, other.id) == [(start, end)]

    def test_are_as_long_as_the_clock_makes_them(self, google: GoogleServer, hands: GoogleHands) -> None:
        google.calendar().whole_day(date(2026, 10, 25))
        (one,) = hands.read(window=Span(midnight(24, 10), midnight(28, 10))).busy
        assert one.span.duration == 25 * HOUR

    def test_that_are_free_stay_free_when_only_marked_ones_count(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        google.calendar().whole_day(date(2026, 11, 24), title="Away")
        google.calendar().whole_day(date(2026, 11, 25), title="Name day", transparency="transparent")
        assert len(busy(hands, all_day="marked")) == 1
        assert len(busy(hands, all_day="marked", transparent=True)) == 1
        assert len(busy(hands, transparent=True)) == 2


class TestOurOwn:
    def test_entries_are_training_and_take_no_time(self, hands: GoogleHands) -> None:
        made = entry(Kind.TEMPO)
        hands.log_in()
        hands.sink("primary").create(made)
        reading = hands.read()
        assert reading.busy == ()
        (placement,) = reading.trained
        assert placement.span == made.span
        assert placement.session.id == made.session
        assert (placement.session.kind, placement.session.effort) == (Kind.TEMPO, Effort.HARD)

    def test_entries_of_a_subscribed_feed_are_known_by_their_uid_and_title(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        calendar = google.calendar()
        event_id = calendar.meeting(MONDAY, title="Easy run, moderate effort")
        with google.store.lock:
            event = calendar.event(event_id) | {"iCalUID": entry().uid}
            calendar.held.keep(event, google.store.change())
        reading = hands.read()
        assert reading.busy == ()
        (placement,) = reading.trained
        assert (placement.session.kind, placement.session.effort) == (Kind.EASY, Effort.MODERATE)


class TestPages:
    def test_are_read_to_the_last_though_some_are_empty(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        google.listing.page_limit = 2
        google.listing.empty_pages = True
        for number in range(9):
            google.calendar().meeting(MONDAY + number * HOUR)
        assert len(busy(hands)) == 9

    def test_of_the_list_of_calendars_are_too(self, google: GoogleServer, hands: GoogleHands) -> None:
        google.listing.page_limit = 1
        for name in ("One", "Two", "Three"):
            google.add_calendar(name)
        google.add_calendar("Hidden", hidden=True).meeting(MONDAY)
        assert busy(hands, "hidden") == [(MONDAY, MONDAY + HOUR)]


class TestMemory:
    @pytest.fixture
    def memory(self) -> FakeSourceMemory:
        return FakeSourceMemory()

    def test_of_what_did_not_change_is_enough(
        self, google: GoogleServer, hands: GoogleHands, memory: FakeSourceMemory
    ) -> None:
        google.calendar().meeting(MONDAY)
        first = hands.read(memory=memory)
        del google.requests[:]
        assert hands.read(memory=memory) == first
        (asked,) = [one.request for one in google.requests]
        assert "syncToken" in asked.query
        assert not {"timeMin", "timeMax", "orderBy", "q"} & set(asked.query)

    @pytest.mark.parametrize("rounds", [1, 3])
    def test_gives_way_to_every_change(
        self, google: GoogleServer, hands: GoogleHands, memory: FakeSourceMemory, rounds: int
    ) -> None:
        calendar = google.calendar()
        kept = calendar.meeting(MONDAY)
        for _ in range(rounds):
            hands.read(memory=memory)
        changes: list[Callable[[], object]] = [
            lambda: calendar.move(kept, MONDAY + HOUR),
            lambda: calendar.meeting(MONDAY + DAY),
            lambda: calendar.series(MONDAY, HOUR, "RRULE:FREQ=DAILY"),
            lambda: calendar.delete(kept),
            lambda: calendar.change(calendar.meeting(MONDAY), transparency="transparent"),
        ]
        for change in changes:
            change()
            assert hands.read(memory=memory) == hands.read()

    def test_is_dropped_when_google_forgets_its_token(
        self, google: GoogleServer, hands: GoogleHands, memory: FakeSourceMemory
    ) -> None:
        hands.read(memory=memory)
        google.calendar().meeting(MONDAY)
        google.listing.forget_sync_tokens()
        assert hands.read(memory=memory) == hands.read()

    def test_covers_the_days_to_come_and_no_more(
        self, google: GoogleServer, hands: GoogleHands, memory: FakeSourceMemory
    ) -> None:
        google.calendar().meeting(MONDAY)
        google.calendar().meeting(WEEK.end + 30 * DAY)
        hands.read(memory=memory)
        for shift in (LATER, LATER + HOUR, 30 * DAY):
            window = Span(WEEK.start + shift, WEEK.end + shift)
            assert hands.read(memory=memory, window=window) == hands.read(window=window)

    def test_is_not_of_another_login(
        self, google: GoogleServer, hands: GoogleHands, memory: FakeSourceMemory
    ) -> None:
        google.calendar().meeting(MONDAY)
        hands.read(memory=memory)
        remembered = memory.recall("google:google:primary")
        assert remembered
        told = json.loads(remembered.content)
        assert told["login"] == LOGGED_IN.isoformat()
        hands.log_in(at=LOGGED_IN + HOUR)
        del google.requests[:]
        hands.read(memory=memory)
        assert all("syncToken" not in one.request.query for one in google.requests)

    def test_holds_no_words_but_titles(
        self, google: GoogleServer, hands: GoogleHands, memory: FakeSourceMemory
    ) -> None:
        google.calendar().add("Board", MONDAY, MONDAY + HOUR, description="Secret", location="Vault 7")
        hands.read(memory=memory)
        remembered = memory.recall("google:google:primary")
        assert remembered
        assert b"Board" in remembered.content
        assert b"Secret" not in remembered.content
        assert b"Vault" not in remembered.content


class TestFreeBusyOnly:
    @pytest.fixture
    def hands(self, google: GoogleServer) -> GoogleHands:
        hands = google_hands(google)
        hands.log_in(FREE_BUSY)
        return hands

    def test_says_when_and_no_more(self, google: GoogleServer, hands: GoogleHands) -> None:
        google.calendar().meeting(MONDAY)
        google.calendar().transparent(MONDAY + DAY)
        (one,) = hands.read(free_busy=True, after=HOUR).busy
        assert (one.span, one.title) == (Span(MONDAY, MONDAY + 2 * HOUR), "")
        assert {one.request.path for one in google.requests} == {"/token", "/calendar/v3/freeBusy"}

    def test_reads_a_long_window_in_parts(self, google: GoogleServer, hands: GoogleHands) -> None:
        starts = [MONDAY + number * 10 * DAY for number in range(30)]
        for start in starts:
            google.calendar().meeting(start)
        google.calendar().meeting(WEEK.start + 60 * DAY - HOUR / 2)
        found = busy(hands, free_busy=True, window=Span(WEEK.start, WEEK.start + 300 * DAY))
        assert {start for start, _ in found} >= set(starts)
        assert len(found) == 31

    def test_never_takes_an_error_inside_a_success_for_free_time(self, hands: GoogleHands) -> None:
        with pytest.raises(CalendarUnreadable, match="gone"):
            hands.read("nobody@example.com", free_busy=True)

    def test_is_said_to_be_the_way_where_no_more_is_shared(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        theirs = google.add_calendar("Colleague", role="freeBusyReader")
        theirs.meeting(MONDAY)
        hands.log_in(FREE_BUSY, READ_EVENTS)
        with pytest.raises(CalendarUnreadable) as caught:
            hands.read(theirs.id)
        assert "free_busy = true" in caught.value.hint
        assert busy(hands, theirs.id, free_busy=True) == [(MONDAY, MONDAY + HOUR)]


class TestWhatCannotBeRead:
    def test_is_never_taken_for_free(self, google: GoogleServer, hands: GoogleHands) -> None:
        google.faults = Faults(planned=dict.fromkeys(range(1, 20), Fault(FaultKind.UNAVAILABLE)))
        with pytest.raises(CalendarUnreadable) as caught:
            hands.read()
        assert caught.value.retryable

    def test_may_be_one_page_of_many(self, google: GoogleServer, hands: GoogleHands) -> None:
        google.listing.page_limit = 1
        for number in range(4):
            google.calendar().meeting(MONDAY + number * DAY)
        for number in range(1, 6):
            google.faults = Faults.at(number, Fault(FaultKind.TRUNCATED))
            assert len(busy(hands)) == 4

    def test_names_the_calendar_that_is_gone(self, google: GoogleServer, hands: GoogleHands) -> None:
        other = google.add_calendar("Work")
        google.delete_calendar(other.id)
        with pytest.raises(CalendarUnreadable, match="Mine could not be read: the calendar is gone"):
            hands.read(other.id)

    def test_names_both_of_two_calendars_of_one_name(self, google: GoogleServer, hands: GoogleHands) -> None:
        ids = [google.add_calendar("Work").id for _ in range(2)]
        with pytest.raises(CalendarUnreadable, match="2 calendars are called Work") as caught:
            hands.read("Work")
        assert all(one in caught.value.hint for one in ids)


class TestServiceAccount:
    def test_needs_no_login(self, google: GoogleServer, tmp_path: Path) -> None:
        shared = google.add_calendar("Team")
        shared.meeting(MONDAY)
        google.share(shared.id, "reader", who=ROBOT)
        hands = google_hands(google, service_account=google.service_account_file(tmp_path / "robot.json"))
        hands.vault.discard("google")
        memory = FakeSourceMemory()
        for _ in range(2):
            assert busy(hands, shared.id, memory=memory) == [(MONDAY, MONDAY + HOUR)]

    def test_is_told_of_a_file_that_is_none(self, google: GoogleServer, tmp_path: Path) -> None:
        file = tmp_path / "robot.json"
        for text, said in (("{}", "no key"), ("?", "no JSON")):
            file.write_text(text)
            with pytest.raises(CalendarUnreadable, match=said):
                google_hands(google, service_account=file).read()
        file.unlink()
        with pytest.raises(CalendarUnreadable, match=r"robot\.json cannot be read"):
            google_hands(google, service_account=file).read()


class TestAppointments:
    def test_show_all_that_is_not_off(self, google: GoogleServer, hands: GoogleHands) -> None:
        calendar = google.calendar()
        calendar.meeting(MONDAY, title="Board")
        calendar.declined(MONDAY)
        calendar.birthday(date(2026, 11, 24), title="Kim")
        hands.log_in()
        hands.sink("primary").create(entry(start=MONDAY + 2 * DAY))
        page = GoogleAppointmentSource(hands.settings(), hands.vault).read_appointments(WEEK, now=NOW)
        board, kim, ours = page.appointments
        assert (board.title, board.whole_days, board.takes_time) == ("Board", False, True)
        assert (kim.title, kim.whole_days, kim.takes_time) == ("Kim", True, False)
        assert ours.session
        assert ours.session.kind is Kind.LOWER

    def test_have_no_titles_where_only_busy_time_is_read(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        google.calendar().meeting(MONDAY, title="Board")
        hands.log_in(FREE_BUSY)
        source = GoogleAppointmentSource(hands.settings(free_busy=True), hands.vault)
        (one,) = source.read_appointments(WEEK, now=NOW).appointments
        assert (one.span.start, one.title) == (MONDAY, "")
