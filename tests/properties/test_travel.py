"""For any journey, each instant has one local day, and each local time has one first instant."""

import copy
import pickle
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from service.domain.dates import Dates
from service.domain.itinerary import Itinerary, Stay
from service.domain.span import Span
from service.domain.week import Week

A_DAY = timedelta(days=1)
MINUTES_OF_A_WEEK = 7 * 24 * 60

# Both sides of the date line, odd minutes, half an hour of summer time, and a day apart at the most.
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "America/New_York",
        "America/Los_Angeles",
        "Pacific/Auckland",
        "Pacific/Honolulu",
        "Pacific/Kiritimati",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
    )
]
zones = st.sampled_from(ZONES)
days_of_the_year = st.integers(0, 364).map(lambda number: date(2026, 1, 1) + number * A_DAY)
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0))


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """A week with up to three stays that begin or end in it or around it, often with no day between them."""
    first_day = draw(days_of_the_year)
    bounds = draw(st.lists(st.integers(-3, 10), min_size=2, max_size=4, unique=True).map(sorted))
    stays = tuple(
        Stay(Dates(first_day + start * A_DAY, first_day + (end - 1) * A_DAY), draw(zones))
        for start, end in pairwise(bounds)
        if draw(st.booleans())
    )
    return Week(first_day, Itinerary(draw(zones), stays))


def itinerary(week: Week) -> Itinerary:
    assert isinstance(week.zone, Itinerary)
    return week.zone


@given(weeks())
def test_the_days_are_the_week(week: Week) -> None:
    spans = [week.span_of(day) for day in week.days]
    assert all(one.end == other.start for one, other in pairwise(spans))
    assert Span(spans[0].start, spans[-1].end) == week.span


@given(weeks(), st.integers(0, MINUTES_OF_A_WEEK - 1))
def test_each_instant_lies_on_its_day_and_comes_back_from_its_clock(week: Week, minute: int) -> None:
    instant = week.span.start + minute * (week.span.duration / MINUTES_OF_A_WEEK)
    (day,) = [day for day in week.days if week.span_of(day).start <= instant < week.span_of(day).end]
    assert week.day_of(instant) == day
    shown = week.local(instant)
    assert shown.tzinfo is week.zone
    assert shown.astimezone(UTC) == instant
    if not any(span.start <= instant < span.end for span in week.repeated_spans):
        at_that_place = instant.astimezone(itinerary(week).zone_on(day))
        assert shown.replace(tzinfo=None) == at_that_place.replace(tzinfo=None)
        assert (shown.utcoffset(), shown.dst(), shown.tzname()) == (
            at_that_place.utcoffset(),
            at_that_place.dst(),
            at_that_place.tzname(),
        )


@given(weeks(), st.integers(0, 6), clocks)
def test_a_time_of_day_is_its_first_showing_on_that_day(week: Week, number: int, clock: time) -> None:
    wall = datetime.combine(week.days[number], clock)
    showings = sorted(
        instant
        for zone in ZONES
        for fold in (0, 1)
        if shows(week, instant := wall.replace(tzinfo=zone, fold=fold).astimezone(UTC), wall)
    )
    instant = week.at(wall.date(), clock)
    if showings:
        assert instant == showings[0]
        assert week.day_of(instant) == wall.date()
        assert wall.replace(tzinfo=week.zone, fold=1).astimezone(UTC) == showings[-1]
    else:
        assert not shows(week, instant, wall)


@given(weeks(), st.integers(0, 6), clocks, clocks)
def test_a_later_time_of_day_never_lies_earlier(week: Week, number: int, one: time, other: time) -> None:
    day, (earlier, later) = week.days[number], sorted((one, other))
    # Summer time that begins moves a time it skips past the ones behind it, in any zone.
    if all(shows(week, week.at(day, clock), datetime.combine(day, clock)) for clock in (earlier, later)):
        assert week.at(day, earlier) <= week.at(day, later)
    assert week.span_of(day).start <= week.at(day, time()) <= week.at(day + A_DAY, time())


@given(weeks())
def test_a_copy_is_the_same_clock(week: Week) -> None:
    for copied in (pickle.loads(pickle.dumps(week)), copy.deepcopy(week)):
        assert copied == week
        assert hash(copied) == hash(week)
        assert copied.span == week.span


def shows(week: Week, instant: datetime, wall: datetime) -> bool:
    return week.local(instant).replace(tzinfo=None) == wall
