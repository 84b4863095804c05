"""The request to plan: for which athlete, which weeks, which sessions, by which rules."""

from dataclasses import dataclass
from math import inf

from service.domain.athlete import Athlete
from service.domain.span import Span
from service.domain.training import Session
from service.domain.week import Week
from service.prescription.check_in import CheckIn
from service.prescription.season import UNDECIDED, Season
from service.rules.rule import Rule


@dataclass(frozen=True)
class PlanRequest:
    """One athlete's weeks to plan, from `first_week` on, with the sessions of a usual week and the rules.

    Units: `longest_search` is in seconds for each week.
    """

    athlete: Athlete
    first_week: Week
    weeks: int
    sessions: tuple[Session, ...]
    rules: tuple[Rule, ...]
    season: Season = UNDECIDED
    check_in: CheckIn | None = None
    longest_search: float = inf

    @property
    def horizon(self) -> Span:
        """The span from the start of the first week to the end of the last one."""
        return Span(self.first_week.span.start, self.each_week[-1].span.end)

    @property
    def each_week(self) -> tuple[Week, ...]:
        """The weeks to plan, in order."""
        weeks = [self.first_week]
        while len(weeks) < self.weeks:
            weeks.append(weeks[-1].following)
        return tuple(weeks)
