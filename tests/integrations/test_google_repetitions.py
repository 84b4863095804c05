"""An event of ours that the athlete lets repeat: its first date is ours, all other dates are theirs."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from integrations.google.entry_sink import GoogleEntrySink
from service.domain.span import Span
from tests.contracts.entry_sink import LONG_AGO, standing, visible
from tests.entries import HOUR, MONDAY, entry
from tests.fakes.google.hand import Hand
from tests.fakes.google_server import GoogleServer
from tests.google_calendars import GoogleHands, google_hands

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
WINDOW = Span(MONDAY - WEEK, MONDAY + 4 * WEEK)
RULES = ["RRULE:FREQ=WEEKLY;COUNT=4", "RRULE:FREQ=DAILY;COUNT=4"]


@pytest.fixture
def hands() -> Iterator[GoogleHands]:
    with GoogleServer() as google:
        yield google_hands(google)


@pytest.fixture
def sink(hands: GoogleHands) -> GoogleEntrySink:
    return hands.sink()


@pytest.fixture
def calendar(hands: GoogleHands, sink: GoogleEntrySink) -> Hand:
    sink.create(entry())
    return hands.google.calendar("Training")


def repeat(calendar: Hand, rule: str = RULES[0]) -> str:
    event = str(calendar.events()[0]["id"])
    calendar.change(event, recurrence=[rule])
    return event


def others(hands: GoogleHands) -> list[Span]:
    """The dates that are busy time; of ours there is at most one, as training."""
    reading = hands.read("Training", window=WINDOW)
    assert len(reading.trained) <= 1
    return [busy.span for busy in reading.busy]


@pytest.mark.parametrize("rule", RULES)
def test_the_first_date_is_the_entry_and_the_others_are_busy(
    hands: GoogleHands, sink: GoogleEntrySink, calendar: Hand, rule: str
) -> None:
    repeat(calendar, rule)
    (shown,) = standing(sink)
    assert visible(shown.entry) == visible(entry())
    assert shown.weekly == ("WEEKLY" in rule)
    assert sink.look(entry().uid) == shown
    assert len(others(hands)) == 3


@pytest.mark.parametrize("rule", RULES)
def test_moved_skipped_and_back_the_first_date_is_alone(
    hands: GoogleHands, sink: GoogleEntrySink, calendar: Hand, rule: str
) -> None:
    repeat(calendar, rule)
    dates = others(hands)
    (shown,) = standing(sink)
    moved = sink.update(shown, entry(start=MONDAY + 5 * HOUR, sequence=1))
    assert others(hands) == dates
    sink.delete(moved)
    assert standing(sink) == []
    assert sink.look(entry().uid) is None
    assert others(hands) == dates
    back = sink.create(entry(start=MONDAY + HOUR, sequence=2))
    assert visible(back.entry) == visible(entry(start=MONDAY + HOUR))
    assert standing(sink) == [back]
    assert others(hands) == dates


def test_the_first_date_deleted_by_hand_is_not_the_second_one_moved(
    hands: GoogleHands, sink: GoogleEntrySink, calendar: Hand
) -> None:
    repeat(calendar)
    (shown,) = standing(sink)
    calendar.delete(shown.version.split(" ")[0])
    assert standing(sink) == []
    assert sink.look(entry().uid) is None
    assert len(others(hands)) == 3


def test_the_first_date_moved_behind_the_second_is_still_the_first(
    hands: GoogleHands, sink: GoogleEntrySink, calendar: Hand
) -> None:
    repeat(calendar)
    (shown,) = standing(sink)
    later = MONDAY + WEEK + DAY
    calendar.move(shown.version.split(" ")[0], later)
    assert [one.entry.span.start for one in sink.shown(since=LONG_AGO)] == [later]
    assert len(others(hands)) == 3


def test_a_series_dragged_as_a_whole_is_moved(sink: GoogleEntrySink, calendar: Hand) -> None:
    event = repeat(calendar)
    calendar.move(event, MONDAY + DAY)
    assert [one.entry.span.start for one in standing(sink)] == [MONDAY + DAY]


@pytest.mark.parametrize("repeated", [True, False])
def test_made_all_day_it_says_so(sink: GoogleEntrySink, calendar: Hand, *, repeated: bool) -> None:
    event = repeat(calendar) if repeated else str(calendar.events()[0]["id"])
    calendar.move(event, MONDAY.date() + DAY, MONDAY.date() + 2 * DAY)
    (shown,) = standing(sink)
    assert shown.entry.all_day
    assert sink.look(entry().uid) == shown
    updated = sink.update(shown, entry(start=MONDAY + DAY, sequence=1))
    assert visible(updated.entry) == visible(entry(start=MONDAY + DAY))
    assert not updated.entry.all_day
