"""The terms of the week's model: floors between two slots, and what facts and gaps cost."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.planning.facts import FALSE, TRUE
from service.rules.board import Fact
from service.rules.finding import Tier


@dataclass(frozen=True)
class Wish:
    """So many minutes between two slots, each that is missing costing the points."""

    target: int
    points: int
    unless_joined: bool


@dataclass
class Floor:
    """The least minutes between two slots in this order: for any two, and for two that are not joined."""

    always: int = -(10**9)
    alone: int = -(10**9)


@dataclass(frozen=True)
class Charge:
    """Points for a fact."""

    points: int
    fact: Fact
    tier: Tier


@dataclass(frozen=True)
class Sum:
    """Weights of facts that may add up to `most`, each unit beyond it costing the points.

    Shape: None for points is a must.
    """

    weights: tuple[tuple[int, Fact], ...]
    most: int
    points: int | None = None


def sum_of(weights: Iterable[tuple[int, Fact]], most: int, points: int | None) -> Sum:
    """The sum of these weights, with what is always true or false already added up."""
    weights = list(weights)
    settled = sum(weight for weight, fact in weights if fact == TRUE)
    kept = tuple((weight, fact) for weight, fact in weights if fact not in (TRUE, FALSE))
    return Sum(kept, most - settled, points)
