"""Find the next best hours for a session that is not to be done today."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from service.domain.plan import Plan
from service.domain.span import MINUTE
from service.domain.training import Session
from service.planning.answer import Move, Verdict
from service.planning.asked_hour import ask
from service.planning.explain import objections, room_of
from service.planning.price import price
from service.planning.starts import GRID, candidate_starts
from service.planning.trial import with_session_at
from service.rules.card import Force
from service.rules.finding import Tier
from service.rules.rule import Rule
from service.usecases.answering.findings_at import TriedHour, set_free
from service.usecases.answering.session_of_plan import session_of_plan
from service.usecases.weeks.plan_weeks import Planned

FEW = 4
COARSE = 4 * GRID
"""Minutes between the hours that are tried: a week offers hundreds, and neighbours cost much the same."""

VERY_DEAR = 1000
"""Points from which on an hour is one only for whoever has no other: wishes are missed by many hours."""

ASKED = 2
"""So often the week is planned again for an hour that needs others to make way, half a second each time."""


@dataclass(frozen=True)
class NextHour:
    """An hour a session could have instead.

    Shape: `points` is what the week then costs more, negative when less; `moves` are the other sessions
    that would make way.
    """

    plan: Plan
    session: Session
    start: datetime
    points: int
    sentence: str
    moves: tuple[Move, ...] = ()

    @property
    def is_very_dear(self) -> bool:
        """Whether it is worth a word more than its price."""
        return self.points >= VERY_DEAR


def next_hours(planned: Planned, session: str, *, after: datetime, limit: int = FEW) -> tuple[NextHour, ...]:
    """The cheapest hour of each later day of its week, the cheapest day first, the sooner of equals.

    Shape: days for which others have to make way are asked only when too few let the rest of the week
    stand as it is; none on which one would be dropped.
    Errors: UsageError when it is not one session of the plan.
    """
    plan, asked = session_of_plan(planned, session)
    base, rules = set_free(plan, asked), planned.request.rules
    known = {finding.sentence for finding in objections(base, rules)}
    trials = [_Trial.of(base, asked, start, rules, known) for start in _starts(plan, asked, after)]
    days = groupby(trials, lambda trial: plan.brief.week.day_of(trial.start))
    best = sorted((min(of_day, key=_rank) for _, of_day in days), key=_rank)
    free = [trial.as_it_stands(base, asked, rules) for trial in best if not trial.broken]
    if len(free) < limit:
        free += _with_others_moved(base, asked, [trial for trial in best if trial.broken], rules)
    return tuple(sorted(free, key=lambda hour: (hour.points, hour.start))[:limit])


@dataclass(frozen=True)
class _Trial:
    """The week with the session at one hour, weighed.

    Shape: `broken` counts the musts it newly breaks; `points` are by tier.
    """

    start: datetime
    plan: Plan
    broken: int
    points: tuple[int, ...]

    @classmethod
    def of(
        cls, base: Plan, session: Session, start: datetime, rules: Sequence[Rule], known: Collection[str]
    ) -> "_Trial":
        """The session there, the rest standing; `known` is what forbids the week already."""
        plan = with_session_at(base, session, start, rules)
        points, broken = dict.fromkeys(Tier, 0), 0
        # All in one pass: a price and the objections, asked for by themselves, take four.
        for rule in rules:
            forbids = rule.binds and rule.card.force is Force.HARD
            for finding in rule.findings(plan):
                points[finding.tier] += finding.cost
                broken += forbids and finding.is_hard and finding.sentence not in known
        return cls(start, plan, broken, tuple(points.values()))

    def as_it_stands(self, base: Plan, session: Session, rules: Sequence[Rule]) -> NextHour:
        """The hour, with nobody making way for it."""
        tried = TriedHour(base, session, self.start, (), price(self.plan, rules, than=base))
        return NextHour(base, session, self.start, tried.points, tried.sentence)


def _rank(trial: _Trial) -> tuple[int, tuple[int, ...], datetime]:
    return trial.broken, trial.points, trial.start


def _starts(plan: Plan, session: Session, after: datetime) -> Iterator[datetime]:
    """Each full hour of other days at which there is room, and the ends of what is free."""
    week = plan.brief.week
    others = {week.day_of(p.start) for p in plan.placements if p.session.id == session.id}
    for room in room_of(session, plan.brief):
        minutes = candidate_starts([room], session.duration, week.span.start)
        for minute in minutes:
            start = week.span.start + minute * MINUTE
            is_another_day = week.day_of(start) not in {week.day_of(after), *others}
            is_end = minute in {minutes[0], minutes[-1]}
            if after < start and is_another_day and (is_end or minute % COARSE == 0):
                yield start


def _with_others_moved(
    base: Plan, session: Session, trials: Sequence[_Trial], rules: Sequence[Rule]
) -> Iterator[NextHour]:
    for trial in trials[:ASKED]:
        answer = ask(base, session, trial.start, rules)
        if answer.price and answer.verdict in {Verdict.DEARER, Verdict.SAME}:
            points = answer.price.points[Tier.WISH]
            yield NextHour(base, session, trial.start, points, answer.sentence, answer.moves)
