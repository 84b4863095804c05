"""Wraps a hard rule that the athlete has relaxed: its findings are reported, but not prevented."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, cast

from service.domain.plan import Placement, Plan
from service.domain.span import Span
from service.rules.board import Board, Fact, Slot
from service.rules.card import RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule


class Relaxed(Rule):
    """The wrapped rule without its constraints; its wishes and its sentences stay."""

    rule: Rule
    binds = False

    @property
    def card(self) -> RuleCard:  # type: ignore[override]  # one wrapper, a card for each rule it wraps
        """The card of the wrapped rule."""
        return self.rule.card

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """The findings of the wrapped rule; its hard ones cost what its wishes charge."""
        return self.rule.findings(plan)

    def constrain(self, board: Board) -> None:
        """Lets the wrapped rule add its costs, and ignores its constraints."""
        self.rule.constrain(cast("Board", _WithoutMusts(board)))

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """The reasons of the wrapped rule."""
        return self.rule.reasons(plan, placement)


def unrelaxed(rule: Rule) -> Rule:
    """The wrapped rule of a relaxed one, any other rule itself."""
    return rule.rule if isinstance(rule, Relaxed) else rule


class _WithoutMusts:
    """A board that passes on every call except constraints."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def __getattr__(self, word: str) -> Any:
        return getattr(self._board, word)

    def keep_within(self, slot: Slot, spans: Iterable[Span]) -> None:
        pass

    def keep_apart(
        self, earlier: Slot, later: Slot, floor: timedelta, *, unless_joined: bool = False
    ) -> None:
        pass

    def forbid(self, *facts: Fact) -> None:
        pass

    def limit(self, weights: Iterable[tuple[int, Fact]], most: int) -> None:
        pass
