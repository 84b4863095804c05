"""A week planned a second time: what stays, what moves, and the reasons for hours that stayed."""

import pytest

from service.domain.plan import Plan
from service.domain.wording import when
from service.planning.explain import reasons
from service.planning.solve import solve
from service.planning.unfreeze import unfrozen
from service.rules import RULEBOOK
from service.rules.freeze import Freeze
from service.rules.pinned import Pinned
from service.rules.recovery_after_hard import RecoveryAfterHard
from service.rules.rule import Rule
from service.rules.stay_put import StayPut
from tests.builders import BERLIN, athlete, brief, plan

WEEK = ("lower 60", "upper 60", "easy 40")
STOOD = ("Tue 12:00 lower 60", "Fri 12:00 upper 60", "Sun 07:00 easy 40")
ONE_EVENING = [f"{day} 00:00-00:00 Away" for day in ("Mon", "Tue", "Thu", "Fri", "Sat", "Sun")]


def starts(plan: Plan) -> dict[str, str]:
    return {p.session.id: when(p.start, BERLIN) for p in plan.placements}


def said(rule: Rule, week: Plan) -> list[str]:
    return [reason.sentence for p in week.placements for reason in reasons(week, p, [rule])]


def test_what_stood_stays_though_better_hours_are_free() -> None:
    again = solve(brief(*WEEK, stood=STOOD), RULEBOOK)
    assert starts(again) == {"lower": "Tue 12:00", "upper": "Fri 12:00", "easy": "Sun 07:00"}


def test_a_meeting_moves_only_the_session_it_falls_on() -> None:
    again = solve(brief(*WEEK, stood=STOOD, busy=["Fri 12:30-13:00 Review"]), RULEBOOK)
    assert starts(again).items() > {"lower": "Tue 12:00", "easy": "Sun 07:00"}.items()
    assert "stood on Fri 12:00 before." in " ".join(broken.sentence for broken in again.broken)


@pytest.mark.parametrize("kept", ["moderate", "easy"])
def test_of_two_worth_as_much_the_one_that_stood_stays(kept: str) -> None:
    person = athlete(goal="fat-loss", allowed=["18:00-18:45"])
    week = brief("easy 45", "moderate 45", person=person, busy=ONE_EVENING, stood=[f"Wed 18:00 {kept} 45"])
    assert starts(solve(week, RULEBOOK)) == {kept: "Wed 18:00"}


def test_what_is_near_is_dropped_rather_than_moved() -> None:
    near, far = (
        solve(
            brief("lower 60", stood=["Tue 18:00 lower 60"], before=["Sun 19:00 lower 60"], now=now), RULEBOOK
        )
        for now in ("Mon 19:00", "Mon 17:00")
    )
    assert not near.placements
    assert starts(far).keys() == {"lower"}


def test_an_hour_that_stayed_has_its_reason() -> None:
    assert said(StayPut(), plan("Tue 18:00 lower 60", stood=["Tue 18:00 lower 60"])) == [
        "it stood here before"
    ]
    assert not said(StayPut(), plan("Tue 18:15 lower 60", stood=["Tue 18:00 lower 60"]))


def test_a_frozen_hour_has_its_reason() -> None:
    near, far = (
        plan("Tue 18:00 lower 60", stood=["Tue 18:00 lower 60"], now=now)
        for now in ("Tue 08:00", "Mon 18:00")
    )
    assert said(Freeze(), near) == ["less than 24 h away, so it stays"]
    assert not said(Freeze(), far)


def test_a_pinned_hour_has_its_reason() -> None:
    pinned, moved = (plan("Tue 18:00 lower 60", pins=[f"Tue {hour} lower 60"]) for hour in ("18:00", "18:15"))
    assert said(Pinned(), pinned) == ["you fixed it here"]
    assert not said(Pinned(), moved)


def test_mobility_after_the_hardest_session_has_its_reason() -> None:
    after, later = (plan("Wed 18:00 intervals 50", f"{day} 18:00 mobility 30") for day in ("Thu", "Fri"))
    assert said(RecoveryAfterHard(), after) == [
        "the day after Intervals (Wed 18:00), the hardest of the week"
    ]
    assert not said(RecoveryAfterHard(), later)


def test_what_was_frozen_and_cannot_stand_any_more_moves_instead_of_being_lost() -> None:
    week = brief(
        "upper 60",
        "easy 20",
        person=athlete(level="advanced"),
        stood=["Mon 18:00 upper 60", "Mon 19:00 easy 20"],
        now="Mon 12:00",
    )
    warm = unfrozen(week, RULEBOOK)
    assert warm.unfrozen == {"upper", "easy"}
    plan = solve(warm, RULEBOOK)
    stood = {p.session.id: p.start for p in week.stood}
    assert not plan.dropped
    assert sum(stood[p.session.id] != p.start for p in plan.placements) == 1


def test_what_is_frozen_and_can_stand_is_not_thawed() -> None:
    week = brief("upper 60", stood=["Mon 18:00 upper 60"], now="Mon 12:00")
    assert not unfrozen(week, RULEBOOK).unfrozen


def test_a_pin_on_a_frozen_hour_lets_what_was_frozen_move() -> None:
    week = brief("Mon 18:30 easy 40", "upper 60", stood=["Mon 18:00 upper 60"], now="Mon 12:00")
    plan = solve(unfrozen(week, RULEBOOK), RULEBOOK)
    assert {p.session.id for p in plan.placements} == {"easy", "upper"}
