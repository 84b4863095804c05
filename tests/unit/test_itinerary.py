"""The local time of an athlete who flies, on the days of the flights."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from integrations._shared.icalendar.moment import instant
from service.domain.itinerary import Itinerary, from_home
from service.domain.span import Span
from service.domain.week import Week, coming_week
from tests.builders import BERLIN, MONDAY, hours, stay

HOUR = timedelta(hours=1)
NEW_YORK = ZoneInfo("America/New_York")
TRIP = Itinerary(BERLIN, (stay("2026-03-04/2026-03-06 America/New_York"),))
WEEK = Week(MONDAY, TRIP)
TUE, WED, FRI, SAT = (WEEK.days[number] for number in (1, 2, 4, 5))


def utc(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("home", "journey", "lengths"),
    [
        ("Europe/Berlin", "2026-03-04/2026-03-06 America/New_York", [24, 30, 24, 24, 18, 24, 24]),
        ("Europe/Berlin", "2026-03-04/2026-03-06 America/Los_Angeles", [24, 33, 24, 24, 15, 24, 24]),
        ("Europe/Berlin", "2026-03-04/2026-03-20 Asia/Kathmandu", [24, 19.25, 24, 24, 24, 24, 24]),
        ("Europe/Berlin", "2026-03-04/2026-03-20 Pacific/Auckland", [24, 12, 24, 24, 24, 24, 24]),
        ("Pacific/Auckland", "2026-03-04/2026-03-20 America/Los_Angeles", [24, 45, 24, 24, 24, 24, 23]),
        ("America/Los_Angeles", "2026-03-04/2026-03-20 Pacific/Auckland", [24, 3, 24, 24, 24, 24, 24]),
        ("Pacific/Honolulu", "2026-03-04/2026-03-20 Pacific/Kiritimati", [24, 0, 24, 24, 24, 24, 24]),
        ("Europe/Berlin", "2026-02-20/2026-03-20 America/New_York", [24, 24, 24, 24, 24, 24, 23]),
    ],
)
def test_the_day_before_the_zone_changes_is_longer_or_shorter(
    home: str, journey: str, lengths: list[float]
) -> None:
    week = Week(MONDAY, Itinerary(ZoneInfo(home), (stay(journey),)))
    assert [week.span_of(day).duration / HOUR for day in week.days] == lengths


def test_west_the_evening_comes_twice() -> None:
    first, second = utc(3, 17), utc(3, 23)
    assert [TRIP.fromutc(one.replace(tzinfo=TRIP)).fold for one in (first, second)] == [0, 1]
    assert WEEK.local(first).time() == WEEK.local(second).time() == time(18)
    assert [WEEK.local(one).tzname() for one in (first, second)] == ["CET", "EST"]
    assert WEEK.at(TUE, time(18)) == first
    assert WEEK.local(WEEK.at(WED, time())).fold == 0
    assert TRIP.repeated_spans == (Span(utc(3, 23), utc(4, 5)),)


def test_east_the_evening_is_left_out() -> None:
    assert WEEK.at(FRI, time(17, 59)) == utc(6, 22, 59)
    for clock in (time(18), time(20, 30), time(23, 59)):
        assert WEEK.at(FRI, clock) == utc(6, 23) == WEEK.at(SAT, time())
    assert WEEK.hours_on(FRI, hours("17:00-20:30")).duration == HOUR
    assert WEEK.hours_on(FRI, hours("19:00-20:30")).duration == timedelta()


def test_a_night_lasts_until_the_morning_of_the_other_clock() -> None:
    assert WEEK.hours_on(TUE, hours("22:30-06:00")) == Span(utc(3, 21, 30), utc(4, 11))
    assert WEEK.hours_on(FRI, hours("22:30-06:00")) == Span(utc(6, 23), utc(7, 5))


def test_two_stays_in_a_row_have_no_day_at_home_between_them() -> None:
    journeys = ("2026-03-03/2026-03-04 America/New_York", "2026-03-05/2026-03-05 America/Los_Angeles")
    tour = Itinerary(BERLIN, tuple(map(stay, journeys)))
    shown = [tour.zone_on(day).key.rpartition("/")[2] for day in WEEK.days]
    assert shown == ["Berlin", "New_York", "New_York", "Los_Angeles", "Berlin", "Berlin", "Berlin"]
    assert [Week(MONDAY, tour).away_on(day) != "" for day in WEEK.days] == [False, *3 * [True], *3 * [False]]


def test_summer_time_begins_where_the_athlete_is() -> None:
    away = Itinerary(BERLIN, (stay("2026-03-06/2026-03-31 America/New_York"),))
    sunday = Week(MONDAY, away).span_of(date(2026, 3, 8))
    assert sunday.duration == 23 * HOUR
    assert away.dst(datetime(2026, 3, 9, 12)) == HOUR  # noqa: DTZ001  # its own clock's
    assert Week(date(2026, 3, 23), away).span.duration == 168 * HOUR, "Berlin's change is not noticed"


def test_the_coming_week_begins_by_the_clock_of_that_day() -> None:
    away = Itinerary(BERLIN, (stay("2026-03-01/2026-03-04 America/New_York"),))
    assert coming_week(utc(3, 4, 59), away).first_day == MONDAY
    assert coming_week(utc(3, 5), away).first_day == MONDAY + timedelta(days=7)


def test_it_goes_by_the_name_of_home() -> None:
    assert (TRIP.key, f"{TRIP}") == ("Europe/Berlin", "Europe/Berlin")
    assert (TRIP.utcoffset(None), TRIP.dst(None), TRIP.tzname(None)) == (None, None, None)


def test_another_home_keeps_the_journeys() -> None:
    moved = from_home(TRIP, NEW_YORK)
    assert moved == Itinerary(NEW_YORK, TRIP.stays)
    assert from_home(BERLIN, NEW_YORK) is NEW_YORK


@pytest.mark.parametrize(
    "journeys",
    [
        ("2026-03-04/2026-03-06 America/New_York", "2026-03-06/2026-03-07 Asia/Tokyo"),
        ("2026-03-04/2026-03-06 America/New_York", "2026-03-01/2026-03-02 Asia/Tokyo"),
    ],
)
def test_stays_that_share_a_day_or_stand_in_the_wrong_order_are_none(journeys: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="share a day or stand in the wrong order"):
        Itinerary(BERLIN, tuple(map(stay, journeys)))


def test_a_stay_on_the_far_side_of_the_date_line_can_be_over_before_it_begins() -> None:
    journeys = (
        "2026-02-01/2026-02-02 Asia/Tokyo",
        "2026-03-03/2026-03-03 Pacific/Midway",
        "2026-03-04/2026-03-31 Pacific/Kiritimati",
    )
    week = Week(MONDAY, Itinerary(ZoneInfo("Pacific/Niue"), tuple(map(stay, journeys))))
    midnights = [week.span_of(day).start for day in week.days]
    assert midnights == sorted(midnights)
    assert week.span_of(TUE).duration == timedelta()
    assert week.day_of(week.span_of(TUE).start + HOUR / 2) == WED


def test_at_the_ends_of_the_calendar_it_is_as_lost_as_any_zone() -> None:
    for wall in (datetime.min, datetime.max):  # noqa: DTZ901  # walls have no zone
        assert instant(wall, TRIP).replace(tzinfo=None) - wall in {timedelta(), -HOUR}
