"""The findings for a session at another hour, and its next best hours, without planning again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from service.domain.plan import Plan
from service.errors import UsageError
from service.planning.solve import solve
from service.rules import RULEBOOK
from service.usecases.answering.findings_at import findings_at
from service.usecases.answering.next_hours import next_hours
from service.usecases.reading.gather import Gathered
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.plan_weeks import Planned
from tests.builders import athlete, brief, moment
from tests.builders import plan as written

SUNDAY = "2026-03-01T18:00+00:00"
WEEK = ("Mon 18:00 upper 60", "Wed 18:00 lower 60", "Fri 18:00 easy 40")


def _planned(plan: Plan) -> Planned:
    week = plan.brief.week
    wanted = PlanRequest(plan.brief.athlete, week, 1, plan.brief.sessions, RULEBOOK)
    return Planned(wanted, datetime.fromisoformat(SUNDAY), Gathered((), (), ()), (plan,), {})


def _at(plan: Plan, hour: str) -> datetime:
    return moment(hour, plan.brief.week)


def test_a_free_hour_of_the_same_day_costs_what_the_rules_say_of_it() -> None:
    plan = written(*WEEK, person=athlete(likes=["17:00-20:00"]))
    tried = findings_at(_planned(plan), "lower", _at(plan, "Wed 20:30"))
    assert (tried.against, tried.price.dearer[0].rule) == ((), "preferred-time")
    assert tried.sentence.startswith(f"Wed 20:30 costs {tried.points} points more: Lower body (Wed 20:30)")


def test_what_is_in_the_way_is_told_before_any_price() -> None:
    plan = written(*WEEK, busy=["Thu 18:00-19:00 Dentist"])
    tried = findings_at(_planned(plan), "lower", _at(plan, "Thu 18:30"))
    assert tried.sentence == "Thu 18:30 breaks a must: “Dentist” takes Thu 18:00–19:00."


def test_where_it_stands_it_stands() -> None:
    plan = written(*WEEK)
    tried = findings_at(_planned(plan), "lower", _at(plan, "Wed 18:00"))
    assert (tried.points, tried.sentence) == (0, "Lower body stands on Wed 18:00.")


def test_neither_a_pin_nor_the_plan_before_holds_it_back() -> None:
    """Who drags a session moves it by hand: that it stood elsewhere is no objection, and has no price."""
    stood = written(*WEEK, pins=["Wed 18:00 lower 60"])
    held = replace(
        stood, brief=replace(stood.brief, stood=stood.placements, not_before=_at(stood, "Wed 10:00"))
    )
    tried = findings_at(_planned(held), "lower", _at(held, "Wed 18:30"))
    assert not tried.against
    assert not {finding.rule for finding in tried.price.dearer} & {"pinned", "freeze", "stay-put"}


@pytest.mark.parametrize("days", [-1, 7])
def test_an_hour_of_another_week_is_refused(days: int) -> None:
    plan = written(*WEEK)
    with pytest.raises(UsageError, match="outside the week"):
        findings_at(_planned(plan), "lower", _at(plan, "Mon 18:00") + timedelta(days=days))


def test_next_hours_are_free_of_what_breaks_and_the_cheapest_of_their_days() -> None:
    plan = written(*WEEK, busy=["Thu 06:00-22:00"])
    planned, now = _planned(plan), _at(plan, "Mon 20:00")
    found = next_hours(planned, "lower", after=now)
    days = [plan.brief.week.day_of(hour.start) for hour in found]
    assert found
    assert len({*days}) == len(days)
    taken = (now, _at(plan, "Wed 18:00"), _at(plan, "Thu 09:00"))
    assert not {plan.brief.week.day_of(each) for each in taken} & {*days}
    assert [hour.points for hour in found] == sorted(hour.points for hour in found)
    for hour in (hour for hour in found if not hour.moves):
        tried = findings_at(planned, "lower", hour.start)
        assert (tried.against, tried.points) == ((), hour.points)


def test_where_no_day_is_open_others_make_way() -> None:
    """Every evening holds one session and no more, so that one hour can only be had for another's."""
    evenings = athlete(allowed=["18:00-19:00"], likes=["18:00-19:00"])
    lines = ("easy 60", "upper 60", "lower 60", "mobility 30")
    made = brief(*lines, person=evenings, busy=[f"{day} 17:00-20:00" for day in ("Fri", "Sat", "Sun")])
    plan = solve(made, RULEBOOK)
    planned = _planned(plan)
    first = min(plan.placements, key=lambda placement: placement.start)
    found = next_hours(planned, first.session.id, after=first.start.replace(hour=0))
    assert found
    stood = {p.start for p in plan.placements}
    assert all(hour.start not in stood or hour.moves for hour in found)
    assert any(hour.moves for hour in found)
