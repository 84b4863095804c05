"""Finds the best hours on later days for a session that the athlete cannot do today."""

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
from service.usecases.answering.findings_at import TriedHour, without_pin
from service.usecases.answering.session_of_plan import session_of_plan
from service.usecases.weeks.plan_weeks import Planned

DEFAULT_LIMIT = 4
COARSE = 4 * GRID
"""Minutes between the hours that are tried; a week has hundreds, and neighbours cost nearly the same."""

LAST_RESORT_POINTS = 1000
"""From this many points on, an hour is a last resort: it misses wishes by many hours."""

MAX_REPLANS = 2
"""How many hours that need other sessions to move are tried; each plans the week again, in half a second."""


@dataclass(frozen=True)
class NextHour:
    """An hour a session could have instead of its own.

    Shape: `points` is the added cost of the week, negative when it gets cheaper. `moves` are the other
    sessions that would have to move.
    """

    plan: Plan
    session: Session
    start: datetime
    points: int
    sentence: str
    moves: tuple[Move, ...] = ()

    @property
    def is_last_resort(self) -> bool:
        """Whether the hour is so dear that it should be marked as a last resort."""
        return self.points >= LAST_RESORT_POINTS


def next_hours(
    planned: Planned, session: str, *, after: datetime, limit: int = DEFAULT_LIMIT
) -> tuple[NextHour, ...]:
    """Returns the cheapest hour of each later day of the session's week, cheapest first, then soonest.

    Shape: at most `limit` hours. Hours for which other sessions must move are tried only when too few days
    need no move. Hours that would drop a session are left out.
    Errors: UsageError when `session` names none or several of the plan.
    """
    plan, asked = session_of_plan(planned, session)
    base, rules = without_pin(plan, asked), planned.request.rules
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
    """The week with the session at one hour, and its cost.

    Shape: `broken` counts the musts that only the trial breaks. `points` are by tier.
    """

    start: datetime
    plan: Plan
    broken: int
    points: tuple[int, ...]

    @classmethod
    def of(
        cls, base: Plan, session: Session, start: datetime, rules: Sequence[Rule], known: Collection[str]
    ) -> "_Trial":
        """Tries the session at `start`; `known` are the sentences of hard findings the week has already."""
        plan = with_session_at(base, session, start, rules)
        points, broken = dict.fromkeys(Tier, 0), 0
        # One pass over the rules: `price` and `objections` together would take four.
        for rule in rules:
            forbids = rule.binds and rule.card.force is Force.HARD
            for finding in rule.findings(plan):
                points[finding.tier] += finding.cost
                broken += forbids and finding.is_hard and finding.sentence not in known
        return cls(start, plan, broken, tuple(points.values()))

    def as_it_stands(self, base: Plan, session: Session, rules: Sequence[Rule]) -> NextHour:
        """Returns the hour, for which no other session moves."""
        tried = TriedHour(base, session, self.start, (), price(self.plan, rules, than=base))
        return NextHour(base, session, self.start, tried.points, tried.sentence)


def _rank(trial: _Trial) -> tuple[int, tuple[int, ...], datetime]:
    return trial.broken, trial.points, trial.start


def _starts(plan: Plan, session: Session, after: datetime) -> Iterator[datetime]:
    """The starts after `after` that fit on other days: each full hour, and both ends of each free span."""
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
    for trial in trials[:MAX_REPLANS]:
        answer = ask(base, session, trial.start, rules)
        if answer.price and answer.verdict in {Verdict.DEARER, Verdict.SAME}:
            points = answer.price.points[Tier.WISH]
            yield NextHour(base, session, trial.start, points, answer.sentence, answer.moves)
