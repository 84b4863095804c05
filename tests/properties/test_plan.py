"""No plan breaks a hard rule; the rules are counted here again in plain arithmetic."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations, permutations

from hypothesis import given, settings

from service.domain.plan import Brief, Placement, Plan
from service.domain.training import Effort, Goal, Kind, Level, Session
from service.domain.week import Week
from service.planning.solve import solve
from service.rules import RULEBOOK
from tests.weeks import HOUR, QUARTER, briefs

LEG_LIFTS = {Kind.LOWER, Kind.FULL}
LIFTS = LEG_LIFTS | {Kind.UPPER, Kind.LIGHT_LIFT}
QUALITY = {Kind.TEMPO, Kind.INTERVALS}
RUNS = QUALITY | {Kind.EASY, Kind.MODERATE, Kind.LONG}
HARD = {Effort.HARD, Effort.MAX}


@settings(max_examples=60, deadline=None)
@given(briefs())
def test_no_plan_breaks_a_hard_rule_or_touches_busy_time(brief: Brief) -> None:
    plan = solve(brief, RULEBOOK)
    answered = [*(p.session.id for p in plan.placements), *(d.session.id for d in plan.dropped)]
    assert sorted(answered) == [session.id for session in brief.sessions]
    assert not [f for rule in RULEBOOK for f in rule.findings(plan) if f.is_hard]
    for placement in plan.placements:
        assert_stands_in_free_waking_time(placement, brief)
    days, done = days_trained(brief.week, plan.placements), days_trained(brief.week, brief.done)
    assert days <= done or len(days | done) <= (5 if brief.athlete.level is Level.BEGINNER else 6)
    for day in days:
        assert_is_no_more_than_one_day_holds(plan, day)
        assert_legs_and_runs_stand_in_order(plan, day)
    for earlier, later in combinations(
        sorted((*brief.carried, *plan.placements, *brief.ahead), key=start_of), 2
    ):
        if earlier in plan.placements or later in plan.placements:
            assert later.start - earlier.end >= floor(earlier, later)


@settings(max_examples=15, deadline=None)
@given(briefs())
def test_the_same_brief_makes_the_same_plan(brief: Brief) -> None:
    first, second = solve(brief, RULEBOOK), solve(brief, RULEBOOK)
    assert replace(first, solve_time=second.solve_time) == second


def assert_stands_in_free_waking_time(placement: Placement, brief: Brief) -> None:
    """By the athlete's clock, travel included: nothing busy, and between 6:00 and 22:00 of one day."""
    start = placement.start - placement.session.before
    end = placement.end + placement.session.after
    assert not any(start < busy.span.end and busy.span.start < end for busy in brief.busy)
    first, last = start.astimezone(brief.week.zone), end.astimezone(brief.week.zone)
    assert first.date() == last.date()
    assert time(6) <= first.time() < last.time() <= time(22)


def assert_is_no_more_than_one_day_holds(plan: Plan, day: date) -> None:
    beginner = plan.brief.athlete.level is Level.BEGINNER
    training = [p for p in (*plan.brief.done_on(day), *plan.on(day)) if p.session.kind is not Kind.MOBILITY]
    joined = sum(are_one_visit(plan, one, other) for one, other in permutations(training, 2))
    assert len(training) - joined <= (1 if beginner else 2)
    assert sum(p.session.duration / QUARTER for p in training) <= 10
    hard = [p for p in training if is_hard(p.session) and p.session.kind is not Kind.UPPER]
    assert len(hard) <= 1 or not any(p in plan.placements for p in hard)


def assert_legs_and_runs_stand_in_order(plan: Plan, day: date) -> None:
    lifts_first = plan.brief.athlete.goal in {Goal.MUSCLE, Goal.FAT_LOSS}
    legs = [p.start for p in plan.on(day) if p.session.kind in LEG_LIFTS]
    runs = [p.start for p in plan.on(day) if p.session.kind in RUNS]
    assert all((lift < run) == lifts_first for lift in legs for run in runs)


def are_one_visit(plan: Plan, one: Placement, other: Placement) -> bool:
    """By name; of what is done a lift and a run back to back."""
    if one in plan.brief.done and other in plan.brief.done:
        return one.end == other.start and (one.session.kind in LIFTS) != (other.session.kind in LIFTS)
    return one.joined_with == other.session.id and one.end == other.start


def days_trained(week: Week, placements: Iterable[Placement]) -> set[date]:
    return {week.day_of(p.start) for p in placements if p.session.kind is not Kind.MOBILITY}


def is_hard(session: Session) -> bool:
    return session.effort in HARD or session.kind in QUALITY


def floor(earlier: Placement, later: Placement) -> timedelta:
    """The hours that must lie between the two, said once more in plain words."""
    one, other = earlier.session, later.session
    heavy, heavy_next = (s.kind in LEG_LIFTS and s.effort in HARD for s in (one, other))
    demanding, demanding_next = (s.kind in QUALITY | {Kind.LONG} for s in (one, other))
    joined = earlier.joined_with == other.id and later.joined_with == one.id
    lift_and_run = (one.kind in LIFTS and other.kind in RUNS) or (one.kind in RUNS and other.kind in LIFTS)
    floors = [
        (3, lift_and_run and not joined),
        (24, heavy and demanding_next),
        (6, demanding and heavy_next),
        (24, demanding and demanding_next),
        (48, heavy and heavy_next),
        (24, {one.kind, other.kind} <= {Kind.UPPER, Kind.FULL}),
        (48, one.kind in LIFTS and one.effort is Effort.MAX and other.effort in HARD),
    ]
    return max((hours * HOUR for hours, applies in floors if applies), default=timedelta())


def start_of(placement: Placement) -> datetime:
    return placement.start
