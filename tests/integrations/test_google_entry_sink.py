"""Our entries in a Google calendar, through the real client library."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from integrations._shared.feed_settings import FeedSettings
from integrations.google.account import GoogleAccount
from integrations.google.scopes import for_all
from service.domain.span import Span
from service.domain.training import Kind
from service.errors import CalendarUnreadable, CalendarUnwritable, EntryChanged
from service.ports.entry_sink import EntrySink
from service.ports.source_memory import SourceMemory
from tests.contracts.entry_sink import DAY, EntrySinkContract, seen, standing, visible
from tests.entries import HOUR, MONDAY, entry
from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.request import Reply, Request
from tests.fakes.google_server import ATHLETE, ROBOT, GoogleServer
from tests.fakes.source_memory import FakeSourceMemory
from tests.google_calendars import BERLIN, GoogleHands, google_hands

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu")


def instants_around_changes(zone: ZoneInfo) -> list[datetime]:
    """Half-hours around each change of the clock in a year that has any, or around New Year."""
    year = 2018 if zone.key == "America/Sao_Paulo" else 2026
    hours = [datetime(year, 1, 1, tzinfo=UTC) + n * HOUR for n in range(365 * 24)]
    offsets = [(hour, hour.astimezone(zone).utcoffset()) for hour in hours]
    changes = [later for (_, a), (later, b) in pairwise(offsets) if a != b] or hours[:1]
    return [change + n * HOUR / 2 for change in changes for n in range(-4, 5)]


class ToldOtherwise(GoogleServer):
    """A Google server in whose answers some words are replaced."""

    def __init__(self, words: bytes, others: bytes) -> None:
        super().__init__()
        self._words = (words, others)

    def _applied(self, request: Request) -> Reply:
        reply = super()._applied(request)
        return replace(reply, body=reply.body.replace(*self._words)) if reply.body else reply


class Skeletons(GoogleServer):
    """A Google server that returns only the id of a deleted event."""

    def _applied(self, request: Request) -> Reply:
        reply = super()._applied(request)
        said = json.loads(reply.body or b"{}")
        if said.get("kind") != "calendar#event" or said.get("status") != "cancelled":
            return reply
        return replace(reply, body=json.dumps({key: said[key] for key in ("id", "etag", "status")}).encode())


def made_here(google: GoogleServer) -> list[HeldCalendar]:
    return [one for one in google.store.calendars.values() if one.made_by]


@pytest.fixture
def memory() -> SourceMemory:
    return FakeSourceMemory()


@pytest.fixture
def hands(google: GoogleServer) -> GoogleHands:
    return google_hands(google)


class TestGoogleEntrySink(EntrySinkContract):
    @pytest.fixture
    def sink(self, hands: GoogleHands) -> EntrySink:
        return hands.sink()

    @pytest.fixture
    def twin(self, hands: GoogleHands, sink: EntrySink) -> EntrySink:
        assert sink.key
        return hands.sink()


class TestTheEvent:
    def test_looks_as_the_athlete_wants_it(self, google: GoogleServer, hands: GoogleHands) -> None:
        look = FeedSettings(BERLIN, alarm=timedelta(minutes=45), transparent=True, link="https://me.example/")
        made = entry(Kind.LOWER)
        hands.sink(look=look).create(made)
        (event,) = google.calendar("Training").events()
        assert event["id"] == made.uid.removesuffix("@liftrun")
        assert event["transparency"] == "transparent"
        assert event["reminders"] == {"useDefault": False, "overrides": [{"method": "popup", "minutes": 45}]}
        assert event["colorId"] == "11"
        assert event["source"] == {"title": "Why here", "url": "https://me.example/week/2026-W48#lower"}
        assert event["start"]["timeZone"] == "Europe/Berlin"
        assert event["extendedProperties"]["private"]["liftrun"] == "1"

    def test_rings_never_when_the_athlete_wants_none(self, google: GoogleServer, hands: GoogleHands) -> None:
        hands.sink(look=FeedSettings(BERLIN, alarm=None)).create(entry())
        (event,) = google.calendar("Training").events()
        assert event["reminders"]["useDefault"] is False
        assert not event["reminders"].get("overrides")

    def test_keeps_what_the_athlete_added(self, google: GoogleServer, hands: GoogleHands) -> None:
        sink = hands.sink()
        sink.create(entry())
        calendar = google.calendar("Training")
        (event,) = calendar.events()
        guests = [{"email": "friend@example.com"}]
        calendar.change(event["id"], colorId="3", attendees=guests, description="My own words.")
        (shown,) = standing(sink)
        sink.update(shown, replace(shown.entry, span=entry(start=MONDAY + DAY).span, sequence=1))
        (event,) = calendar.events()
        assert event["colorId"] == "3"
        assert event["attendees"][0]["email"] == "friend@example.com"
        assert event["description"] == "My own words."
        assert calendar.start(event["id"]) == MONDAY + DAY

    def test_is_the_same_when_google_marks_its_text_up(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        sink = hands.sink()
        sink.create(entry(text="Warm up & go.\n\nWhy here:\n- It is free."))
        calendar = google.calendar("Training")
        marked_up = "Warm up &amp; go.<br><br>Why here:<br>- It is free.&nbsp;"
        calendar.change(calendar.events()[0]["id"], description=marked_up)
        assert seen(sink) == [visible(entry(text="Warm up & go.\n\nWhy here:\n- It is free."))]
        calendar.change(calendar.events()[0]["id"], description=marked_up + "Mine.")
        assert standing(sink)[0].entry.text != "Warm up & go.\n\nWhy here:\n- It is free."

    def test_is_cut_where_google_cuts_and_then_is_right(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        sink = hands.sink()
        long = entry(text="word " * 3000)
        created = sink.create(long)
        before = google.writes
        assert sink.create(long) == created
        assert google.writes == before

    @pytest.mark.parametrize("zone", ZONES)
    def test_stands_at_the_same_instants_around_every_change_of_the_clock(
        self, google: GoogleServer, hands: GoogleHands, zone: str
    ) -> None:
        look = FeedSettings(ZoneInfo(zone))
        other = google.add_calendar("Elsewhere", zone=zone)
        hands.log_in()
        sink = hands.sink(other.id, look=look)
        wanted = []
        for number, instant in enumerate(instants_around_changes(ZoneInfo(zone))):
            name = f"2026-W48-{number}"
            made = entry(span=Span(instant, instant + HOUR), session=name, uid=f"{number:032}@liftrun")
            sink.create(made)
            wanted.append((made.uid, made.span))
        assert [(one.entry.uid, one.entry.span) for one in standing(sink)] == wanted


class TestTheAthletesHand:
    def test_may_make_it_an_all_day_event(self, google: GoogleServer, hands: GoogleHands) -> None:
        sink = hands.sink()
        sink.create(entry())
        calendar = google.calendar("Training")
        first = {"date": "2026-11-24", "dateTime": None}
        last = {"date": "2026-11-25", "dateTime": None}
        calendar.change(calendar.events()[0]["id"], start=first, end=last)
        (shown,) = standing(sink)
        midnight = datetime(2026, 11, 24, tzinfo=BERLIN)
        assert shown.entry.span == Span(midnight, midnight + DAY)
        sink.update(shown, entry(sequence=1))
        assert seen(sink) == [visible(entry())]

    def test_may_let_it_repeat(self, google: GoogleServer, hands: GoogleHands) -> None:
        sink = hands.sink()
        sink.create(entry())
        calendar = google.calendar("Training")
        calendar.change(calendar.events()[0]["id"], recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"])
        (shown,) = standing(sink)
        assert visible(shown.entry) == visible(entry())
        moved = sink.update(shown, entry(start=MONDAY + HOUR, sequence=1))
        assert moved.entry.span.start == MONDAY + HOUR
        assert standing(sink) == [moved]

    def test_may_copy_it(self, google: GoogleServer, hands: GoogleHands) -> None:
        sink = hands.sink()
        sink.create(entry())
        calendar = google.calendar("Training")
        (event,) = calendar.events()
        more = {"extendedProperties": event["extendedProperties"]}
        calendar.add(event["summary"], MONDAY + DAY, MONDAY + DAY + HOUR, **more)
        assert seen(sink) == [visible(entry())]

    def test_is_seen_when_it_comes_back_from_the_bin(self, google: GoogleServer, hands: GoogleHands) -> None:
        sink = hands.sink()
        created = sink.create(entry())
        calendar = google.calendar("Training")
        event_id = calendar.events()[0]["id"]
        calendar.delete(event_id)
        assert standing(sink) == []
        calendar.restore(event_id)
        assert seen(sink) == [visible(created.entry)]

    @pytest.mark.parametrize(
        "change",
        [
            {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"]},
            {
                "start": {"date": "2026-11-24", "dateTime": None},
                "end": {"date": "2026-11-25", "dateTime": None},
            },
        ],
    )
    def test_is_undone_where_google_tells_no_more_of_it_than_that_it_was_deleted(
        self, change: dict[str, Any]
    ) -> None:
        with Skeletons() as google:
            hands = google_hands(google)
            hands.sink().create(entry())
            calendar = google.calendar("Training")
            (event,) = calendar.events()
            calendar.change(event["id"], **change)
            calendar.delete(event["id"])
            hands.sink().create(entry(sequence=1))
            assert seen(hands.sink()) == [visible(entry())]
            assert "recurrence" not in calendar.event(event["id"])

    def test_finds_events_of_others_untouched(self, google: GoogleServer, hands: GoogleHands) -> None:
        calendar = google.add_calendar("Training")
        hands.log_in()
        calendar.meeting(MONDAY)
        calendar.whole_day(date(2026, 11, 24))
        calendar.series(MONDAY, HOUR, "RRULE:FREQ=DAILY;COUNT=5")
        before = calendar.bytes()
        sink = hands.sink()
        sink.delete(sink.update(sink.create(entry()), entry(start=MONDAY + DAY, sequence=1)))
        sink.create(entry(sequence=2))
        after = calendar.bytes()
        assert {key: after[key] for key in before} == before
        assert len(after) == len(before) + 1


class TestTheCalendar:
    def test_is_made_once_when_there_is_none(self, google: GoogleServer, hands: GoogleHands) -> None:
        hands.sink().create(entry())
        hands.sink().create(entry(Kind.EASY))
        assert len(google.calendar("Training").events()) == 2

    def test_is_not_made_just_to_look(self, google: GoogleServer, hands: GoogleHands) -> None:
        sink = hands.sink(looks_only=True)
        assert sink.key
        assert standing(sink) == []
        assert google.writes == 0

    def test_is_not_made_anew_in_place_of_one_that_was_deleted(
        self, google: GoogleServer, hands: GoogleHands, memory: SourceMemory
    ) -> None:
        hands.sink(memory=memory).create(entry())
        gone = google.calendar("Training").id
        google.delete_calendar(gone)
        for looks_only in (True, False):
            with pytest.raises(CalendarUnreadable, match="the calendar it wrote to is gone") as caught:
                standing(hands.sink(memory=memory, looks_only=looks_only))
            assert "--force" in caught.value.hint
        with pytest.raises(CalendarUnwritable, match="the calendar it wrote to is gone"):
            hands.sink(memory=memory).create(entry())
        hands.sink(memory=memory, anew=True).create(entry())
        assert len(google.calendar("Training").events()) == 1
        assert seen(hands.sink(memory=memory)) == [visible(entry())]

    def test_is_the_same_under_whatever_name(
        self, google: GoogleServer, hands: GoogleHands, memory: SourceMemory
    ) -> None:
        hands.sink(memory=memory).create(entry())
        google.calendar("Training").held.summary = "My sport"
        for anew in (False, True):
            sink = hands.sink(memory=memory, anew=anew)
            assert sink.key == f"google:{google.calendar('My sport').id}"
            assert seen(sink) == [visible(entry())]
        assert [one.summary for one in made_here(google)] == ["My sport"]

    def test_is_the_same_when_the_list_does_not_name_it(
        self, google: GoogleServer, hands: GoogleHands, memory: SourceMemory
    ) -> None:
        hands.sink(memory=memory).create(entry())
        google.store.entries[ATHLETE].pop(google.calendar("Training").id)
        hands.sink(memory=memory).create(entry(Kind.EASY))
        assert len(made_here(google)) == 1
        assert len(google.calendar("Training").events()) == 2

    def test_that_was_found_is_remembered_unless_one_only_looks(
        self, google: GoogleServer, hands: GoogleHands, memory: SourceMemory
    ) -> None:
        hands.sink().create(entry())
        standing(hands.sink(memory=memory, looks_only=True))
        google.delete_calendar(google.calendar("Training").id)
        hands.sink().create(entry())
        standing(hands.sink(memory=memory))
        google.calendar("Training").held.summary = "My sport"
        assert seen(hands.sink(memory=memory)) == [visible(entry())]

    def test_may_be_a_second_one_beside_one_that_stands(
        self, google: GoogleServer, hands: GoogleHands, memory: SourceMemory
    ) -> None:
        hands.sink(memory=memory).create(entry())
        hands.sink("Sport", memory=memory).create(entry())
        assert len(google.calendar("Sport").events()) == 1

    def test_is_the_one_of_two_that_holds_our_entries(self, google: GoogleServer, hands: GoogleHands) -> None:
        hands.sink().create(entry())
        google.add_calendar("Training")
        assert seen(hands.sink()) == [visible(entry())]

    def test_is_not_guessed_between_two_empty_ones(self, google: GoogleServer, hands: GoogleHands) -> None:
        first, second = google.add_calendar("Training"), google.add_calendar("training ")
        hands.log_in()
        with pytest.raises(CalendarUnreadable) as caught:
            standing(hands.sink())
        assert first.id in caught.value.hint
        assert second.id in caught.value.hint
        assert google.writes == 0

    def test_is_made_beside_one_that_is_somebody_elses(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        theirs = google.add_calendar("Training", role="reader")
        hands.sink().create(entry())
        assert theirs.events() == []

    def test_that_may_only_be_read_is_said_to_be(self, google: GoogleServer, hands: GoogleHands) -> None:
        theirs = google.add_calendar("Team", role="reader")
        hands.log_in()
        with pytest.raises(CalendarUnwritable, match="only read"):
            hands.sink(theirs.id).create(entry())
        for sink in (hands.sink("Team", create=False), hands.sink(theirs.id)):
            with pytest.raises(CalendarUnreadable, match="only read") as caught:
                standing(sink)
            assert "create" not in caught.value.hint

    def test_may_be_one_whose_private_events_are_hidden(self) -> None:
        with ToldOtherwise(
            b'"accessRole": "writer"', b'"accessRole": "writerWithoutPrivateAccess"'
        ) as google:
            hands = google_hands(google)
            google.add_calendar("Team", role="writer")
            hands.log_in()
            hands.sink("Team", create=False).create(entry())
            assert seen(hands.sink("Team", create=False)) == [visible(entry())]
            (team,) = [
                one for one in GoogleAccount(hands.access, hands.vault).calendars() if one.name == "Team"
            ]
            assert team.leave == "may be written, its private events unseen"

    def test_that_is_not_there_is_named(self, hands: GoogleHands) -> None:
        hands.log_in()
        with pytest.raises(CalendarUnreadable, match="no calendar called Nowhere"):
            standing(hands.sink("Nowhere", create=False))

    def test_that_is_gone_is_said_to_be(self, google: GoogleServer, hands: GoogleHands) -> None:
        sink = hands.sink()
        created = sink.create(entry())
        google.delete_calendar(google.calendar("Training").id)
        for act in (
            lambda: sink.create(entry(Kind.EASY)),
            lambda: sink.update(created, entry(sequence=1)),
            lambda: sink.delete(created),
        ):
            with pytest.raises(CalendarUnwritable, match="is gone") as caught:
                act()
            assert not isinstance(caught.value, EntryChanged)
            assert not caught.value.retryable
        with pytest.raises(CalendarUnreadable, match="is gone"):
            standing(sink)

    def test_of_the_athletes_own_making_needs_another_right(
        self, google: GoogleServer, hands: GoogleHands
    ) -> None:
        google.add_calendar("Training")
        for looks_only in (True, False):
            with pytest.raises(CalendarUnreadable, match="which Liftrun did not make") as caught:
                standing(hands.sink(looks_only=looks_only))
            assert "create = false" in caught.value.hint
            assert "liftrun google login" in caught.value.hint
        assert google.writes == 0
        hands.log_in(*for_all([], [hands.target(create=False)]))
        hands.sink(create=False).create(entry())
        assert len(google.calendar("Training").events()) == 1

    def test_works_with_a_service_account(self, google: GoogleServer, tmp_path: Path) -> None:
        shared = google.add_calendar("Team")
        google.share(shared.id, "writer", who=ROBOT)
        hands = google_hands(google, service_account=google.service_account_file(tmp_path / "robot.json"))
        hands.vault.discard("google")
        hands.sink(shared.id).create(entry())
        assert len(shared.events()) == 1
        for looks_only in (True, False):
            with pytest.raises(CalendarUnreadable, match="nobody would see") as caught:
                standing(hands.sink("My own", looks_only=looks_only))
            assert ROBOT in caught.value.hint
        assert google.writes == 1
