"""Planning any week again moves no session without need."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from service.domain.availability import room_for
from service.domain.busy import Busy
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.planning.solve import solve
from service.rules import RULEBOOK
from tests.weeks import HOUR, briefs


@settings(max_examples=20, deadline=None)
@given(briefs())
def test_a_week_planned_again_over_the_same_calendar_is_the_same_week(brief: Brief) -> None:
    before = solve(brief, RULEBOOK)
    again = solve(replace(brief, stood=before.placements), RULEBOOK)
    assume(before.proven_optimal and again.proven_optimal)
    assert spans(again) == spans(before)


@settings(max_examples=20, deadline=None)
@given(briefs(), st.integers(0, 6 * 24).map(lambda hours: hours * HOUR), st.integers(0, 5))
def test_what_begins_within_a_day_stays_or_goes_but_never_moves(
    brief: Brief, since: timedelta, hit: int
) -> None:
    before = solve(brief, RULEBOOK)
    assume(before.placements)
    meeting = Busy(before.placements[hit % len(before.placements)].span)
    now = brief.week.span.start + since
    changed = replace(brief, busy=(*brief.busy, meeting), stood=before.placements, not_before=now)
    after = spans(solve(changed, RULEBOOK))
    for placement in before.placements:
        if now <= placement.start < now + 24 * HOUR and has_room(placement, changed):
            assert after.get(placement.session.id) in (None, placement.span)


def spans(plan: Plan) -> dict[str, Span]:
    return {placement.session.id: placement.span for placement in plan.placements}


def has_room(placement: Placement, brief: Brief) -> bool:
    return any(room.holds(placement.span) for room in room_for(placement.session, brief.still_free))
