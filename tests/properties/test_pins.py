"""A week can be planned with pins anywhere: on each other, on meetings or at night."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.plan import Brief, Placement
from service.domain.span import Span
from service.planning.solve import settle
from service.rules import RULEBOOK
from tests.weeks import QUARTER, briefs


@st.composite
def pinned_briefs(draw: st.DrawFn) -> Brief:
    """A week with one to four of its sessions pinned, in any order, some as one visit."""
    brief = draw(briefs())
    sessions = draw(st.lists(st.sampled_from(brief.sessions), unique=True, min_size=1, max_size=4))
    pins = list[Placement]()
    for session in sessions:
        quarters = draw(st.integers(0, 7 * 24 * 4 - 13))
        start = brief.week.span.start + quarters * QUARTER
        near = draw(st.sampled_from(["", "with", "after"])) if pins else ""
        if near:
            start = pins[-1].end if near == "after" else pins[-1].start
        pins.append(Placement(session, Span.lasting(start, session.duration), pinned=True))
        if len(pins) > 1 and pins[-2].end == start and pins[-2].joined_with is None and draw(st.booleans()):
            pins[-2:] = [
                replace(pins[-2], joined_with=session.id),
                replace(pins[-1], joined_with=pins[-2].session.id),
            ]
    inside = [pin for pin in pins if pin.start < brief.week.span.end]
    return replace(brief, pinned=tuple(inside))


@settings(max_examples=60, deadline=None)
@given(pinned_briefs())
def test_every_pin_stands_and_the_week_is_planned_around_it(brief: Brief) -> None:
    plan = settle(brief, RULEBOOK)
    stands = {placement.session.id: placement.span for placement in plan.placements if placement.pinned}
    assert stands == {pin.session.id: pin.span for pin in brief.pinned}
