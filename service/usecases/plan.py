"""Plan one to four weeks over what the calendars say, each seeing what the last one left in the legs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from service.domain.athlete import Athlete
from service.domain.change import Change
from service.domain.entry import Entry, session_key, uid
from service.domain.log import Logged
from service.domain.place import at_its_place
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.training import Session
from service.domain.week import Week
from service.planning.solve import solve
from service.planning.ways_in import with_ways_in
from service.ports.busy_source import BusySource
from service.ports.training_log import TrainingLog
from service.prescription.check_in import CheckIn
from service.prescription.lately import LATELY, longest_run
from service.prescription.prescribe import prescribe
from service.prescription.prescription import Prescription
from service.prescription.season import UNDECIDED, Season
from service.prescription.settled import in_the_legs, still_asked
from service.rules.rule import Rule
from service.usecases.compare import compare
from service.usecases.earlier import in_week, placements_of, where_they_stood
from service.usecases.gather import Gathered, gather

IN_THE_LEGS = timedelta(days=14)
"""How far back training can still matter: as long as a configuration lets any gap be."""

A_DAY = timedelta(days=1)
A_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Wanted:
    """What a person asks to have planned."""

    athlete: Athlete
    first_week: Week
    weeks: int
    sessions: tuple[Session, ...]
    rules: tuple[Rule, ...]
    season: Season = UNDECIDED
    check_in: CheckIn | None = None

    @property
    def horizon(self) -> Span:
        """From the first midnight of the first week to the last of the last."""
        week = self.first_week
        for _ in range(self.weeks - 1):
            week = week.following
        return Span(self.first_week.span.start, week.span.end)


@dataclass(frozen=True)
class Planned:
    """The weeks as planned, and what they were planned over.

    Shape: `changes` has each week of which something stood before, `notes` what is said of how each
    week's sessions came about.
    """

    wanted: Wanted
    made_at: datetime
    gathered: Gathered
    plans: tuple[Plan, ...]
    changes: dict[Week, tuple[Change, ...]]
    notes: dict[Week, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Situation:
    """What is known before the first week is planned.

    Shape: `done` is training that is no plan any more, `ahead` what stands after all the weeks, and
    `earlier` what the earlier plan had yet to begin. `log` corrects and completes what was done.
    """

    wanted: Wanted
    now: datetime
    gathered: Gathered
    done: tuple[Placement, ...]
    ahead: tuple[Placement, ...]
    earlier: tuple[Placement, ...]
    log: tuple[Logged, ...] = ()

    def prescription(self, week: Week, carried: Iterable[Placement]) -> Prescription:
        """The sessions one week asks for, what the log has settled left out."""
        made = prescribe(
            self.wanted.sessions,
            week,
            goal=self.wanted.athlete.goal,
            season=self.wanted.season,
            check_in=self.wanted.check_in,
            longest_lately=self._longest_lately(week, carried),
        )
        return still_asked(made, self.log, self.done, week)

    def brief(self, week: Week, prescription: Prescription, carried: Iterable[Placement]) -> Brief:
        """What one week asks, the weeks planned before it being `carried`."""
        sessions = _still_to_do(self.wanted.athlete, prescription.sessions, week, self.done)
        standing = tuple(where_they_stood(sessions, in_week(self.earlier, week), week))
        return Brief(
            athlete=self.wanted.athlete,
            week=week,
            sessions=sessions,
            busy=(
                *(busy for busy in self.gathered.busy if busy.span.overlaps(_around(week.span))),
                *prescription.closed,
            ),
            carried=tuple(p for p in (*self._trained, *carried) if week.span.start - IN_THE_LEGS < p.end),
            ahead=(
                *(p for p in self.ahead if p.start < week.span.end + IN_THE_LEGS),
                *prescription.ahead,
            ),
            pinned=tuple(placement for placement in standing if placement.pinned),
            stood=tuple(placement for placement in standing if not placement.pinned),
            not_before=_not_before(self.now, standing) if self.now < week.span.end else None,
            longest_lately=self._longest_lately(week, carried),
        )

    @cached_property
    def _trained(self) -> tuple[Placement, ...]:
        return in_the_legs(self.done, self.log, self.wanted.athlete.zone)

    def _longest_lately(self, week: Week, carried: Iterable[Placement]) -> timedelta | None:
        return longest_run((*self._trained, *carried), self.log, week)


def plan(  # noqa: PLR0913  # each is a choice of the caller
    wanted: Wanted,
    sources: Sequence[BusySource],
    *,
    shown: Iterable[Entry] = (),
    before: Iterable[Placement] = (),
    log: TrainingLog | None = None,
    now: datetime,
    ignore_unreadable: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Planned:
    """Read every calendar, then plan week after week.

    Shape: `shown` are our entries where the plan will be written, last week's among them; `before` is
    the earlier plan, by readable ids. `tell` hears what is being done, for whoever waits.
    Errors: CalendarUnreadable, unless told to ignore it; ConfigurationError for a log that is wrong.
    """
    horizon, before = wanted.horizon, tuple(before)
    logged = log.read() if log else ()
    tell("Reading the calendars")
    reach = horizon.grow(before=LATELY, after=IN_THE_LEGS)
    gathered = gather(sources, reach, now=now, ignore_unreadable=ignore_unreadable, counted=horizon)
    situation = _situation(wanted, gathered, shown, before, now)
    situation = replace(situation, log=_that_counts(logged, wanted, now))
    week, plans, carried = wanted.first_week, list[Plan](), list[Placement]()
    changes, notes = dict[Week, tuple[Change, ...]](), dict[Week, tuple[str, ...]]()
    for number in range(wanted.weeks):
        tell(f"Planning week {number + 1} of {wanted.weeks}")
        prescription = situation.prescription(week, carried)
        notes[week] = prescription.notes
        brief = situation.brief(week, prescription, carried)
        plans.append(with_ways_in(solve(brief, wanted.rules), wanted.rules))
        if in_week(before, week):
            changes[week] = tuple(compare(plans[-1], in_week(situation.earlier, week), wanted.rules))
        carried += _carried(plans[-1])
        week = week.following
    return Planned(wanted, now, gathered, tuple(plans), changes, notes)


def _situation(
    wanted: Wanted,
    gathered: Gathered,
    shown: Iterable[Entry],
    before: tuple[Placement, ...],
    now: datetime,
) -> _Situation:
    horizon = wanted.horizon
    # What the calendar shows now is newer than the earlier plan.
    known = {placement.session.id: placement for placement in (*before, *placements_of(shown))}
    trained = _once([*gathered.trained, *known.values()])
    # What this plan will fill is no history yet, even if an earlier plan has filled it before.
    since = now if horizon.start <= now < horizon.end else horizon.start
    return _Situation(
        wanted,
        now,
        gathered,
        done=tuple(placement for placement in trained if placement.start < since),
        ahead=tuple(placement for placement in trained if horizon.end <= placement.start),
        earlier=tuple(placement for placement in before if since <= placement.start),
    )


def _that_counts(log: Iterable[Logged], wanted: Wanted, now: datetime) -> tuple[Logged, ...]:
    """The lines that can settle something: nothing was done tomorrow.

    Shape: weeks that are over are planned as if they were to come.
    """
    today = now.astimezone(wanted.athlete.zone).date()
    until = today if now < wanted.horizon.end else wanted.first_week.first_day - A_DAY
    is_over = until < today
    return tuple(line for line in log if line.day <= until or (line.missed and not is_over))


def _still_to_do(
    athlete: Athlete, sessions: Iterable[Session], week: Week, stood: Iterable[Placement]
) -> tuple[Session, ...]:
    """The sessions of which nothing has stood yet: what has begun, or lies before the plan, is no plan.

    A horizon that is over is planned as if it were to come.
    """
    # An entry that came back through another calendar may have kept nothing of its identity but the UID.
    known = {placement.session.id for placement in stood}
    return tuple(
        at_its_place(session, athlete.places)
        for session in sessions
        if session_key(week=week.key, session=session.id) not in known
        and uid(athlete=athlete.id, week=week.key, session=session.id) not in known
    )


def _carried(plan: Plan) -> Iterable[Placement]:
    """The week's placements as the next one sees them, told apart from its own sessions of the same name."""
    for placement in plan.placements:
        key = session_key(week=plan.brief.week.key, session=placement.session.id)
        yield Placement(replace(placement.session, id=key), placement.span)


def _not_before(now: datetime, standing: Iterable[Placement]) -> datetime:
    """The next quarter hour, or sooner where a session stands that is about to begin."""
    next_quarter = now + (datetime.min.replace(tzinfo=now.tzinfo) - now) % A_QUARTER
    return min([next_quarter, *(placement.start for placement in standing if now <= placement.start)])


def _around(week: Span) -> Span:
    # What begins just after the week still keeps its last evening from being free for a meal.
    return week.grow(before=A_DAY, after=A_DAY)


def _once(trained: Iterable[Placement]) -> tuple[Placement, ...]:
    """Each session once, however many calendars show it, in order."""
    by_start = {(p.start, p.session.kind): p for p in trained}
    return tuple(by_start[key] for key in sorted(by_start))
