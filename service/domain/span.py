"""Half-open spans of time in UTC, and set operations on free and busy time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A span of real time that includes its start and not its end.

    Units: aware datetimes of any zone; stored in UTC.
    Errors: ValueError for a naive datetime or an end before the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError(f"a span needs aware instants, not {self.start} to {self.end}")
        if self.start.tzinfo is not UTC:
            object.__setattr__(self, "start", self.start.astimezone(UTC))
        if self.end.tzinfo is not UTC:
            object.__setattr__(self, "end", self.end.astimezone(UTC))
        if self.end < self.start:
            raise ValueError(f"a span cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def lasting(cls, start: datetime, duration: timedelta) -> Self:
        """The span that begins at `start` and lasts `duration` of real time."""
        start = start.astimezone(UTC)
        return cls(start, start + duration)

    @property
    def duration(self) -> timedelta:
        """The real time from its start to its end."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share any time; touching ends do not."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether all of `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def gap_to(self, later: "Span") -> timedelta:
        """The real time from the end of this span to the start of `later`; negative when they overlap."""
        return later.start - self.end

    def clip(self, window: "Span") -> "Span | None":
        """The part that lies inside `window`, or None when that takes no time."""
        start, end = max(self.start, window.start), min(self.end, window.end)
        return Span(start, end) if start < end else None

    def grow(self, *, before: timedelta, after: timedelta) -> "Span":
        """The span made longer on both sides."""
        return Span(self.start - before, self.end + after)


def whole_minutes(duration: timedelta) -> int:
    """The duration in minutes, rounded up."""
    return -(-duration // MINUTE)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Joins overlapping and touching spans, in order; empty spans are left out."""
    merged: list[Span] = []
    for span in sorted(spans):
        if span.start == span.end:
            continue
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of `spans` that lie in none of the `holes`."""
    cuts = merge(holes)
    return tuple(piece for span in merge(spans) for piece in _pieces(span, cuts))


def intersect(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """The time that lies in both sets of spans."""
    others = merge(others)
    shared = (span.clip(other) for span in merge(spans) for other in others)
    return tuple(span for span in shared if span)


def _pieces(span: Span, cuts: tuple[Span, ...]) -> Iterator[Span]:
    start = span.start
    for cut in cuts:
        if cut.end <= start or span.end <= cut.start:
            continue
        if start < cut.start:
            yield Span(start, cut.start)
        start = cut.end
    if start < span.end:
        yield Span(start, span.end)
