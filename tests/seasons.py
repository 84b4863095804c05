"""Strategies for seasons: any week, any race near it, any sessions."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from service.domain.dates import Dates
from service.domain.training import USUAL_EFFORT, Kind, Session
from service.domain.week import Week, Weekday
from service.prescription.season import Season
from tests.builders import BERLIN, MONDAY

MINUTE = timedelta(minutes=1)

weeks = st.integers(-60, 60).map(lambda days: Week(MONDAY + timedelta(days=days), BERLIN))


def near(week: Week, *, days: int = 40) -> st.SearchStrategy[date]:
    """A date at most that far from the week."""
    return st.integers(-days, days).map(lambda n: week.first_day + timedelta(days=n))


@st.composite
def seasons(draw: st.DrawFn, week: Week) -> Season:
    """With or without blocks, a race and weeks of maintenance."""
    return Season(
        started=draw(st.none() | near(week, days=400)),
        race=draw(st.none() | near(week)),
        maintenance=tuple(Dates(day, day) for day in draw(st.lists(near(week), max_size=2))),
    )


@st.composite
def asked(draw: st.DrawFn, *, least: int = 1) -> tuple[Session, ...]:
    """Sessions of any kind, of 20 minutes and more, some asking to join one another."""
    drawn = st.builds(
        lambda kind, minutes, days, other: Session(
            "", kind, minutes * MINUTE, USUAL_EFFORT[kind], days=days, join_with=other
        ),
        st.sampled_from(Kind),
        st.integers(20, 150),
        st.frozensets(st.sampled_from(Weekday), max_size=2),
        st.sampled_from([None, None, "0", "1"]),
    )
    made = draw(st.lists(drawn, min_size=least, max_size=8))
    return tuple(replace(session, id=str(n)) for n, session in enumerate(made))
