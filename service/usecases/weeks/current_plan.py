"""Rebuilds the planned weeks of a stored version over the calendars, without running the solver."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.entry import split_session_key
from service.domain.log import Logged
from service.domain.mark import MarkKind
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.version import Version
from service.domain.week import Week, week_of
from service.planning.solve import checked_as_is
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
    """Returns the version's weeks from this one on, with each session at its hour in the version.

    Shape: no plans when all its weeks are over. A requested session without an hour counts as dropped.
    Calendars are read as in `over_calendars`.
    """
    of_weeks = _weeks(version, request, now)
    wish = replace(request, first_week=of_weeks[0], weeks=len(of_weeks)) if of_weeks else request
    place = _StoredWeeks.of(version, now).place
    planned = over_calendars(version, wish, sources, logged=logged, now=now, place=place)
    return planned if of_weeks else replace(planned, plans=(), changes={}, notes={})


def over_calendars(  # noqa: PLR0913  # every input of a plan
    version: Version,
    request: PlanRequest,
    sources: Sequence[BusySource],
    *,
    logged: Iterable[Logged],
    now: datetime,
    place: Callable[[Brief, Sequence[Rule]], Plan],
) -> Planned:
    """Returns the requested weeks over the calendars; `place` gives each week its placements.

    Shape: the version provides previous placements, pins and skipped sessions. A calendar that cannot be
    read adds a warning and no busy time.
    """
    marks = {mark.session: mark for mark in version.marks}
    stood = previous_placements(version, (), marks, (), athlete=request.athlete.id, sessions=request.sessions)
    return plan(
        request,
        sources,
        before=tuple(stood),
        logged=logged,
        skipped=skipped_in(version),
        wished=wished_in(version),
        now=now,
        ignore_unreadable=True,
        place=place,
    )


def skipped_in(version: Version) -> frozenset[str]:
    """Returns the readable ids of the sessions skipped in the version."""
    return frozenset(mark.session for mark in version.marks if mark.kind is MarkKind.SKIPPED)


def wished_in(version: Version) -> dict[str, Span]:
    """Returns the days that sessions are wished for in the version, by readable id."""
    wishes = (mark for mark in version.marks if mark.kind is MarkKind.DAY)
    return {mark.session: mark.span for mark in wishes if mark.span}


@dataclass(frozen=True)
class _StoredWeeks:
    """The placements of a version that are still to come, and what its document says of drops and optimality.

    Shape: `ways_in` are the relaxations that make room for a dropped session, by readable id.
    """

    placements: tuple[Placement, ...]
    is_proven: bool
    bound: int
    ways_in: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, version: Version, now: datetime) -> "_StoredWeeks":
        """Reads the placements and the document of the version."""
        told = json.loads(version.document) if version.document else {}
        ways_in = {each["id"]: tuple(each["would_fit_if"]) for each in told.get("dropped", ())}
        to_come = tuple(p for p in version.placements if now <= p.start)
        is_proven = told.get("proven_optimal", True)
        # A version of before the bound was told may be as far from the best week as its own cost.
        return cls(to_come, is_proven, 0 if is_proven else told.get("bound", sys.maxsize), ways_in)

    def place(self, brief: Brief, rules: Sequence[Rule]) -> Plan:
        """Returns one week with the version's placements and drops; a `place` for `over_calendars`."""
        placements = tuple(_own(self.placements, brief.week))
        stands = {placement.session.id: placement.session for placement in placements}
        asked = {session.id: session for session in brief.sessions}
        brief = replace(brief, sessions=tuple((asked | stands).values()))
        told = checked_as_is(Plan(brief, placements, proven_optimal=self.is_proven, bound=self.bound), rules)
        key = brief.week.key
        return replace(
            told,
            dropped=tuple(
                replace(each, would_fit_if=self.ways_in.get(f"{key}-{each.session.id}", ()))
                for each in told.dropped
            ),
        )


def _own(placements: Iterable[Placement], week: Week) -> Iterator[Placement]:
    """The placements that belong to the week and begin in it, with short ids in place of readable ones."""
    for name, placement in in_week(placements, week).items():
        if week.span.start <= placement.start < week.span.end:
            partner = placement.joined_with and split_session_key(placement.joined_with)[1]
            yield replace(placement, session=replace(placement.session, id=name), joined_with=partner)


def _weeks(version: Version, request: PlanRequest, now: datetime) -> tuple[Week, ...]:
    """The version's consecutive weeks, from this week on, or from the next if this one is not planned."""
    known = {split_session_key(placement.session.id)[0] for placement in version.placements}
    week = week_of(now, request.athlete.zone)
    week = week if week.key in known else week.following
    weeks = list[Week]()
    while week.key in known and len(weeks) < MOST_WEEKS:
        weeks.append(week)
        week = week.following
    return tuple(weeks)
