"""In a week small enough to try every hour, no plan is better than ours."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from itertools import combinations, pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.busy import Busy
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.training import Session
from service.planning.solve import solve
from service.rules import RULEBOOK
from service.rules.finding import Tier
from tests.weeks import QUARTER, WEEKS, ahead, athletes, carried, done, moment_after, sessions


@st.composite
def small_briefs(draw: st.DrawFn) -> Brief:
    """Two or three short sessions, and a few short windows in which to try every quarter hour."""
    week = draw(st.sampled_from(WEEKS))
    window = st.builds(
        lambda day, quarter, quarters: Span.lasting(
            week.at(day, time(quarter // 4, quarter % 4 * 15)), quarters * QUARTER
        ),
        st.sampled_from(week.days),
        st.integers(6 * 4, 20 * 4),
        st.integers(3, 7),
    )
    free = draw(st.lists(window, min_size=2, max_size=3))
    begun = draw(st.one_of(st.just(()), done(week)))
    return Brief(
        athlete=draw(athletes(week.zone)),
        week=week,
        sessions=draw(sessions(least=2, most=3, lengths=(2 * QUARTER, 3 * QUARTER))),
        busy=tuple(Busy(hole) for hole in holes(week.span, free)),
        carried=(*draw(carried(week)), *begun),
        ahead=draw(ahead(week)),
        not_before=moment_after(begun, week),
    )


def holes(whole: Span, free: list[Span]) -> Iterator[Span]:
    """What of the whole lies in no free span."""
    start = whole.start
    for span in sorted(free):
        if start < span.start:
            yield Span(start, span.start)
        start = max(start, span.end)
    yield Span(start, whole.end)


def every_plan(brief: Brief) -> Iterator[Plan]:
    """Each way to place or drop the sessions over the quarter hours, as one visit or not."""
    choices = [(None, *starts(brief, session)) for session in brief.sessions]
    for chosen in product(*choices):
        placed = [
            Placement(session, Span.lasting(start, session.duration))
            for session, start in zip(brief.sessions, chosen, strict=True)
            if start
        ]
        if not any(one.span.overlaps(other.span) for one, other in combinations(placed, 2)):
            for placements in with_visits(sorted(placed, key=lambda placement: placement.start)):
                yield Plan(brief, placements)


def starts(brief: Brief, session: Session) -> Iterator[datetime]:
    needed = session.before + session.duration + session.after
    for span in brief.still_free:
        for quarter in range((span.duration - needed) // QUARTER + 1):
            yield span.start + session.before + quarter * QUARTER


def with_visits(placed: list[Placement]) -> Iterator[tuple[Placement, ...]]:
    """The placements as they are, and with a lift and a run made one visit; three hold one at most."""
    yield tuple(placed)
    for n, (one, other) in enumerate(pairwise(placed)):
        kinds = {one.session.discipline, other.session.discipline}
        if one.end == other.start and kinds == {"lift", "run"}:
            visit = (replace(one, joined_with=other.session.id), replace(other, joined_with=one.session.id))
            yield (*placed[:n], *visit, *placed[n + 2 :])


def costs(plan: Plan) -> tuple[int, ...] | None:
    """What the plan costs tier by tier, None when it breaks a hard rule."""
    totals = dict.fromkeys(Tier, 0)
    for rule in RULEBOOK:
        for finding in rule.findings(plan):
            if finding.is_hard:
                return None
            totals[finding.tier] += finding.cost
    return tuple(totals.values())


@settings(max_examples=60, deadline=None)
@given(small_briefs())
def test_no_way_to_place_a_small_week_is_better(brief: Brief) -> None:
    plan = solve(brief, RULEBOOK)
    best = min(found for found in map(costs, every_plan(brief)) if found)
    assert plan.proven_optimal
    assert costs(plan) == best
    assert (not plan.dropped) == (best[Tier.PLACE] == 0)
