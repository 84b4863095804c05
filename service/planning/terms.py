"""The terms of a week's model: floors between two slots, and costs of facts and gaps."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.planning.facts import FALSE, TRUE
from service.rules.board import Fact
from service.rules.finding import Tier


@dataclass(frozen=True)
class Wish:
    """The wished minutes between two slots; each that is missing costs the points."""

    target: int
    points: int
    unless_joined: bool


@dataclass
class Floor:
    """The least minutes between two slots in this order: for all pairs, and for those not joined."""

    always: int = -(10**9)
    alone: int = -(10**9)


@dataclass(frozen=True)
class Charge:
    """The points that a fact costs when it is true."""

    points: int
    fact: Fact
    tier: Tier


@dataclass(frozen=True)
class Sum:
    """Weights of facts that may add up to `most`; each unit beyond it costs the points.

    Shape: None for points makes the sum a constraint.
    """

    weights: tuple[tuple[int, Fact], ...]
    most: int
    points: int | None = None


def sum_of(weights: Iterable[tuple[int, Fact]], most: int, points: int | None) -> Sum:
    """The sum of these weights, with constant facts already counted."""
    weights = list(weights)
    settled = sum(weight for weight, fact in weights if fact == TRUE)
    kept = tuple((weight, fact) for weight, fact in weights if fact not in (TRUE, FALSE))
    return Sum(kept, most - settled, points)
