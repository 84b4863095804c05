"""Which place hosts which session, and when it is open."""

from dataclasses import replace
from datetime import timedelta

from service.domain.opening_hours import OpeningHours
from service.domain.place import Place, at_its_place
from service.domain.span import Span
from service.domain.training import LIFTS, Kind
from service.domain.week import Week
from tests.builders import BERLIN, MONDAY, athlete, moment, opening, session

WEEK = Week(MONDAY, BERLIN)
WAY = timedelta(minutes=15)
GYM = Place("Gym", opening({"Mon": ["06:00-22:00"]}), before=WAY, after=2 * WAY, kinds=LIFTS)
TRACK = Place("Track", OpeningHours(), kinds=frozenset({Kind.INTERVALS, Kind.UPPER}))
PLACES = (GYM, TRACK)


def span(start: str, end: str) -> Span:
    return Span(moment(start, WEEK), moment(end, WEEK))


def test_a_session_goes_where_its_kind_goes_to_the_first_such_place() -> None:
    upper = at_its_place(session("upper 60"), PLACES)
    assert (upper.place, upper.opens, upper.before, upper.after) == ("Gym", GYM.opens, WAY, 2 * WAY)
    assert at_its_place(session("intervals 45"), PLACES).place == "Track"


def test_a_session_without_a_place_of_its_kind_stays_anywhere() -> None:
    assert at_its_place(session("easy 40"), PLACES) == session("easy 40")


def test_the_place_it_names_comes_before_the_one_for_its_kind() -> None:
    assert at_its_place(session("upper 60", place="Track"), PLACES).opens == TRACK.opens
    assert at_its_place(session("upper 60", place="Garage"), PLACES) == session("upper 60", place="Garage")


def test_a_session_that_has_its_place_keeps_its_own_way() -> None:
    settled = replace(at_its_place(session("upper 60"), PLACES), before=timedelta())
    assert at_its_place(settled, PLACES) == settled


def test_a_door_that_has_no_hours_is_always_open() -> None:
    (open_time,) = OpeningHours().spans(WEEK)
    assert open_time.holds(WEEK.span)


def test_closed_dates_and_far_ones_have_no_hours() -> None:
    hours = {day: ["10:00-12:00"] for day in ("Mon", "Tue", "Wed", "Sat")}
    opens = opening(hours | {"closed": ["2026-03-02"], "far": ["2026-03-04/2026-03-05"]})
    assert opens.spans(WEEK) == (
        span("Tue 10:00", "Tue 12:00"),
        span("Sat 10:00", "Sat 12:00"),
    )
    assert [opens.is_away(day) for day in WEEK.days] == [False, False, True, True, False, False, False]


def test_hours_past_midnight_reach_into_the_week_and_into_closed_dates() -> None:
    opens = opening({"Sun": ["20:00-02:00"], "closed": ["2026-03-02"]})
    assert opens.spans(WEEK)[0].end == moment("Mon 02:00", WEEK)


def test_hours_are_of_the_clock_the_athlete_lives_by() -> None:
    week = Week(MONDAY, athlete(travel=["2026-03-03/2026-03-20 America/New_York"]).zone)
    (monday, tuesday) = opening({"Mon": ["06:00-22:00"], "Tue": ["06:00-22:00"]}).spans(week)
    assert tuesday.start - monday.start == timedelta(hours=30)
