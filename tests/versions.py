"""Versions of a plan for tests: one with chosen fields, and a strategy for any version."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from service.domain.dates import Dates
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.opening_hours import OpeningHours
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import Effort, Kind, Session
from service.domain.version import Version
from service.domain.week import DAYS_IN_A_WEEK, Hours, Weekday
from service.ports.source_memory import Remembered
from tests.entries import HOUR, MADE_AT, MONDAY, entries, entry, instants, texts


def pin(session: str = "2026-W48-lower", *, start: datetime = MONDAY, by: str = "") -> Mark:
    """The session stands there because the athlete said so."""
    return Mark(session, MarkKind.PINNED, MADE_AT, Span.lasting(start, HOUR), by)


def skip(session: str = "2026-W48-lower") -> Mark:
    """The session is done without."""
    return Mark(session, MarkKind.SKIPPED, MADE_AT)


def version(**changes: Any) -> Version:
    """One session, planned and shown."""
    shown = entry()
    session = Session(shown.session, shown.kind, HOUR, shown.effort)
    usual = Version(
        number=0,
        made_at=MADE_AT,
        because="the week was planned",
        placements=(Placement(session, shown.span),),
        entries=(shown,),
    )
    return replace(usual, **changes)


DONE = Logged(MONDAY.date(), Kind.LOWER, HOUR, Effort.HARD, MONDAY)

moments = st.builds(lambda instant, part: instant + part, instants, st.timedeltas(timedelta(), timedelta(1)))
durations = st.timedeltas(timedelta(), timedelta(days=30))
spans = st.builds(Span.lasting, moments, durations)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
times = st.times(time(), time(23, 59))
hours = st.lists(st.builds(Hours, times, times), max_size=2).map(tuple)
several_dates = st.lists(
    st.builds(lambda first, more: Dates(first, first + timedelta(more)), days, st.integers(0, 9)), max_size=2
).map(tuple)
openings = st.builds(
    OpeningHours,
    st.lists(hours, min_size=DAYS_IN_A_WEEK, max_size=DAYS_IN_A_WEEK).map(tuple),
    several_dates,
    several_dates,
)
sessions = st.builds(
    Session,
    id=texts,
    kind=st.sampled_from(Kind),
    duration=durations,
    effort=st.sampled_from(Effort),
    priority=st.integers(1, 9),
    days=st.frozensets(st.sampled_from(Weekday)),
    hours=hours,
    join_with=st.none() | texts,
    place=texts,
    opens=st.none() | openings,
    before=durations,
    after=durations,
    notes=texts,
)
placements = st.builds(
    Placement, session=sessions, span=spans, joined_with=st.none() | texts, pinned=st.booleans()
)
marks = st.builds(
    Mark, session=texts, kind=st.sampled_from(MarkKind), made_at=moments, span=st.none() | spans, by=texts
)
versions = st.builds(
    Version,
    number=st.just(0),
    made_at=moments,
    because=texts,
    placements=st.lists(placements, max_size=2).map(tuple),
    entries=st.lists(entries(), max_size=2).map(tuple),
    marks=st.lists(marks, max_size=2, unique_by=lambda mark: mark.session).map(tuple),
    document=texts,
    restores=st.none() | st.integers(1, 1000),
)
logged = st.builds(
    Logged,
    day=days,
    kind=st.sampled_from(Kind),
    duration=durations,
    effort=st.sampled_from(Effort),
    start=st.none() | moments,
    missed=st.booleans(),
)
remembered = st.builds(Remembered, token=texts, content=st.binary(), window=spans, read_at=moments)
