"""Answers why a session is not at a requested hour, by planning the week with the session there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from service.domain.busy import Busy
from service.domain.plan import Brief, Placement, Plan, Reason
from service.domain.span import MINUTE, Span
from service.domain.training import Session
from service.domain.week import Week
from service.domain.wording import clock, day, when
from service.planning.answer import Answer, Move, Verdict
from service.planning.explain import objections
from service.planning.price import price
from service.planning.solve import settle
from service.planning.trial import new_objections, with_fewest_moves, with_session_at
from service.rules.finding import Finding
from service.rules.only_free_time import OnlyFreeTime
from service.rules.rule import Rule

FREE_TIME = OnlyFreeTime.card.id


def ask(plan: Plan, session: Session, start: datetime, rules: Sequence[Rule]) -> Answer:
    """Answers which rules forbid the hour, or what the best week with the session there would cost.

    Shape: a session that the athlete has pinned elsewhere is treated as if it were not pinned.
    """
    if any(p.session.id == session.id and p.start == start for p in plan.placements):
        return Answer(plan, session, start, Verdict.CHOSEN)
    plan = replace(plan, brief=_unpinned(plan.brief, session))
    trial = with_session_at(plan, session, start, rules)
    found = new_objections(trial, plan, rules)
    fixed = replace(plan, placements=plan.brief.pinned)
    pins = with_session_at(fixed, session, start, rules)
    immovable = new_objections(pins, fixed, rules)
    asked = Answer(
        plan,
        session,
        start,
        Verdict.IMPOSSIBLE,
        in_the_way=as_reasons(trial, session, (*immovable, *found), rules),
        immovable=as_reasons(pins, session, immovable, rules),
    )
    return asked if immovable else _priced(asked, pins, trial, rules)


def _priced(asked: Answer, pins: Plan, trial: Plan, rules: Sequence[Rule]) -> Answer:
    """The answer with the extra cost of the best week that has these pins, compared with the plan."""
    plan, session = asked.plan, asked.session
    pinned = tuple(replace(placement, pinned=True) for placement in pins.placements)
    solved = settle(replace(plan.brief, pinned=pinned), rules)
    best = replace(plan, placements=tuple(_freed(p, session) for p in solved.placements))
    stands = not asked.in_the_way and not price(trial, rules, than=best).is_higher
    best = trial if stands else with_fewest_moves(best, plan, rules, but=session.id)
    cost, drops = price(best, rules, than=plan), tuple(_drops(plan, best))
    verdict = Verdict.DROPS if drops else Verdict.DEARER if cost.is_higher else Verdict.SAME
    return replace(
        asked,
        verdict=verdict,
        price=cost,
        moves=tuple(_moves(plan, best, but=session.id)),
        drops=drops,
        proven=plan.proven_optimal and solved.proven_optimal,
    )


def _unpinned(brief: Brief, session: Session) -> Brief:
    return replace(brief, pinned=tuple(p for p in brief.pinned if p.session.id != session.id))


def _freed(placement: Placement, session: Session) -> Placement:
    return replace(placement, pinned=placement.pinned and placement.session.id != session.id)


def _drops(plan: Plan, best: Plan) -> Iterator[Session]:
    placed = {placement.session.id for placement in best.placements}
    return (p.session for p in plan.placements if p.session.id not in placed)


def _moves(plan: Plan, best: Plan, *, but: str) -> Iterator[Move]:
    stood = {placement.session.id: placement.start for placement in plan.placements}
    for placement in best.placements:
        was = stood.get(placement.session.id)
        if placement.session.id != but and was != placement.start:
            yield Move(placement.session, was, placement.start)


def as_reasons(
    trial: Plan, session: Session, findings: Sequence[Finding], rules: Sequence[Rule]
) -> tuple[Reason, ...]:
    """The findings as reasons, each once; what takes the hour itself comes first, event by event."""
    first = {_thing_said(finding): finding for finding in reversed(findings)}
    once = sorted(first.values(), key=findings.index)
    told = [Reason(finding.rule, finding.sentence) for finding in once if finding.rule != FREE_TIME]
    if any(finding.rule == FREE_TIME for finding in findings):
        # Apart from the meetings, sleep or opening hours may forbid the hour, and no moved meeting helps.
        calm = replace(trial, brief=replace(trial.brief, busy=(), not_before=None))
        lasting = [f.sentence for f in objections(calm, rules) if f.rule == FREE_TIME]
        placement = next(p for p in trial.placements if p.session.id == session.id)
        told = [Reason(FREE_TIME, text) for text in (*_taken(trial.brief, placement), *lasting)] + told
    return tuple(dict.fromkeys(told))


def _thing_said(finding: Finding) -> str | frozenset[str]:
    """The key of a finding among duplicates: for an overlap its two sessions, in either order."""
    return frozenset(finding.sessions) if finding.sentence.endswith(" overlap.") else finding.sentence


def _taken(brief: Brief, placement: Placement) -> Iterator[str]:
    needed = placement.span.grow(before=placement.session.before, after=placement.session.after)
    if brief.not_before and needed.start < brief.not_before:
        yield f"{when(placement.start, brief.week.zone)} has gone by."
    for busy in sorted(brief.busy):
        if busy.span.overlaps(needed):
            yield f"{f'“{busy.title}”' if busy.title else 'Busy time'} takes {_stretch(brief.week, busy)}."


def _stretch(week: Week, busy: Busy) -> str:
    """The time of a busy span, such as Tue 17:30–19:00, or the days it lasts."""
    span: Span = busy.span
    first, last = week.day_of(span.start), week.day_of(span.end - MINUTE)
    if span.holds(week.span_of(first)):
        return day(first) if first == last else f"{day(first)} to {day(last)}"
    end = clock(span.end, week.zone) if first == last else when(span.end, week.zone)
    return f"{when(span.start, week.zone)}–{end}"
