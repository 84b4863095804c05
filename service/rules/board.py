"""The calls by which a rule tells the solver what a week's plan must and should be."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NewType, Protocol

from service.domain.plan import Brief
from service.domain.span import Span
from service.domain.training import Session
from service.rules.finding import Tier

Fact = NewType("Fact", int)
"""A statement that is true or false of the plan; a negative number is the opposite of another fact."""


class Slot(Protocol):
    """A session on the board; its hour is open, or fixed when it is carried, ahead or pinned."""

    @property
    def session(self) -> Session:
        """The session to place."""


class Board(Protocol):
    """One week's slots, the facts about them, and the constraints and costs that rules add.

    Shape: facts are about placed slots only; each is false of a dropped slot. What pinned placements break
    among themselves is no constraint: they keep their hours, and the others keep the rules around them.
    """

    @property
    def brief(self) -> Brief:
        """The brief of the week that is planned."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """One slot for each session of the week."""

    # Facts

    def pairs(self) -> Iterator[tuple[Slot, Slot]]:
        """Each ordered pair of slots that is possible: carried slots come first, ahead slots last.

        Shape: two slots of the week appear in both orders.
        """

    def joinable(self) -> Iterator[tuple[Slot, Slot, Fact]]:
        """Each possible joined block: the first slot, the second slot, and the fact that they are joined."""

    def placed(self, slot: Slot) -> Fact:
        """That the slot is not dropped."""

    def on(self, slot: Slot, day: date) -> Fact:
        """That the slot starts on this local day."""

    def before(self, first: Slot, second: Slot) -> Fact:
        """That the first of two placed slots starts before the second; undefined when one is dropped."""

    def negate(self, fact: Fact) -> Fact:
        """The opposite of the fact."""

    def all_of(self, facts: Iterable[Fact]) -> Fact:
        """That every one of the facts is true."""

    def at_least(self, count: int, facts: Iterable[Fact]) -> Fact:
        """That at least `count` of the facts are true."""

    # Constraints

    def keep_within(self, slot: Slot, spans: Iterable[Span]) -> None:
        """Requires that the whole session lies inside one of the spans."""

    def keep_apart(
        self, earlier: Slot, later: Slot, floor: timedelta, *, unless_joined: bool = False
    ) -> None:
        """Requires at least `floor` between the two, when they are placed in this order."""

    def forbid(self, *facts: Fact) -> None:
        """Requires that the facts are not all true together."""

    def limit(self, weights: Iterable[tuple[int, Fact]], most: int) -> None:
        """Requires that the weights of the true facts add up to `most` or less."""

    # Costs

    def charge(self, points: int, fact: Fact, tier: Tier = Tier.WISH) -> None:
        """Charges the points when the fact is true."""

    def charge_start(
        self,
        slot: Slot,
        price: Callable[[datetime], int],
        *,
        unless: Iterable[Fact] = (),
        tier: Tier = Tier.WISH,
    ) -> None:
        """Charges what `price` says of the slot's start, or nothing when any of the facts is true."""

    def charge_missing(
        self, earlier: Slot, later: Slot, target: timedelta, points: int, *, unless_joined: bool = False
    ) -> None:
        """Charges the points for each minute missing from `target`, when the two are placed in this order."""

    def charge_excess(self, weights: Iterable[tuple[int, Fact]], over: int, points: int) -> None:
        """Charges the points for each unit by which the weights of the true facts exceed `over`."""
