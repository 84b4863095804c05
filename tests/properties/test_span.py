"""Span arithmetic compared with the simplest model: the set of its minutes."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.domain.span import Span, intersect, merge, subtract

EPOCH = datetime(2026, 3, 28, 22, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MINUTES = 60

minutes = st.integers(0, MINUTES)
spans = st.builds(
    lambda one, other: Span(EPOCH + min(one, other) * MINUTE, EPOCH + max(one, other) * MINUTE),
    minutes,
    minutes,
)
sets = st.lists(spans, max_size=6)


def held(spans: tuple[Span, ...] | list[Span]) -> set[int]:
    return {
        minute
        for minute in range(MINUTES)
        for span in spans
        if span.start <= EPOCH + minute * MINUTE < span.end
    }


def is_tidy(spans: tuple[Span, ...]) -> bool:
    gaps = [one.gap_to(other) for one, other in pairwise(spans)]
    return all(span.duration for span in spans) and all(gap > timedelta() for gap in gaps)


@given(sets)
def test_merge_holds_the_same_minutes_in_order_and_apart(some: list[Span]) -> None:
    assert held(merge(some)) == held(some)
    assert is_tidy(merge(some))
    assert merge(merge(some)) == merge(some)


@given(sets, sets)
def test_subtract_holds_what_is_in_none_of_the_holes(some: list[Span], holes: list[Span]) -> None:
    left = subtract(some, holes)
    assert held(left) == held(some) - held(holes)
    assert list(left) == sorted(left)
    assert all(span.duration for span in left)


@given(sets, sets)
def test_intersect_holds_what_is_in_both(some: list[Span], others: list[Span]) -> None:
    shared = intersect(some, others)
    assert held(shared) == held(some) & held(others)
    assert shared == intersect(others, some)
    assert is_tidy(shared)


@given(spans, spans)
def test_overlap_clip_and_gap_agree(one: Span, other: Span) -> None:
    shared = one.clip(other)
    assert held([shared] if shared else []) == held([one]) & held([other])
    assert bool(held([one]) & held([other])) == (shared is not None)
    if one.duration and other.duration:
        assert one.overlaps(other) == (shared is not None)
        assert one.overlaps(other) == (one.gap_to(other) < timedelta() and other.gap_to(one) < timedelta())
    assert one.holds(other) == (one.start <= other.start and other.end <= one.end)
