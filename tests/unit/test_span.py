"""Half-open spans at their edges."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.domain.span import Span, intersect, merge, subtract

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


def span(start: int, end: int) -> Span:
    return Span(at(start), at(end))


def test_naive_instants_are_refused() -> None:
    naive = datetime(2026, 3, 2, 8)  # noqa: DTZ001  # the fault to be found
    for start, end in ((naive, at(9)), (at(7), naive)):
        with pytest.raises(ValueError, match="needs aware instants"):
            Span(start, end)


def test_an_end_before_the_start_is_refused_in_real_time() -> None:
    # In autumn the clock shows 02:30 twice: the second comes an hour after the first.
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    again = first.replace(fold=1)
    assert Span(first, again).duration == HOUR
    with pytest.raises(ValueError, match="cannot end"):
        Span(again, first)


def test_an_empty_span_is_allowed() -> None:
    assert span(8, 8).duration == timedelta()


def test_instants_are_kept_in_utc_and_compare_across_zones() -> None:
    berlin = Span(datetime(2026, 3, 2, 9, tzinfo=BERLIN), datetime(2026, 3, 2, 10, tzinfo=BERLIN))
    assert berlin == span(8, 9)
    assert berlin.start.tzinfo is UTC
    assert berlin.end.tzinfo is UTC


def test_lasting_counts_real_time_over_a_change_of_clocks() -> None:
    night = Span.lasting(datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN), HOUR)
    assert night.end.astimezone(BERLIN) == datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN)
    assert night.duration == HOUR


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (span(8, 10), span(9, 11), True),
        (span(8, 11), span(9, 10), True),
        (span(8, 9), span(8, 9), True),
        (span(8, 9), span(9, 10), False),
        (span(8, 9), span(10, 11), False),
    ],
)
def test_overlap_is_mutual_and_touching_is_none(*, one: Span, other: Span, overlap: bool) -> None:
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap


@pytest.mark.parametrize(
    ("inner", "held"),
    [
        (span(8, 12), True),
        (span(9, 11), True),
        (span(7, 12), False),
        (span(8, 13), False),
        (span(13, 14), False),
    ],
)
def test_holds_up_to_both_ends(*, inner: Span, held: bool) -> None:
    assert span(8, 12).holds(inner) is held


def test_gap_is_negative_when_they_overlap() -> None:
    assert span(8, 9).gap_to(span(11, 12)) == 2 * HOUR
    assert span(8, 9).gap_to(span(9, 12)) == timedelta()
    assert span(8, 10).gap_to(span(9, 12)) == -HOUR


def test_clip_keeps_what_lies_inside() -> None:
    assert span(8, 12).clip(span(9, 14)) == span(9, 12)
    assert span(8, 12).clip(span(9, 10)) == span(9, 10)
    assert span(8, 12).clip(span(12, 14)) is None


def test_grow_adds_each_side_its_own() -> None:
    assert span(8, 9).grow(before=HOUR, after=2 * HOUR) == span(7, 11)


def test_merge_joins_what_touches_or_overlaps_and_drops_the_empty() -> None:
    loose = [span(14, 15), span(9, 10), span(8, 9), span(8, 12), span(11, 13), span(20, 20)]
    assert merge(loose) == (span(8, 13), span(14, 15))


def test_subtract_cuts_and_leaves_the_ends() -> None:
    assert subtract([span(8, 18)], [span(9, 10), span(12, 13)]) == (span(8, 9), span(10, 12), span(13, 18))
    assert subtract([span(8, 10)], [span(7, 9)]) == (span(9, 10),)
    assert subtract([span(8, 10)], [span(9, 11)]) == (span(8, 9),)
    assert subtract([span(8, 10)], [span(8, 10)]) == ()
    assert subtract([span(8, 10)], [span(10, 12), span(6, 8), span(9, 9)]) == (span(8, 10),)


def test_intersect_is_what_both_hold() -> None:
    shared = intersect([span(8, 12), span(14, 18)], [span(10, 15), span(18, 20)])
    assert shared == (span(10, 12), span(14, 15))
