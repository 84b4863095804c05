"""Plan one to four weeks over what the calendars say, each seeing what the last one left in the legs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.domain.athlete import Athlete
from service.domain.entry import Entry, session_key, uid
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.training import Session
from service.domain.week import Week
from service.planning.solve import solve
from service.ports.busy_source import BusySource
from service.rules.rule import Rule
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

    @property
    def horizon(self) -> Span:
        """From the first midnight of the first week to the last of the last."""
        week = self.first_week
        for _ in range(self.weeks - 1):
            week = week.following
        return Span(self.first_week.span.start, week.span.end)


@dataclass(frozen=True)
class Planned:
    """The weeks as planned, and what they were planned over."""

    wanted: Wanted
    made_at: datetime
    gathered: Gathered
    plans: tuple[Plan, ...]


def plan(  # noqa: PLR0913  # each is a choice of the caller
    wanted: Wanted,
    sources: Sequence[BusySource],
    *,
    shown: Iterable[Entry] = (),
    now: datetime,
    ignore_unreadable: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Planned:
    """Read every calendar, then plan week after week.

    Shape: `shown` are our entries where the plan will be written, last week's among them.
    `tell` hears what is being done, for whoever waits.
    Errors: CalendarUnreadable, unless told to ignore it.
    """
    horizon = wanted.horizon
    tell("Reading the calendars")
    reach = horizon.grow(before=IN_THE_LEGS, after=IN_THE_LEGS)
    gathered = gather(sources, reach, now=now, ignore_unreadable=ignore_unreadable, counted=horizon)
    trained = _once([*gathered.trained, *map(_as_placement, _standing(shown))])
    # What this plan will fill is no history yet, even if an earlier plan has filled it before.
    since = now if horizon.start <= now < horizon.end else horizon.start
    stood = tuple(placement for placement in trained if placement.start < since)
    ahead = tuple(placement for placement in trained if horizon.end <= placement.start)
    week, plans, carried = wanted.first_week, list[Plan](), list[Placement]()
    for number in range(wanted.weeks):
        tell(f"Planning week {number + 1} of {wanted.weeks}")
        brief = Brief(
            athlete=wanted.athlete,
            week=week,
            sessions=_still_to_do(wanted, week, stood),
            busy=tuple(busy for busy in gathered.busy if busy.span.overlaps(_around(week.span))),
            carried=tuple(p for p in (*stood, *carried) if week.span.start - IN_THE_LEGS < p.end),
            ahead=tuple(p for p in ahead if p.start < week.span.end + IN_THE_LEGS),
            not_before=_next_quarter(now) if now < week.span.end else None,
        )
        plans.append(solve(brief, wanted.rules))
        carried += _carried(plans[-1])
        week = week.following
    return Planned(wanted, now, gathered, tuple(plans))


def _still_to_do(wanted: Wanted, week: Week, stood: Iterable[Placement]) -> tuple[Session, ...]:
    """The sessions of which nothing has stood yet: what has begun, or lies before the plan, is no plan.

    A horizon that is over is planned as if it were to come.
    """
    # An entry that came back through another calendar may have kept nothing of its identity but the UID.
    known = {placement.session.id for placement in stood}
    athlete = wanted.athlete.id
    return tuple(
        session
        for session in wanted.sessions
        if session_key(week=week.key, session=session.id) not in known
        and uid(athlete=athlete, week=week.key, session=session.id) not in known
    )


def _carried(plan: Plan) -> Iterable[Placement]:
    """The week's placements as the next one sees them, told apart from its own sessions of the same name."""
    for placement in plan.placements:
        key = session_key(week=plan.brief.week.key, session=placement.session.id)
        yield Placement(replace(placement.session, id=key), placement.span)


def _next_quarter(now: datetime) -> datetime:
    return now + (datetime.min.replace(tzinfo=now.tzinfo) - now) % A_QUARTER


def _around(week: Span) -> Span:
    # What begins just after the week still keeps its last evening from being free for a meal.
    return week.grow(before=A_DAY, after=A_DAY)


def _standing(shown: Iterable[Entry]) -> Iterable[Entry]:
    return (entry for entry in shown if not entry.cancelled)


def _as_placement(entry: Entry) -> Placement:
    session = Session(entry.session, entry.kind, entry.span.duration, entry.effort)
    return Placement(session, entry.span)


def _once(trained: Iterable[Placement]) -> tuple[Placement, ...]:
    """Each session once, however many calendars show it, in order."""
    by_start = {(p.start, p.session.kind): p for p in trained}
    return tuple(by_start[key] for key in sorted(by_start))
