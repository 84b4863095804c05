"""The recognised sessions of a calendar: each once, named, and joined where they touch."""

from datetime import datetime, timedelta
from typing import Any

from service.domain.appointment import Appointment
from service.domain.recognised import Recognised
from service.domain.recognition import recognise
from service.domain.span import Span
from service.domain.title_patterns import TitlePatterns
from service.usecases.auditing.recognised_sessions import RecognisedSession, recognised_sessions
from tests.builders import BERLIN


def at(text: str, title: str, minutes: int = 60, **facts: Any) -> Recognised:
    """The session that an appointment on Berlin's clocks is taken for."""
    start = datetime.fromisoformat(text).replace(tzinfo=BERLIN)
    found = recognise(
        Appointment(Span.lasting(start, timedelta(minutes=minutes)), title, **facts), TitlePatterns()
    )
    assert found
    return found


def on(text: str, title: str) -> Recognised:
    """The same without an hour."""
    return at(text, title, minutes=24 * 60, whole_days=True)


def shown(found: tuple[RecognisedSession, ...]) -> list[str]:
    """Names and starts."""
    clocks = (one.placement.start.astimezone(BERLIN) for one in found)
    return [f"{one.placement.session.id} {clock:%H:%M}" for one, clock in zip(found, clocks, strict=True)]


def test_each_session_has_a_name_of_its_own_and_stands_in_order() -> None:
    found = recognised_sessions(
        [at("2026-03-03T18:00", "Run"), at("2026-03-02T18:00", "Legs"), at("2026-03-03T07:00", "Run")], BERLIN
    )
    assert shown(found) == ["2026-03-02-lower 18:00", "2026-03-03-easy 07:00", "2026-03-03-easy-2 18:00"]


def test_the_day_is_the_athletes() -> None:
    late = at("2026-03-02T23:30", "Run")
    (found,) = recognised_sessions([late], BERLIN)
    assert found.placement.session.id == "2026-03-02-easy"


def test_what_stands_there_twice_counts_once() -> None:
    twice = [at("2026-03-02T18:00", "Legs"), at("2026-03-02T18:00", "Leg day", 75)]
    assert len(recognised_sessions(twice, BERLIN)) == 1
    assert len(recognised_sessions([on("2026-03-02", "Legs"), on("2026-03-02", "Leg day")], BERLIN)) == 1


def test_a_session_planned_for_the_day_and_done_at_an_hour_is_one() -> None:
    (found,) = recognised_sessions([on("2026-03-02", "Legs"), at("2026-03-02T18:00", "Leg day")], BERLIN)
    assert found.has_hour


def test_a_lift_and_a_run_that_touch_are_one_visit_that_was_asked_for() -> None:
    lift, run = recognised_sessions(
        [at("2026-03-02T18:00", "Upper"), at("2026-03-02T19:00", "Easy run", 20)], BERLIN
    )
    assert lift.placement.joins(run.placement)
    assert lift.placement.session.join_with == run.placement.session.id


def test_changing_shoes_makes_no_second_visit() -> None:
    run, lift = recognised_sessions(
        [at("2026-03-02T18:00", "Easy run", 30), at("2026-03-02T18:45", "Upper")], BERLIN
    )
    assert run.placement.joins(lift.placement)
    assert lift.placement.joins(run.placement)
    assert run.placement.span.gap_to(lift.placement.span) == timedelta(minutes=15)


def test_others_are_not_joined() -> None:
    for first, second in (("Upper", "Yoga"), ("Run", "Easy run 2 with Jo")):
        pair = recognised_sessions([at("2026-03-02T18:00", first), at("2026-03-02T19:00", second)], BERLIN)
        assert not any(one.placement.joined_with for one in pair)
    apart = recognised_sessions([at("2026-03-02T18:00", "Upper"), at("2026-03-02T19:16", "Run")], BERLIN)
    assert not any(one.placement.joined_with for one in apart)


def test_a_third_that_touches_stands_alone() -> None:
    three = [
        at("2026-03-02T18:00", "Upper"),
        at("2026-03-02T19:00", "Easy run"),
        at("2026-03-02T20:00", "Core"),
    ]
    assert [bool(one.placement.joined_with) for one in recognised_sessions(three, BERLIN)] == [
        True,
        True,
        False,
    ]


def test_sessions_without_an_hour_stand_one_after_the_other() -> None:
    days = [on("2026-03-02", "Upper"), on("2026-03-02", "Easy run"), on("2026-03-03", "Run")]
    found = recognised_sessions(days, BERLIN)
    assert shown(found) == ["2026-03-02-upper 00:00", "2026-03-02-easy 01:00", "2026-03-03-easy 00:00"]
    assert found[0].placement.joins(found[1].placement)


def test_two_sports_on_one_day_are_two_sessions() -> None:
    titles = ("Bike 60 min", "Swim 30 min", "Bike 60 min")
    sports = [at("2026-03-02", title, minutes=24 * 60, whole_days=True) for title in titles]
    sessions = recognised_sessions(sports, BERLIN)
    assert [one.recognised.appointment.title for one in sessions] == ["Bike 60 min", "Swim 30 min"]
