"""Find out whether the plan that stands can stay, over what the calendars said last; nothing is solved."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.domain.entry import parted
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
    """What the plan that stands rests on.

    Shape: `objections` say what forbids a session to stay at its hour, the calendar's first; `busy` is the
    time from now on that is taken. `dropped` are readable ids of sessions that are still to find an hour.
    """

    objections: tuple[str, ...]
    busy: tuple[Span, ...]
    dropped: tuple[str, ...]

    def gained(self, before: "PlanValidity", now: datetime) -> bool:
        """Whether time that was taken before is free now."""
        return any(now < span.end for span in subtract(before.busy, self.busy))


def check_current_plan(
    head: Version,
    request: PlanRequest,
    sources: Sequence[BusySource],
    *,
    logged: Iterable[Logged],
    now: datetime,
) -> PlanValidity:
    """What there is to say of the plan that stands.

    Shape: a calendar that was never read takes no time here: before it is read nothing is planned anyway.
    """
    planned = over_calendars(head, request, sources, logged=logged, now=now, place=_as_it_stands)
    ahead = Span(now, max(now, planned.request.horizon.end))
    taken = (busy.span.clip(ahead) for busy in planned.gathered.busy)
    busy = merge(span for span in taken if span)
    return PlanValidity(tuple(_objections(planned)), busy, tuple(_dropped(head, request)))


def _as_it_stands(brief: Brief, rules: Sequence[Rule]) -> Plan:
    del rules
    stands = (*brief.pinned, *brief.stood)
    return Plan(brief, tuple(sorted(stands, key=lambda placement: (placement.start, placement.session.id))))


def _objections(planned: Planned) -> Iterator[str]:
    """The sentences of all findings that are about a session nobody has pinned."""
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
        if parted(each["id"])[0] in weeks and each["id"] not in skipped:
            yield each["id"]
