"""Holds what is known before planning, and derives each week's prescription and brief from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import product
from typing import TypeVar

from service.domain.athlete import Athlete
from service.domain.busy import Busy
from service.domain.entry import session_key, uid
from service.domain.log import Logged
from service.domain.place import at_its_place
from service.domain.plan import Brief, Placement
from service.domain.span import Span
from service.domain.training import Session
from service.domain.week import Week
from service.domain.wording import name
from service.prescription.logged_sessions import recent_training, still_due
from service.prescription.prescribe import prescribe
from service.prescription.prescription import Prescription
from service.prescription.recent_runs import longest_run
from service.rules.drop_by_goal import DropByGoal
from service.rules.long_run_spike import LongRunSpike
from service.rules.relaxed import unrelaxed
from service.rules.rule import Rule
from service.usecases.reading.gather import Gathered
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.previous_plan import in_week, previous_starts

RECOVERY_REACH = timedelta(days=14)
"""How far training can affect other sessions: the longest gap that a configuration allows."""

A_DAY = timedelta(days=1)
A_QUARTER = timedelta(minutes=15)

R = TypeVar("R", bound=Rule)


@dataclass(frozen=True)
class Situation:
    """What is known before the first week is planned.

    Shape: `done` has begun or lies before the horizon, `ahead` lies after the horizon. `earlier` are the
    previous placements still to begin. `strayed` are pins outside their own week, and `skipped` are
    readable ids: neither is planned again. `wished` are the days that the athlete wants sessions on, by
    readable id. `log` corrects and completes `done`.
    """

    request: PlanRequest
    now: datetime
    gathered: Gathered
    done: tuple[Placement, ...]
    ahead: tuple[Placement, ...]
    earlier: tuple[Placement, ...]
    log: tuple[Logged, ...]
    strayed: tuple[Placement, ...] = ()
    skipped: frozenset[str] = frozenset()
    wished: Mapping[str, Span] = field(default_factory=dict)

    def prescription(self, week: Week, carried: Iterable[Placement]) -> Prescription:
        """Returns the sessions one week asks for, without those the log has settled.

        Shape: `carried` are the placements of the weeks planned before it.
        """
        made = prescribe(
            self.request.sessions,
            week,
            goal=self.request.athlete.goal,
            season=self.request.season,
            level=self.request.athlete.level,
            check_in=self.request.check_in,
            longest_recent_run=self._longest_recent_run(week, carried),
            stands=self._days_by_session(week, carried),
            spike=self._rule(LongRunSpike),
            least=self._rule(DropByGoal) or DropByGoal(),
        )
        return still_due(made, self.log, self.done, week)

    def brief(self, week: Week, prescription: Prescription, carried: Iterable[Placement]) -> Brief:
        """Returns the brief of one week.

        Shape: `carried` are the placements of the weeks planned before it.
        """
        asked = _still_to_do(self.request.athlete, prescription.sessions, week, self.done)
        before = in_week(self.earlier, week)
        sessions = tuple(
            _with_pinned_length(s, before.get(s.id)) for s in asked if not self._is_settled(week, s)
        )
        wishes = {s.id: days for s in sessions if (days := self.wished.get(_key(week, s)))}
        standing = tuple(
            # An hour on another day than the one wished for is given up; nothing may hold the session there.
            p
            for p in previous_starts(sessions, before, week)
            if p.pinned or p.session.id not in wishes or wishes[p.session.id].holds(p.span)
        )
        return Brief(
            athlete=self.request.athlete,
            week=week,
            sessions=sessions,
            busy=(
                *(busy for busy in self.gathered.busy if busy.span.overlaps(_around(week.span))),
                *(Busy(p.span, name(p.session)) for p in self.strayed if p.span.overlaps(week.span)),
                *(Busy(p.span, name(p.session)) for p in _unasked_pins(before, sessions)),
                *prescription.closed,
            ),
            carried=tuple(
                p
                for p in (*self._trained, *self._strayed_before(week), *carried)
                if week.span.start - RECOVERY_REACH < p.end
            ),
            ahead=(
                *(p for p in self.ahead if p.start < week.span.end + RECOVERY_REACH),
                *prescription.ahead,
            ),
            pinned=tuple(placement for placement in standing if placement.pinned),
            wished=tuple(wishes.items()),
            stood=tuple(placement for placement in standing if not placement.pinned),
            not_before=_not_before(self.now, standing) if self.now < week.span.end else None,
            longest_recent_run=self._longest_recent_run(week, carried),
        )

    def before(self, week: Week) -> dict[str, Placement]:
        """Returns the week's own previous placements still to begin, by short ids, without strayed ones."""
        strayed = {placement.session.id for placement in self.strayed}
        return in_week((p for p in self.earlier if p.session.id not in strayed), week)

    @cached_property
    def _trained(self) -> tuple[Placement, ...]:
        return recent_training(self.done, self.log, self.request.athlete.zone)

    def _is_settled(self, week: Week, session: Session) -> bool:
        key = _key(week, session)
        return key in self.skipped or any(placement.session.id == key for placement in self.strayed)

    def _strayed_before(self, week: Week) -> Iterator[Placement]:
        # Not those inside the week: they are busy time there, and what will precede them is not planned yet.
        return (placement for placement in self.strayed if placement.start < week.span.start)

    def _days_by_session(self, week: Week, carried: Iterable[Placement]) -> dict[str, date]:
        """The days that sessions of this week and the one before have or had, by readable id."""
        standing = (*self.done, *self.earlier, *carried)
        days = {p.session.id: week.day_of(p.start) for p in standing}
        for each, session in product((week, week.preceding), self.request.sessions):
            own = uid(athlete=self.request.athlete.id, week=each.key, session=session.id)
            if own in days:
                days[session_key(week=each.key, session=session.id)] = days[own]
        return days

    def _rule(self, kind: type[R]) -> R | None:
        rules = map(unrelaxed, self.request.rules)
        return next((rule for rule in rules if isinstance(rule, kind)), None)

    def _longest_recent_run(self, week: Week, carried: Iterable[Placement]) -> timedelta | None:
        known = longest_run(self._trained, self.log, week)
        planned = longest_run(carried, (), week)
        if known is None and planned:
            # No recent run is known, and a planned deload is no measure: None keeps the usual long run.
            usual = max((s.duration for s in self.request.sessions if s.is_run), default=planned)
            return planned if usual <= planned else None
        return max(filter(None, (known, planned)), default=None)


def _key(week: Week, session: Session) -> str:
    return session_key(week=week.key, session=session.id)


def _unasked_pins(before: Mapping[str, Placement], sessions: Iterable[Session]) -> Iterator[Placement]:
    """Pins of sessions the week no longer asks for: they stay on the calendar, so they are busy time."""
    asked = {session.id for session in sessions}
    return (placement for key, placement in before.items() if placement.pinned and key not in asked)


def _with_pinned_length(session: Session, stood: Placement | None) -> Session:
    """The session with the length of its pin: an athlete who lengthens an entry wants to train longer."""
    if stood is None or not stood.pinned or not stood.span.duration:
        return session
    return replace(session, duration=stood.span.duration)


def _still_to_do(
    athlete: Athlete, sessions: Iterable[Session], week: Week, stood: Iterable[Placement]
) -> tuple[Session, ...]:
    """The sessions that are not among `stood`, which have begun or lie before the horizon.

    A horizon that is over is planned as if it were to come.
    """
    # By UID too: an entry read through another calendar may have kept nothing else of its identity.
    known = {placement.session.id for placement in stood}
    return tuple(
        at_its_place(session, athlete.places)
        for session in sessions
        if session_key(week=week.key, session=session.id) not in known
        and uid(athlete=athlete.id, week=week.key, session=session.id) not in known
    )


def _not_before(now: datetime, standing: Iterable[Placement]) -> datetime:
    """The earliest instant to plan from: the next quarter hour, or sooner for a session about to begin.

    Shape: the time before a session, such as the way to it, counts. So the result lies before `now` when
    the athlete is already on the way.
    """
    next_quarter = now + (datetime.min.replace(tzinfo=now.tzinfo) - now) % A_QUARTER
    on_the_way = (p.start - p.session.before for p in standing if now <= p.start)
    return min([next_quarter, *on_the_way])


def _around(week: Span) -> Span:
    # A day more on each side: an event just after the week can still block a meal on its last evening.
    return week.grow(before=A_DAY, after=A_DAY)
