"""The spans in which training may be placed, after busy time, night and allowed hours."""

from dataclasses import replace
from datetime import date, timedelta

from service.domain.availability import free_time, room_for
from service.domain.span import Span
from service.domain.week import Week, Weekday
from tests.builders import BERLIN, MONDAY, athlete, brief, hours, moment, session

WEEK = Week(MONDAY, BERLIN)
HOUR = timedelta(hours=1)


def span(start: str, end: str, week: Week = WEEK) -> Span:
    return Span(moment(start, week), moment(end, week))


def test_free_is_what_is_allowed_awake_and_not_busy() -> None:
    person = athlete(sleep="21:00-07:00", allowed=["06:00-10:00", "17:00-22:00"])
    free = free_time(person, WEEK, [span("Mon 09:00", "Mon 17:30"), span("Mon 20:00", "Mon 20:30")])
    assert free[:3] == (
        span("Mon 07:00", "Mon 09:00"),
        span("Mon 17:30", "Mon 20:00"),
        span("Mon 20:30", "Mon 21:00"),
    )
    assert free[-1] == span("Sun 17:00", "Sun 21:00")


def test_a_weekday_without_hours_allows_none() -> None:
    person = replace(athlete(), hours={Weekday.WED: (hours("06:00-22:00"),)})
    assert free_time(person, WEEK, []) == (span("Wed 06:00", "Wed 22:00"),)


def test_hours_that_reach_past_midnight_stay_inside_the_week() -> None:
    person = athlete(sleep="03:00-10:00", allowed=["20:00-02:00"])
    free = free_time(person, WEEK, [])
    assert free[0] == span("Mon 00:00", "Mon 02:00")
    assert free[1] == span("Mon 20:00", "Tue 02:00")
    assert free[-1] == Span(moment("Sun 20:00", WEEK), WEEK.span.end)


def test_the_night_before_the_week_is_slept() -> None:
    free = free_time(athlete(allowed=["00:00-00:00"]), WEEK, [])
    assert free[0] == span("Mon 06:00", "Mon 22:30")


def test_the_short_day_has_an_hour_less() -> None:
    spring = Week(date(2026, 3, 23), BERLIN)
    free = free_time(athlete(sleep="22:00-00:00", allowed=["00:00-00:00"]), spring, [])
    assert [stretch.duration for stretch in free] == [22 * HOUR] * 6 + [21 * HOUR]


def test_blocked_days_are_not_free() -> None:
    person = athlete(
        sleep="22:00-00:00", allowed=["00:00-00:00"], blocked=["2026-02-27/2026-03-06", "2026-03-08"]
    )
    assert free_time(person, WEEK, []) == (span("Sat 00:00", "Sat 22:00"),)


def test_what_a_flight_west_brings_once_more_is_not_free() -> None:
    person = athlete(
        sleep="03:00-09:00", allowed=["00:00-00:00"], travel=["2026-03-03/2026-03-31 America/New_York"]
    )
    week = Week(MONDAY, person.zone)
    assert free_time(person, week, [])[1:3] == (
        Span(moment("Mon 09:00", week), moment("Tue 00:00", WEEK)),
        span("Tue 00:00", "Tue 03:00", week),
    )


def test_what_is_past_is_not_free() -> None:
    week = brief("easy 40", busy=["Tue 08:00-09:00"])
    late = replace(week, not_before=moment("Tue 07:00", WEEK))
    assert late.still_free[:2] == (span("Tue 07:00", "Tue 08:00"), span("Tue 09:00", "Tue 22:00"))
    early = replace(week, not_before=WEEK.span.start - HOUR)
    assert early.free == week.free


def test_room_is_where_the_session_and_its_travel_fit_whole() -> None:
    lift = session("upper 60", before=timedelta(minutes=20), after=timedelta(minutes=10))
    free = [span("Mon 08:00", "Mon 09:30"), span("Tue 08:00", "Tue 09:29"), span("Wed 08:00", "Wed 12:00")]
    assert room_for(lift, free) == (span("Mon 08:20", "Mon 09:20"), span("Wed 08:20", "Wed 11:50"))


def test_stretches_that_touch_are_one_room() -> None:
    free = [span("Mon 08:00", "Mon 08:30"), span("Mon 08:30", "Mon 09:00")]
    assert room_for(session("easy 60"), free) == (span("Mon 08:00", "Mon 09:00"),)
