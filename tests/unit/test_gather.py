"""Several calendars are merged; a calendar that cannot be read never counts as free."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.busy import Busy
from service.domain.plan import Placement
from service.domain.span import Span, merge
from service.domain.training import Effort, Kind, Session
from service.errors import AddressRefused, CalendarUnreadable
from service.usecases.reading.gather import gather
from tests.fakes.busy_source import FakeBusySource

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = Span.lasting(MONDAY, timedelta(days=7))
NOW = MONDAY - timedelta(hours=3)


def busy(hour: int, *, hours: int = 1) -> Busy:
    return Busy(Span.lasting(MONDAY + timedelta(hours=hour), timedelta(hours=hours)))


def failure(name: str = "Work", reason: str = "it took too long") -> CalendarUnreadable:
    return CalendarUnreadable(name=name, reason=reason)


def test_all_calendars_together_in_order() -> None:
    work, home = FakeBusySource(busy(9), busy(30), name="Work"), FakeBusySource(busy(20), name="Home")
    gathered = gather([work, home], WEEK, now=NOW)
    assert [(each.source, each.span.start.hour) for each in gathered.busy] == [
        ("Work", 9),
        ("Home", 20),
        ("Work", 6),
    ]


def test_each_calendar_is_reported_in_the_order_given() -> None:
    work = FakeBusySource(busy(9), busy(10), busy(14), name="Work", warnings=("An event has no start.",))
    gathered = gather([work, FakeBusySource(name="Home")], WEEK, now=NOW)
    first, second = gathered.sources
    assert (first.name, first.kind, first.read_at, first.busy_spans) == ("Work", "fake", NOW, 2)
    assert (second.name, second.busy_spans, second.warnings) == ("Home", 0, ())
    assert gathered.warnings == ("Work: An event has no start.",)


def test_no_calendars_leave_all_time_free() -> None:
    gathered = gather([], WEEK, now=NOW)
    assert (gathered.busy, gathered.trained, gathered.sources) == ((), (), ())


def test_training_that_two_calendars_show_was_done_once() -> None:
    session = Session("2026-W47-lower", Kind.LOWER, timedelta(hours=1), Effort.HARD)
    placement = Placement(session, busy(9).span)
    sources = [FakeBusySource(trained=(placement,)), FakeBusySource(trained=(placement,))]
    assert gather(sources, WEEK, now=NOW).trained == (placement,)


def test_a_calendar_that_fails_stops_everything() -> None:
    with pytest.raises(CalendarUnreadable, match="Work could not be read: it took too long"):
        gather([FakeBusySource(busy(9)), FakeBusySource(failure=failure())], WEEK, now=NOW)


def test_the_only_failure_keeps_its_own_kind_and_hint() -> None:
    refused = AddressRefused(name="Work", reason="it is a private address")
    with pytest.raises(AddressRefused, match="private") as caught:
        gather([FakeBusySource(failure=refused)], WEEK, now=NOW)
    assert "allow_hosts" in caught.value.hint


def test_every_calendar_that_fails_is_named_with_its_hint() -> None:
    refused = AddressRefused(name="Home", reason="it is a private address")
    sources = [FakeBusySource(failure=failure()), FakeBusySource(), FakeBusySource(failure=refused)]
    with pytest.raises(CalendarUnreadable) as caught:
        gather(sources, WEEK, now=NOW)
    assert str(caught.value) == (
        "2 calendars could not be read: Work could not be read: it took too long; "
        "Home could not be read: it is a private address"
    )
    assert "--ignore-unreadable" in caught.value.hint
    assert "allow_hosts" in caught.value.hint


def test_an_ignored_failure_is_a_warning_and_takes_no_time() -> None:
    sources = [FakeBusySource(name="Work", failure=failure()), FakeBusySource(busy(9), name="Home")]
    gathered = gather(sources, WEEK, now=NOW, ignore_unreadable=True)
    assert [each.source for each in gathered.busy] == ["Home"]
    work, home = gathered.sources
    assert (work.name, work.busy_spans) == ("Work", 0)
    assert work.warnings == ("It could not be read and is left out: it took too long.",)
    assert home.warnings == ()


@given(st.lists(st.lists(st.tuples(st.integers(-30, 200), st.integers(0, 30)), max_size=6), max_size=4))
def test_no_time_is_lost_or_made_up(calendars: list[list[tuple[int, int]]]) -> None:
    held = [[busy(hour, hours=hours) for hour, hours in calendar] for calendar in calendars]
    sources = [FakeBusySource(*calendar, name=f"{number}") for number, calendar in enumerate(held)]
    gathered = gather(sources, WEEK, now=NOW)
    inside = (each.span.clip(WEEK) for calendar in held for each in calendar)
    assert merge(each.span for each in gathered.busy) == merge(span for span in inside if span)
    assert list(gathered.busy) == sorted(gathered.busy)
    assert all(report.busy_spans <= len(held[int(report.name)]) for report in gathered.sources)
