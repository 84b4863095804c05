"""The words a rule may use when it speaks to the solver."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NewType, Protocol

from service.domain.plan import Brief
from service.domain.span import Span
from service.domain.training import Session
from service.rules.finding import Tier

Fact = NewType("Fact", int)
"""Something that will be true or false of the plan; a negative number denies another."""


class Slot(Protocol):
    """A session on the board, its hour not yet known, or known when it is carried or pinned."""

    @property
    def session(self) -> Session:
        """The session to place."""


class Board(Protocol):
    """One week's slots, what can be true of them, and what may and may not be.

    Shape: facts speak of placed slots only, each is false of a slot that is dropped. What pinned
    placements break among themselves is no must: they stand, and others keep the rules around them.
    """

    @property
    def brief(self) -> Brief:
        """The week that is planned."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """One slot for each session of the week."""

    # Facts

    def pairs(self) -> Iterator[tuple[Slot, Slot]]:
        """Each ordered pair that can stand in this order: carried first, ahead last, placed both ways."""

    def joinable(self) -> Iterator[tuple[Slot, Slot, Fact]]:
        """Each way in which two slots may be one visit: the first, the second, and that they are."""

    def placed(self, slot: Slot) -> Fact:
        """The slot is not dropped."""

    def on(self, slot: Slot, day: date) -> Fact:
        """The slot starts on that local day."""

    def before(self, first: Slot, second: Slot) -> Fact:
        """Of two placed slots the first starts before the second; of no interest when one is dropped."""

    def negate(self, fact: Fact) -> Fact:
        """The opposite."""

    def all_of(self, facts: Iterable[Fact]) -> Fact:
        """Every one of the facts."""

    def at_least(self, count: int, facts: Iterable[Fact]) -> Fact:
        """That many of the facts or more."""

    # What must be

    def keep_within(self, slot: Slot, spans: Iterable[Span]) -> None:
        """The whole session lies inside one of the spans."""

    def keep_apart(
        self, earlier: Slot, later: Slot, floor: timedelta, *, unless_joined: bool = False
    ) -> None:
        """When they stand in this order, at least `floor` lies between the two."""

    def forbid(self, *facts: Fact) -> None:
        """The facts are not all true together."""

    def limit(self, weights: Iterable[tuple[int, Fact]], most: int) -> None:
        """The weights of the true facts add up to `most` at the most."""

    # What costs

    def charge(self, points: int, fact: Fact, tier: Tier = Tier.WISH) -> None:
        """The fact costs that much."""

    def charge_start(
        self,
        slot: Slot,
        price: Callable[[datetime], int],
        *,
        unless: Iterable[Fact] = (),
        tier: Tier = Tier.WISH,
    ) -> None:
        """The slot costs what its start is priced at, or nothing when any of the facts is true."""

    def charge_missing(
        self, earlier: Slot, later: Slot, target: timedelta, points: int, *, unless_joined: bool = False
    ) -> None:
        """When they stand in this order, each minute by which `target` is missed costs that much."""

    def charge_excess(self, weights: Iterable[tuple[int, Fact]], over: int, points: int) -> None:
        """Each unit by which the weights of the true facts exceed `over` costs that much."""
