"""The brief of one week, and the plan that answers it: placements and dropped sessions."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import permutations, product

from service.domain.athlete import Athlete
from service.domain.availability import free_time
from service.domain.busy import Busy
from service.domain.span import Span, subtract
from service.domain.training import Session
from service.domain.week import Week


@dataclass(frozen=True)
class Placement:
    """A session with its start and end.

    Shape: `joined_with` is the id of the session done back to back with it as one visit.
    """

    session: Session
    span: Span
    joined_with: str | None = None
    pinned: bool = False

    @property
    def start(self) -> datetime:
        """The instant it begins."""
        return self.span.start

    @property
    def end(self) -> datetime:
        """The instant it ends, cool-down included."""
        return self.span.end

    def joins(self, other: "Placement") -> bool:
        """Whether the two are a joined block, one right after the other."""
        # Ids repeat every week, so an id alone could mean last week's partner.
        meet = self.end == other.start or other.end == self.start
        return meet and self.joined_with == other.session.id and other.joined_with == self.session.id


@dataclass(frozen=True)
class Brief:
    """Everything one week's plan is made from.

    Shape: `carried` is recent training that still needs recovery, done before the week or on its first
    days. `ahead` is what comes after the week and needs rested legs. `pinned` are placements that the
    planner may not move, `stood` the other placements of the previous plan; the sessions of both are among
    `sessions`. `wished` are the whole days that the athlete wants sessions on, by the sessions' ids.
    `unfrozen` holds the ids of sessions that freeze must not keep in place. Nothing is placed before
    `not_before`. `longest_recent_run` is the longest single run of the 30 days before the week, None when
    none is known.
    """

    athlete: Athlete
    week: Week
    sessions: tuple[Session, ...]
    busy: tuple[Busy, ...] = ()
    carried: tuple[Placement, ...] = ()
    ahead: tuple[Placement, ...] = ()
    pinned: tuple[Placement, ...] = ()
    stood: tuple[Placement, ...] = ()
    wished: tuple[tuple[str, Span], ...] = ()
    unfrozen: frozenset[str] = frozenset()
    not_before: datetime | None = None
    longest_recent_run: timedelta | None = None

    @cached_property
    def done(self) -> tuple[Placement, ...]:
        """The training of this week that is done already, in order.

        Shape: it is not planned again, but it counts for the rules.
        """
        begun = (p for p in self.carried if self.week.span.start <= p.start < self.week.span.end)
        return tuple(sorted(begun, key=lambda placement: placement.start))

    def done_on(self, day: date) -> tuple[Placement, ...]:
        """The training in `done` that began on one local day."""
        return tuple(p for p in self.done if self.week.day_of(p.start) == day)

    @cached_property
    def free(self) -> tuple[Span, ...]:
        """The time in which training may be planned, including time that has passed."""
        return free_time(self.athlete, self.week, (busy.span for busy in self.busy))

    @cached_property
    def still_free(self) -> tuple[Span, ...]:
        """The free time from `not_before` on."""
        if self.not_before is None or self.not_before <= self.week.span.start:
            return self.free
        return subtract(self.free, [Span(self.week.span.start, self.not_before)])


@dataclass(frozen=True)
class Reason:
    """One sentence in which a rule explains something about one session."""

    rule: str
    sentence: str


@dataclass(frozen=True)
class Dropped:
    """A session that found no hour, the rules that prevent every hour, and what would make it fit."""

    session: Session
    blocked_by: tuple[Reason, ...] = ()
    would_fit_if: tuple[str, ...] = ()


@dataclass(frozen=True)
class Broken:
    """A rule that the plan does not meet in full, and what that costs.

    Shape: a hard rule is broken only by pinned placements, or where the athlete relaxed it.
    """

    rule: str
    cost: int
    sentence: str
    sessions: tuple[str, ...] = ()
    is_hard: bool = False


@dataclass(frozen=True)
class Plan:
    """One week's placements, its dropped sessions, and the rules it does not meet.

    Shape: `bound` is how many points better the week could still be at most, all tiers together; 0 when the
    plan is `proven_optimal`. `bound_percent` is the same as a part of what its unmet wishes cost, rounded up,
    and None when more than wishes may get better: fewer sessions left out or moved.
    """

    brief: Brief
    placements: tuple[Placement, ...]
    dropped: tuple[Dropped, ...] = ()
    broken: tuple[Broken, ...] = ()
    why: dict[str, tuple[Reason, ...]] = field(default_factory=dict)
    proven_optimal: bool = False
    bound: int = 0
    bound_percent: int | None = 0
    solve_time: timedelta = timedelta()

    def on(self, day: date) -> tuple[Placement, ...]:
        """The placements that begin on one local day, in order."""
        return tuple(p for p in self.placements if self.brief.week.day_of(p.start) == day)

    def is_first(self, placement: Placement) -> bool:
        """Whether its partner in a joined block follows it."""
        return any(placement.joins(other) and placement.start < other.start for other in self.placements)

    def is_second(self, placement: Placement) -> bool:
        """Whether it follows its partner in a joined block."""
        return any(placement.joins(other) and other.start < placement.start for other in self.placements)

    def with_placement(self, placement: Placement) -> "Plan":
        """The same plan with one more placement; the rules have not checked the result."""
        return replace(self, placements=tuple(sorted((*self.placements, placement), key=lambda p: p.start)))

    def pairs(self) -> Iterator[tuple[Placement, Placement]]:
        """Each ordered pair of placements with at least one of this week; the first starts no later.

        Shape: two that start together appear in both orders.
        """
        yield from product(self.brief.carried, self.placements)
        for earlier, later in permutations(self.placements, 2):
            if earlier.start <= later.start:
                yield earlier, later
        yield from product(self.placements, self.brief.ahead)
