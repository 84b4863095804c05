"""A relaxation: one thing the athlete could give up, and the trials that show whether it helps."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.domain.plan import Brief, Plan
from service.domain.training import Session
from service.planning.budget import Budget
from service.planning.solve import settle
from service.rules.rule import Rule


@dataclass(frozen=True)
class Relaxation:
    """One thing to give up, and the brief and the rules of the week without it.

    Units: `price` is about the minutes it takes from the athlete, or from their recovery.
    """

    says: str
    price: int
    brief: Brief
    rules: tuple[Rule, ...]


class Trials:
    """Plans a week with relaxations to see whether one dropped session fits.

    Shape: `most` times at most, and no longer than the budget lasts, which several sessions may share.
    """

    def __init__(self, plan: Plan, session: Session, budget: Budget, *, most: int) -> None:
        self._missing = {dropped.session.id for dropped in plan.dropped} - {session.id}
        self._session = session
        self._budget = budget
        self._left = most

    def solve(self, brief: Brief, rules: Sequence[Rule]) -> Plan | None:
        """The planned week, None when the trials or the budget are used up."""
        self._left -= 1
        if self._left < 0 or self._budget.is_spent:
            return None
        return settle(brief, rules, self._budget)

    def makes_room(self, relaxation: Relaxation) -> bool:
        """Whether the relaxation makes the session fit without dropping any other session."""
        # Wishes included: of two sessions that are worth the same they decide which one is dropped.
        plan = self.solve(relaxation.brief, relaxation.rules)
        return plan is not None and {dropped.session.id for dropped in plan.dropped} <= self._missing

    def smallest(self, ways: Sequence[Relaxation]) -> Relaxation | None:
        """The first relaxation that makes the session fit, found by bisection.

        Shape: each must give up more than the one before; None when even the last is not enough.
        """
        if not ways or not self.makes_room(ways[-1]):
            return None
        return ways[bisect_left(ways, x=True, hi=len(ways) - 1, key=self.makes_room)]


def without(brief: Brief, session: Session) -> Brief:
    """The same brief without one of its sessions."""
    others = tuple(each for each in brief.sessions if each.id != session.id)
    return replace(brief, sessions=others, stood=tuple(p for p in brief.stood if p.session.id != session.id))


def with_session(brief: Brief, session: Session) -> Brief:
    """The same brief with a session in place of the one that has its id."""
    return replace(brief, sessions=tuple(session if s.id == session.id else s for s in brief.sessions))
