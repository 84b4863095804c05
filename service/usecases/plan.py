"""Plan one to four weeks over what the calendars say, each seeing what the last one left in the legs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.domain.athlete import Athlete
from service.domain.entry import Entry
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.training import Session
from service.domain.week import Week
from service.planning.solve import solve
from service.ports.busy_source import BusySource
from service.rules.rule import Rule
from service.usecases.gather import Gathered, gather

IN_THE_LEGS = timedelta(days=7)
"""How far back training still matters; no rule looks farther than 72 hours."""

A_DAY = timedelta(days=1)


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
    reach = horizon.grow(before=IN_THE_LEGS, after=A_DAY)
    gathered = gather(sources, reach, now=now, ignore_unreadable=ignore_unreadable)
    carried = _carried([*gathered.trained, *map(_as_placement, _standing(shown))], horizon)
    week, plans = wanted.first_week, list[Plan]()
    for number in range(wanted.weeks):
        tell(f"Planning week {number + 1} of {wanted.weeks}")
        brief = Brief(
            athlete=wanted.athlete,
            week=week,
            sessions=wanted.sessions,
            busy=tuple(busy for busy in gathered.busy if busy.span.overlaps(_around(week.span))),
            carried=tuple(p for p in carried if week.span.start - IN_THE_LEGS < p.end),
            not_before=now if now < week.span.end else None,
        )
        plans.append(solve(brief, wanted.rules))
        carried = (*carried, *plans[-1].placements)
        week = week.following
    return Planned(wanted, now, gathered, tuple(plans))


def _around(week: Span) -> Span:
    # What begins just after the week still keeps its last evening from being free for a meal.
    return week.grow(before=A_DAY, after=A_DAY)


def _standing(shown: Iterable[Entry]) -> Iterable[Entry]:
    return (entry for entry in shown if not entry.cancelled)


def _as_placement(entry: Entry) -> Placement:
    session = Session(entry.session, entry.kind, entry.span.duration, entry.effort)
    return Placement(session, entry.span)


def _carried(trained: Iterable[Placement], horizon: Span) -> tuple[Placement, ...]:
    """What was done before the horizon, once, however many calendars show it."""
    by_start = {(p.start, p.session.kind): p for p in trained if p.start < horizon.start}
    return tuple(by_start[key] for key in sorted(by_start))
