"""The contract of every BusySource, whatever kind of calendar it reads."""

from datetime import timedelta

from service.domain.span import Span
from service.ports.busy_source import Reading
from tests.entries import HOUR, MADE_AT, MONDAY
from tests.meetings import Meetings

DAY = timedelta(days=1)
WEEK = Span.lasting(MONDAY - DAY, 7 * DAY)
MEETING = Span.lasting(MONDAY, HOUR)


def read(meetings: Meetings, window: Span = WEEK) -> Reading:
    return meetings.source().read(window, now=MADE_AT)


def spans(meetings: Meetings, window: Span = WEEK) -> list[Span]:
    return [busy.span for busy in read(meetings, window).busy]


class BusySourceContract:
    """Inherit from it and provide `meetings`: an empty calendar, and the means to change it."""

    def test_says_of_an_empty_calendar_that_it_takes_no_time(self, meetings: Meetings) -> None:
        reading = read(meetings)
        assert (reading.busy, reading.trained, reading.warnings) == ((), (), ())
        assert reading.read_at == MADE_AT

    def test_has_a_name_and_a_kind_fit_for_a_message(self, meetings: Meetings) -> None:
        source, reading = meetings.source(), read(meetings)
        assert (source.name, source.kind) == (reading.name, reading.kind)
        assert source.name
        assert "\n" not in source.name

    def test_says_when_a_meeting_is(self, meetings: Meetings) -> None:
        meetings.put(0, MEETING)
        assert spans(meetings) == [MEETING]

    def test_says_it_in_order(self, meetings: Meetings) -> None:
        later = Span.lasting(MONDAY + DAY, HOUR)
        meetings.put(0, later)
        meetings.put(1, MEETING)
        assert spans(meetings) == [MEETING, later]

    def test_says_only_what_lies_in_the_window(self, meetings: Meetings) -> None:
        meetings.put(0, MEETING)
        half = MEETING.start + HOUR / 2
        assert spans(meetings, Span(half, half + DAY)) == [Span(half, MEETING.end)]
        assert spans(meetings, Span.lasting(MEETING.end, DAY)) == []
        assert spans(meetings, Span(MEETING.start - DAY, MEETING.start)) == []

    def test_says_when_a_meeting_is_that_was_moved_since(self, meetings: Meetings) -> None:
        meetings.put(0, MEETING)
        assert spans(meetings) == [MEETING]
        moved = Span.lasting(MONDAY + 3 * HOUR, HOUR)
        meetings.put(0, moved)
        assert spans(meetings) == [moved]

    def test_says_nothing_of_a_meeting_that_is_off(self, meetings: Meetings) -> None:
        meetings.put(0, MEETING)
        meetings.put(1, Span.lasting(MONDAY + DAY, HOUR))
        assert len(spans(meetings)) == 2
        meetings.cancel(1)
        assert spans(meetings) == [MEETING]

    def test_says_the_same_of_another_window_later(self, meetings: Meetings) -> None:
        meetings.put(0, MEETING)
        next_week = Span.lasting(MONDAY + 7 * DAY, HOUR)
        meetings.put(1, next_week)
        assert spans(meetings) == [MEETING]
        assert spans(meetings, Span.lasting(WEEK.end, 7 * DAY)) == [next_week]
