"""Tell the weeks as one version of the plan has them, over what the calendars say; nothing is planned."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.entry import parted
from service.domain.log import Logged
from service.domain.mark import MarkKind
from service.domain.plan import Brief, Placement, Plan
from service.domain.version import Version
from service.domain.week import Week, week_of
from service.planning.solve import as_it_stands
from service.ports.busy_source import BusySource
from service.rules.rule import Rule
from service.usecases.weeks.horizon import MOST_WEEKS
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.plan_weeks import Planned, plan
from service.usecases.weeks.previous_placements import previous_placements
from service.usecases.weeks.previous_plan import in_week


def current_plan(
    version: Version,
    request: PlanRequest,
    sources: Sequence[BusySource],
    *,
    logged: Iterable[Logged] = (),
    now: datetime,
) -> Planned:
    """The weeks from this one on as far as the version reaches, every session at its hour there.

    Shape: no plans when all of its weeks are over; a session that is wanted and stands nowhere is
    dropped. Of calendars as `laid_out`.
    """
    of_weeks = _weeks(version, request, now)
    wish = replace(request, first_week=of_weeks[0], weeks=len(of_weeks)) if of_weeks else request
    place = _Standing.of(version, now).place
    planned = over_calendars(version, wish, sources, logged=logged, now=now, place=place)
    return planned if of_weeks else replace(planned, plans=(), changes={}, notes={})


def over_calendars(  # noqa: PLR0913  # as a plan is made of
    version: Version,
    request: PlanRequest,
    sources: Sequence[BusySource],
    *,
    logged: Iterable[Logged],
    now: datetime,
    place: Callable[[Brief, Sequence[Rule]], Plan],
) -> Planned:
    """The weeks that are wanted, over what the calendars say, with the hours that `place` gives each.

    Shape: a calendar that was never read takes no time and is warned of.
    """
    marks = {mark.session: mark for mark in version.marks}
    stood = previous_placements(version, (), marks, (), athlete=request.athlete.id, sessions=request.sessions)
    return plan(
        request,
        sources,
        before=tuple(stood),
        logged=logged,
        skipped=skipped_in(version),
        now=now,
        ignore_unreadable=True,
        place=place,
    )


def skipped_in(version: Version) -> frozenset[str]:
    """What the athlete left out of it, by readable ids."""
    return frozenset(mark.session for mark in version.marks if mark.kind is MarkKind.SKIPPED)


@dataclass(frozen=True)
class _Standing:
    """What a version knows of its weeks.

    Shape: `ways_in` are by readable id.
    """

    placements: tuple[Placement, ...]
    is_proven: bool
    ways_in: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, version: Version, now: datetime) -> "_Standing":
        """What is still to come of it."""
        told = json.loads(version.document) if version.document else {}
        ways_in = {each["id"]: tuple(each["would_fit_if"]) for each in told.get("dropped", ())}
        to_come = tuple(p for p in version.placements if now <= p.start)
        return cls(to_come, told.get("proven_optimal", True), ways_in)

    def place(self, brief: Brief, rules: Sequence[Rule]) -> Plan:
        """One week as the version has it."""
        placements = tuple(_own(self.placements, brief.week))
        stands = {placement.session.id: placement.session for placement in placements}
        asked = {session.id: session for session in brief.sessions}
        brief = replace(brief, sessions=tuple((asked | stands).values()))
        told = as_it_stands(Plan(brief, placements, proven_optimal=self.is_proven), rules)
        key = brief.week.key
        return replace(
            told,
            dropped=tuple(
                replace(each, would_fit_if=self.ways_in.get(f"{key}-{each.session.id}", ()))
                for each in told.dropped
            ),
        )


def _own(placements: Iterable[Placement], week: Week) -> Iterator[Placement]:
    """Those that belong to the week and lie in it, by the ids they have there."""
    for name, placement in in_week(placements, week).items():
        if week.span.start <= placement.start < week.span.end:
            partner = placement.joined_with and parted(placement.joined_with)[1]
            yield replace(placement, session=replace(placement.session, id=name), joined_with=partner)


def _weeks(version: Version, request: PlanRequest, now: datetime) -> tuple[Week, ...]:
    """The weeks of the version one after the other, from this one or the next on."""
    known = {parted(placement.session.id)[0] for placement in version.placements}
    week = week_of(now, request.athlete.zone)
    week = week if week.key in known else week.following
    weeks = list[Week]()
    while week.key in known and len(weeks) < MOST_WEEKS:
        weeks.append(week)
        week = week.following
    return tuple(weeks)
