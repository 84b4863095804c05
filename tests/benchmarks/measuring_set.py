"""The measuring set: 300 seeded weeks on which every engine is compared, the same for each of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random
from zoneinfo import ZoneInfo

from service.domain.athlete import Athlete
from service.domain.busy import Busy
from service.domain.dates import Dates
from service.domain.itinerary import Itinerary, Stay
from service.domain.plan import Brief, Placement
from service.domain.span import Span
from service.domain.training import Goal, Kind, Level, Session
from service.domain.week import DAYS_IN_A_WEEK, Hours, Week, Weekday
from service.prescription.template import sessions_of
from service.rules import RULEBOOK
from tests.benchmarks.calendars import CALENDARS, WEEKEND
from tests.benchmarks.first_fit import first_fit
from tests.benchmarks.people import LARGER, LARGEST, SMALLEST
from tests.builders import BERLIN, MONDAY, hours, sessions

TRAVELLER = "traveller"
KINDS = (*CALENDARS, TRAVELLER)
HUGE = 20
ALL_SIZES = (6, 10, 14, HUGE)
SEEDS = 15
"""So many weeks of each kind of calendar and size; 5 kinds and 4 sizes make 300."""

FREE, PINNED, REPLANNED = "free", "pinned", "re-planned"
TURNS = (FREE, FREE, PINNED, REPLANNED, FREE)
MOST_WEEKS = 4

MORE: dict[Goal, tuple[str, ...]] = {
    Goal.BALANCED: ("easy 30", "upper 45", "light-lift 30", "mobility 20", "mobility 20", "moderate 40"),
    Goal.ENDURANCE: ("easy 30", "easy 30", "upper 45", "mobility 20", "mobility 20", "moderate 40"),
    Goal.MUSCLE: ("easy 20", "upper 45", "upper 45", "light-lift 30", "mobility 20", "mobility 20"),
    Goal.FAT_LOSS: ("easy 25", "easy 25", "upper 45", "light-lift 30", "mobility 20", "moderate 30"),
}
"""What those do who ask for six sessions more than the largest mix holds."""


@dataclass(frozen=True)
class Case:
    """One week of the set, by what it is made of; `brief` makes it.

    Shape: `turn` says whether some of it is pinned, or stood before; `week` counts from 1 and carries what
    first-fit made of the weeks before it.
    """

    kind: str
    size: int
    seed: int

    @property
    def turn(self) -> str:
        """Free, pinned or re-planned."""
        return TURNS[self.seed % len(TURNS)]

    @property
    def week(self) -> int:
        """Which of up to four weeks it is."""
        return 1 + self.seed % MOST_WEEKS

    def __str__(self) -> str:
        return f"{self.kind}-{self.size}-{self.seed}"

    def brief(self) -> Brief:
        """The week to plan, made with a plain scheduler's help, so that no engine decides it."""
        chance = Random(f"the set: {self}")
        athlete, asked = _asked(self, chance)
        busy = _busy(self, athlete, chance)
        week, carried = Week(MONDAY, athlete.zone), list[Placement]()
        for _ in range(self.week - 1):
            before = first_fit(Brief(athlete, week, asked, busy, tuple(carried)))
            carried = [
                replace(p, session=replace(p.session, id=f"{week.key}-{p.session.id}"))
                for p in before.placements
            ]
            week = week.following
        brief = Brief(athlete, week, asked, busy, tuple(carried), longest_recent_run=timedelta(hours=1))
        return {FREE: _free, PINNED: _pinned, REPLANNED: _replanned}[self.turn](brief, chance)


def every_case() -> Iterator[Case]:
    """All 300, the small weeks first."""
    return (Case(kind, size, seed) for size in ALL_SIZES for kind in KINDS for seed in range(SEEDS))


def sample(size: int, count: int) -> Iterator[Case]:
    """So many of one size, of every kind and turn."""
    by_turns = (Case(KINDS[n % len(KINDS)], size, n % SEEDS) for n in range(SEEDS * len(KINDS)))
    return islice(by_turns, count)


def _asked(case: Case, chance: Random) -> tuple[Athlete, tuple[Session, ...]]:
    goal = chance.choice([*Goal])
    level = chance.choice([*Level] if case.size == SMALLEST else [Level.INTERMEDIATE, Level.ADVANCED])
    athlete = Athlete(goal=goal, level=level, zone=BERLIN)
    if case.kind == TRAVELLER:
        first = MONDAY + timedelta(days=DAYS_IN_A_WEEK * (case.week - 1) + chance.randrange(1, 4))
        away = Dates(first, first + timedelta(days=chance.randrange(1, 4)))
        zone = chance.choice(["America/New_York", "Asia/Tokyo", "Europe/London"])
        athlete = replace(athlete, zone=Itinerary(BERLIN, (Stay(away, ZoneInfo(zone)),)))
    if case.size == SMALLEST:
        asked: tuple[Session, ...] = sessions_of(goal, level)
    else:
        asked = LARGER[min(case.size, LARGEST), goal]
    if case.size == HUGE:
        mixed = (f"{s.kind} {s.duration // timedelta(minutes=1)} {s.effort}" for s in asked)
        asked = tuple(sessions(*mixed, *MORE[goal]))
    return athlete, tuple(_with_habits(asked, chance))


def _with_habits(asked: tuple[Session, ...], chance: Random) -> Iterator[Session]:
    """Most would like a day, some an hour of their own or a partner, and some lie at a place to travel to."""
    days = chance.sample([*Weekday], DAYS_IN_A_WEEK)
    travels, joins = chance.random() < 0.3, chance.random() < 0.2  # shares of all people
    lifts = [session.id for session in asked if session.is_lift]
    for number, session in enumerate(asked):
        made = replace(session, days=frozenset())
        if chance.random() < 0.6:  # as above
            day = chance.choice(WEEKEND) if session.kind is Kind.LONG else days[number % DAYS_IN_A_WEEK]
            made = replace(made, days=frozenset({day}))
        if chance.random() < 0.1:
            made = replace(made, hours=(Hours(time(6, 30), time(9)),))
        if travels and session.is_lift:
            made = replace(made, before=timedelta(minutes=15), after=timedelta(minutes=10))
        if joins and session.kind is Kind.EASY and lifts:
            made = replace(made, join_with=chance.choice(lifts))
        yield made


def _busy(case: Case, athlete: Athlete, chance: Random) -> tuple[Busy, ...]:
    days = [MONDAY + timedelta(days=number) for number in range(MOST_WEEKS * DAYS_IN_A_WEEK)]
    taken = CALENDARS["office" if case.kind == TRAVELLER else case.kind](chance, days)
    week = Week(MONDAY, athlete.zone)
    spans = (week.hours_on(day, hours(clock)) for day, clock in taken)
    return tuple(Busy(span, case.kind) for span in spans if span.start < span.end)


def _free(brief: Brief, chance: Random) -> Brief:
    del chance
    return brief


def _pinned(brief: Brief, chance: Random) -> Brief:
    """One to three sessions stand where first-fit put them, one of them an odd quarter of an hour later."""
    stands = first_fit(brief, RULEBOOK).placements
    chosen = chance.sample(stands, min(len(stands), chance.randrange(1, 4)))
    alone = (p for p in chosen if p.joined_with is None)
    pins = [replace(placement, pinned=True) for placement in alone]
    late = timedelta(minutes=chance.choice([0, 7, 15]))
    pins[:1] = [replace(p, span=Span.lasting(p.start + late, p.session.duration)) for p in pins[:1]]
    return replace(brief, pinned=tuple(pins))


def _replanned(brief: Brief, chance: Random) -> Brief:
    """The week stood as first-fit put it; then two meetings came, and Monday has begun."""
    stands = first_fit(brief, RULEBOOK).placements
    now = _moment(brief, chance)
    hit = chance.sample(stands, min(2, len(stands)))
    meetings = tuple(Busy(Span.lasting(p.start, timedelta(hours=1)), "meeting") for p in hit)
    stood = tuple(replace(p, joined_with=None) for p in stands if now <= p.start)
    begun = {p.session.id for p in stands if p.start < now}
    asked = tuple(s for s in brief.sessions if s.id not in begun)
    done = tuple(
        replace(p, session=replace(p.session, id=f"{brief.week.key}-{p.session.id}"), joined_with=None)
        for p in stands
        if p.start < now
    )
    return replace(
        brief,
        sessions=asked,
        busy=(*brief.busy, *meetings),
        carried=(*brief.carried, *done),
        stood=stood,
        not_before=now,
    )


def _moment(brief: Brief, chance: Random) -> datetime:
    day: date = brief.week.days[0]
    return brief.week.at(day, time(chance.choice([5, 12, 20])))
