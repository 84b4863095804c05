"""A hard rule whose must the athlete has lifted: what it forbids is told, and no longer prevented."""

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
    """The same rule with its wishes and its words, and without its musts."""

    rule: Rule
    binds = False

    @property
    def card(self) -> RuleCard:  # type: ignore[override]  # one wrapper, a card for each rule it wraps
        """The wrapped rule's own."""
        return self.rule.card

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """What the wrapped rule finds; its hard findings cost what its wishes charge."""
        return self.rule.findings(plan)

    def constrain(self, board: Board) -> None:
        """Lets the wrapped rule speak, and passes its musts over."""
        self.rule.constrain(cast("Board", _WithoutMusts(board)))

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """What the wrapped rule has to say."""
        return self.rule.reasons(plan, placement)


def unrelaxed(rule: Rule) -> Rule:
    """The rule as it is written, relaxed or not."""
    return rule.rule if isinstance(rule, Relaxed) else rule


class _WithoutMusts:
    """A board that hears every word but those that forbid."""

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
