"""Checks whether the current plan is still valid over the last readings, without running the solver."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.domain.entry import split_session_key
from service.domain.log import Logged
from service.domain.plan import Brief, Plan
from service.domain.span import Span, merge, subtract
from service.domain.version import Version
from service.planning.explain import objections
from service.ports.busy_source import BusySource
from service.rules.only_free_time import OnlyFreeTime
from service.rules.rule import Rule
from service.usecases.weeks.current_plan import over_calendars, skipped_in
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.plan_weeks import Planned


@dataclass(frozen=True)
class PlanValidity:
    """The result of a check of the current plan.

    Shape: `objections` are sentences that say why sessions cannot keep their hours, those about busy time
    first. `busy` are the merged busy spans from now on. `dropped` are readable ids of sessions without an
    hour.
    """

    objections: tuple[str, ...]
    busy: tuple[Span, ...]
    dropped: tuple[str, ...]

    def has_gained_time(self, before: "PlanValidity", now: datetime) -> bool:
        """Whether any time still to come was busy in `before` and is free now."""
        return any(now < span.end for span in subtract(before.busy, self.busy))


def check_current_plan(
    head: Version,
    request: PlanRequest,
    sources: Sequence[BusySource],
    *,
    logged: Iterable[Logged],
    now: datetime,
) -> PlanValidity:
    """Checks the current plan against the calendars and the rules.

    Shape: a calendar that was never read adds no busy time. That does no harm: no plan is made before its
    first reading.
    """
    planned = over_calendars(head, request, sources, logged=logged, now=now, place=_unsolved_plan)
    ahead = Span(now, max(now, planned.request.horizon.end))
    taken = (busy.span.clip(ahead) for busy in planned.gathered.busy)
    busy = merge(span for span in taken if span)
    return PlanValidity(tuple(_objections(planned)), busy, tuple(_dropped(head, request)))


def _unsolved_plan(brief: Brief, rules: Sequence[Rule]) -> Plan:
    del rules
    stands = (*brief.pinned, *brief.stood)
    return Plan(brief, tuple(sorted(stands, key=lambda placement: (placement.start, placement.session.id))))


def _objections(planned: Planned) -> Iterator[str]:
    """The sentences of hard findings about sessions that are not pinned."""
    rules = sorted(planned.request.rules, key=lambda rule: rule.card.id != OnlyFreeTime.card.id)
    for week in planned.plans:
        loose = {placement.session.id for placement in week.placements if not placement.pinned}
        for finding in objections(week, rules):
            if loose & set(finding.sessions):
                yield finding.sentence


def _dropped(head: Version, request: PlanRequest) -> Iterator[str]:
    skipped, weeks = skipped_in(head), {week.key for week in request.each_week}
    told = json.loads(head.document) if head.document else {}
    for each in told.get("dropped", ()):
        if split_session_key(each["id"])[0] in weeks and each["id"] not in skipped:
            yield each["id"]
