"""Strategies for weeks: any sessions, meetings and recent training, around clock changes and journeys."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from service.domain.athlete import Athlete
from service.domain.busy import Busy
from service.domain.dates import Dates
from service.domain.itinerary import Itinerary, Stay, Zone
from service.domain.plan import Brief, Placement
from service.domain.span import Span
from service.domain.training import Effort, Goal, Kind, Level, Session
from service.domain.week import Hours, Week, Weekday

HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)

# The change of clocks falls into the week in each, half an hour of it on Lord Howe.
WEEKS = [
    Week(first_day, ZoneInfo(zone))
    for zone, first_day in [
        ("Europe/Berlin", date(2026, 3, 2)),
        ("Europe/Berlin", date(2026, 3, 23)),
        ("America/New_York", date(2026, 3, 5)),
        ("America/New_York", date(2026, 10, 26)),
        ("Australia/Lord_Howe", date(2026, 3, 30)),
        ("Asia/Kathmandu", date(2026, 3, 2)),
    ]
]


def abroad(first: int, last: int, zone: str) -> Stay:
    """Days of March 2026 in another zone."""
    return Stay(Dates(date(2026, 3, first), date(2026, 3, last)), ZoneInfo(zone))


# Into the new time of Los Angeles and back, and over the date line, once for a day that is never lived.
WEEKS += [
    Week(date(2026, 3, 2), Itinerary(ZoneInfo(home), (stay,)))
    for home, stay in [
        ("Europe/Berlin", abroad(4, 9, "America/Los_Angeles")),
        ("Pacific/Auckland", abroad(3, 5, "America/Los_Angeles")),
        ("Pacific/Honolulu", abroad(4, 6, "Pacific/Kiritimati")),
    ]
]

LENGTHS = tuple(timedelta(minutes=minutes) for minutes in (20, 30, 45, 60, 90, 135))


@st.composite
def sessions(
    draw: st.DrawFn, *, least: int, most: int, lengths: tuple[timedelta, ...] = LENGTHS
) -> tuple[Session, ...]:
    """Sessions of any kind and effort, some with wishes, travel, or another they would like to join."""
    drawn = st.builds(
        Session,
        id=st.just(""),
        kind=st.sampled_from(Kind),
        duration=st.sampled_from(lengths),
        effort=st.sampled_from(Effort),
        priority=st.sampled_from([5, 5, 5, 1, 9]),
        days=st.frozensets(st.sampled_from(Weekday), max_size=2),
        hours=st.sampled_from([(), (), (Hours(time(17), time(20)),)]),
        join_with=st.sampled_from([None, "0", "1"]),
        before=st.sampled_from([timedelta(), timedelta(), QUARTER]),
        after=st.sampled_from([timedelta(), timedelta(), QUARTER]),
    )
    made = draw(st.lists(drawn, min_size=least, max_size=most))
    return tuple(replace(session, id=str(n)) for n, session in enumerate(made))


def athletes(zone: Zone) -> st.SearchStrategy[Athlete]:
    """Of any goal and level, with the usual nights and hours."""
    return st.builds(Athlete, zone=st.just(zone), goal=st.sampled_from(Goal), level=st.sampled_from(Level))


@st.composite
def carried(draw: st.DrawFn, week: Week) -> tuple[Placement, ...]:
    """Up to two sessions of the three days before the week."""
    made = draw(sessions(least=0, most=2))
    ago = st.integers(3, 72).map(lambda hours: hours * HOUR)
    return tuple(
        Placement(session, Span.lasting(week.span.start - draw(ago), session.duration)) for session in made
    )


@st.composite
def done(draw: st.DrawFn, week: Week) -> tuple[Placement, ...]:
    """Up to five sessions of the week's first five days that have been done."""
    made = draw(sessions(least=0, most=5))
    since = st.integers(0, 5 * 24).map(lambda hours: hours * HOUR)
    return tuple(
        Placement(
            replace(session, id=f"done-{session.id}", join_with=None),
            Span.lasting(week.span.start + draw(since), session.duration),
        )
        for session in made
    )


def moment_after(done: tuple[Placement, ...], week: Week) -> datetime | None:
    """The first quarter hour at which the week can be planned, so much of it being done; None before it."""
    ends = (placement.end - week.span.start for placement in done)
    return max((week.span.start - (-end // QUARTER) * QUARTER for end in ends), default=None)


@st.composite
def ahead(draw: st.DrawFn, week: Week) -> tuple[Placement, ...]:
    """At most one session of the two days after the week."""
    made = draw(sessions(least=0, most=1))
    later = st.integers(0, 48).map(lambda hours: hours * HOUR)
    return tuple(
        Placement(replace(session, id="next"), Span.lasting(week.span.end + draw(later), session.duration))
        for session in made
    )


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    """A week with two to six sessions, meetings at crooked minutes, and training on the days around.

    Shape: every other week has begun.
    """
    week = draw(st.sampled_from(WEEKS))
    begun = draw(st.one_of(st.just(()), done(week)))
    meetings = st.builds(
        lambda start, duration: Busy(Span.lasting(week.span.start + start, duration)),
        st.integers(0, 7 * 24 * 60 * 2).map(lambda halves: timedelta(seconds=30 * halves)),
        st.sampled_from([30, 60, 240, 600, 1200]).map(lambda minutes: timedelta(minutes=minutes)),
    )
    return Brief(
        athlete=draw(athletes(week.zone)),
        week=week,
        sessions=draw(sessions(least=2, most=6)),
        busy=tuple(draw(st.lists(meetings, max_size=12))),
        carried=(*draw(carried(week)), *begun),
        ahead=draw(ahead(week)),
        not_before=moment_after(begun, week),
    )
