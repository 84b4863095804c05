"""The weeks of one person as Liftrun plans them, and the first of them as first-fit plans it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from time import perf_counter

from service.domain.plan import Plan
from service.planning.explain import objections
from service.rules import RULEBOOK
from service.rules.finding import Tier
from service.rules.gap import Gap
from service.usecases.weeks.plan_weeks import plan
from tests.benchmarks.first_fit import first_fit
from tests.benchmarks.people import Person
from tests.fakes.busy_source import FakeBusySource

FLOORS = tuple(rule for rule in RULEBOOK if isinstance(rule, Gap))


@dataclass(frozen=True)
class Run:
    """The planned weeks of one person.

    Shape: `plain` and `told` are the first week as first-fit plans it, without the rules and with them.
    `laps` end with each week.
    Units: `laps` are seconds from the start, with reading the calendar and giving reasons.
    """

    plans: tuple[Plan, ...]
    laps: tuple[float, ...]
    plain: Plan
    told: Plan

    @property
    def is_full(self) -> bool:
        """Whether the first week, which its rules have checked, holds all that was asked."""
        return is_full(self.plans[0])

    @property
    def plain_fails(self) -> bool:
        """Whether plain first-fit drops a session or breaks a floor."""
        return not is_full(self.plain) or any(objections(self.plain, FLOORS))

    @property
    def told_fails(self) -> bool:
        """Whether first-fit that knows the rules drops a session."""
        return not is_full(self.told)

    def solving(self, weeks: int) -> float:
        """Seconds of solving for the first so many weeks."""
        return sum((each.solve_time for each in self.plans[:weeks]), timedelta()).total_seconds()


def run_of(person: Person, *, weeks: int) -> Run:
    """Plan that many weeks, one after the other, as the command does."""
    request = replace(person.request, weeks=weeks)
    evening_before = request.horizon.start - timedelta(hours=4)
    told: list[float] = []
    planned = plan(
        request,
        [FakeBusySource(*person.busy)],
        now=evening_before,
        tell=lambda _: told.append(perf_counter()),
    )
    # It tells before it reads the calendars and before each week, so a week ends when the next is told of.
    began, _, *ends = (*told, perf_counter())
    brief = planned.plans[0].brief
    laps = tuple(end - began for end in ends)
    return Run(planned.plans, laps, plain=first_fit(brief), told=first_fit(brief, RULEBOOK))


def is_full(plan: Plan) -> bool:
    """Whether nothing that was asked is missing."""
    return len(plan.placements) == len(plan.brief.sessions)


def points(plans: Iterable[Plan]) -> int:
    """What all unmet wishes of these weeks cost together."""
    findings = (finding for each in plans for rule in RULEBOOK for finding in rule.findings(each))
    return sum(finding.cost for finding in findings if finding.tier is Tier.WISH)
