"""A pinned session stays, whatever rule it breaks; all other sessions keep the rules around it."""

from service.domain.plan import Plan
from service.planning.solve import solve
from service.rules import RULEBOOK
from tests.builders import athlete, brief


def starts(plan: Plan) -> dict[str, str]:
    week = plan.brief.week
    return {p.session.id: f"{week.local(p.start):%a %H:%M}" for p in plan.placements}


def hard(plan: Plan) -> list[tuple[str, str]]:
    return [(broken.rule, broken.sentence) for broken in plan.broken if broken.is_hard]


def test_two_pins_too_close_both_stand_and_it_is_told() -> None:
    plan = solve(brief("Mon 17:00 easy 40", "Mon 19:00 upper 60"), RULEBOOK)
    assert starts(plan) == {"easy": "Mon 17:00", "upper": "Mon 19:00"}
    assert hard(plan) == [
        (
            "lift-and-run-apart",
            "1 h 20 min from Easy run (Mon 17:00) to Upper body (Mon 19:00), at least 3 h are needed.",
        )
    ]


def test_what_is_not_pinned_keeps_its_distance_from_what_is() -> None:
    person = athlete(allowed=["17:00-20:00"])
    plan = solve(
        brief("Mon 17:00 lower 60 max", "Tue 17:00 lower 60 max", "tempo 45", person=person), RULEBOOK
    )
    assert [rule for rule, _ in hard(plan)].count("heavy-legs-apart") == 1
    tempo = next(p for p in plan.placements if p.session.id == "tempo")
    assert all((tempo.start - p.end).days >= 1 for p in plan.placements if p is not tempo)


def test_a_pin_on_busy_time_stands_and_the_meeting_is_named() -> None:
    plan = solve(brief("Mon 10:05 easy 40", busy=["Mon 09:00-12:00 Board meeting"]), RULEBOOK)
    assert starts(plan) == {"easy": "Mon 10:05"}
    assert hard(plan) == [("only-free-time", "Easy run (Mon 10:05) meets “Board meeting”.")]


def test_a_day_that_pins_have_overfilled_takes_nothing_more() -> None:
    day = ("Mon 06:00 easy 30", "Mon 12:00 upper 30", "Mon 18:00 easy 30")
    plan = solve(brief(*day, "easy 30", person=athlete(allowed=["06:00-20:00"])), RULEBOOK)
    assert ("sessions-a-day", "Mon 2 Mar has 3 sessions, 2 is the most.") in hard(plan)
    assert starts(plan)["easy-3"][:3] != "Mon"


def test_rest_days_that_pins_have_taken_are_not_made_fewer_still() -> None:
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    pins = [f"{day} 18:00 easy 30" for day in days]
    plan = solve(brief(*pins, "light-lift 30", person=athlete(level="beginner")), RULEBOOK)
    assert ("rest-days", "The week has 1 rest day, at least 2 needed.") in hard(plan)
    assert not {p.start for p in plan.placements if plan.brief.week.day_of(p.start).weekday() == 6}


def test_a_session_too_close_to_a_pin_is_left_out_and_the_pin_is_not() -> None:
    person = athlete(allowed=["18:00-19:00"])
    away = [f"{day} 05:00-23:00" for day in ("Wed", "Thu", "Fri", "Sat", "Sun")]
    plan = solve(brief("Mon 18:00 lower 60", "tempo 60", person=person, busy=away), RULEBOOK)
    assert starts(plan) == {"lower": "Mon 18:00"}
    assert [dropped.session.id for dropped in plan.dropped] == ["tempo"]
    assert not hard(plan)


def test_two_pins_that_are_one_visit_stay_one() -> None:
    plan = solve(brief("Mon 18:00 upper 60 + easy 20", person=athlete(level="beginner")), RULEBOOK)
    assert {p.session.id: p.joined_with for p in plan.placements} == {"upper": "easy", "easy": "upper"}


def test_a_pinned_visit_counts_once_and_leaves_no_room_for_a_second() -> None:
    person = athlete(level="beginner")
    away = [f"{day} 05:00-23:00" for day in ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]
    week = brief("Mon 18:00 upper 60 + easy 20", "light-lift 30", person=person, busy=away)
    plan = solve(week, RULEBOOK)
    assert starts(plan) == {"upper": "Mon 18:00", "easy": "Mon 19:00"}
    assert not hard(plan)


def test_nobody_joins_a_visit_that_is_pinned() -> None:
    person = athlete(level="beginner", allowed=["17:30-19:20"])
    away = [f"{day} 05:00-23:00" for day in ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]
    plan = solve(brief("Mon 18:00 upper 60 + easy 20", "easy 30", person=person, busy=away), RULEBOOK)
    assert starts(plan) == {"upper": "Mon 18:00", "easy": "Mon 19:00"}


def test_pins_that_overlap_in_any_order_stand_and_it_is_told() -> None:
    for lines in (
        ("Mon 18:30 mobility 60", "Mon 18:00 upper 60"),
        ("Mon 18:00 upper 60", "Mon 18:00 long 90"),
    ):
        plan = solve(brief(*lines), RULEBOOK)
        assert len(plan.placements) == 2
        assert "one-at-a-time" in {rule for rule, _ in hard(plan)}
