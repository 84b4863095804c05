"""Weeks without the solver: sessions at hours that a test chooses, within the planner's hard limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta

from service.domain.entry import session_key
from service.domain.plan import Brief, Placement, Plan, Reason
from service.domain.span import Span
from service.domain.training import USUAL_EFFORT, Effort, Kind, Session
from service.domain.week import Week
from service.usecases.reading.gather import gather
from service.usecases.syncing.propose import KnownState, Run
from service.usecases.weeks.plan_weeks import Planned
from service.usecases.weeks.previous_plan import placements_of


@dataclass(frozen=True)
class Wish:
    """The hour of one session in its week; `quarter` counts quarter hours from Monday 00:00."""

    quarter: int
    minutes: int = 60
    effort: Effort | None = None
    reason: str = "It is free."


Wishes = Mapping[tuple[str, Kind], Wish]
"""By week and kind; what is not among them is dropped."""


def made_up(run: Run, known: KnownState, wishes: Wishes) -> Planned:
    """The weeks as wished: what is pinned stays, what is skipped or has begun is no plan."""
    gathered = gather(run.sources, run.request.horizon, now=run.now, ignore_unreadable=run.ignore_unreadable)
    plans = tuple(_plan(week, run, known, wishes) for week in run.request.each_week)
    return Planned(run.request, run.now, gathered, plans, {})


def _plan(week: Week, run: Run, known: KnownState, wishes: Wishes) -> Plan:
    placements = tuple(sorted(_placements(week, run, known, wishes), key=lambda placement: placement.start))
    sessions = tuple(placement.session for placement in placements)
    reasons = {kind.value: wish.reason for (key, kind), wish in wishes.items() if key == week.key}
    why: dict[str, tuple[Reason, ...]] = {
        s.id: (Reason("free", reasons[s.id]),) for s in sessions if s.id in reasons
    }
    return Plan(Brief(run.request.athlete, week, sessions), placements, why=why)


def _placements(week: Week, run: Run, known: KnownState, wishes: Wishes) -> Iterator[Placement]:
    stood = {placement.session.id: placement for placement in known.stood}
    newest = {**stood, **{p.session.id: p for p in placements_of(known.undecided)}}
    for kind in Kind:
        key, wish = session_key(week=week.key, session=kind), wishes.get((week.key, kind))
        has_begun = key in newest and newest[key].start < run.now
        if key in known.skipped or has_begun:
            continue
        if key in stood and stood[key].pinned:
            yield from _pinned(stood[key], week, kind)
        elif wish:
            span = _span(week, wish)
            if run.now < span.start:
                yield Placement(session(kind, wish), span)


def _pinned(stood: Placement, week: Week, kind: Kind) -> Iterator[Placement]:
    """Where it was pinned, if that is in its own week."""
    if week.span.start <= stood.start < week.span.end:
        yield replace(stood, session=replace(stood.session, id=kind.value, duration=stood.span.duration))


def session(kind: Kind, wish: Wish) -> Session:
    effort = USUAL_EFFORT[kind] if wish.effort is None else wish.effort
    return Session(kind.value, kind, timedelta(minutes=wish.minutes), effort)


def _span(week: Week, wish: Wish) -> Span:
    day, quarter = divmod(wish.quarter, 96)
    start = week.at(week.first_day + timedelta(days=day), time(quarter // 4, quarter % 4 * 15))
    return Span.lasting(start, timedelta(minutes=wish.minutes))
