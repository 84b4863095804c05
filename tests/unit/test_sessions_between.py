"""Sessions of past weeks, found in the versions that still contain them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import Effort, Kind, Session
from service.domain.version import Version
from service.domain.week import Week
from service.prescription.recent_runs import RECENT_PERIOD
from service.usecases.history.sessions_between import first_made_since, sessions_between
from tests.fakes.plan_store import FakePlanStore

HOUR = timedelta(hours=1)
FIRST = Week(date(2026, 1, 5), ZoneInfo("Europe/Berlin"))
WEEKS = [FIRST]
for _ in range(25):
    WEEKS.append(WEEKS[-1].following)


def at(week: Week, hours: int) -> Placement:
    session = Session(f"{week.key}-lower", Kind.LOWER, HOUR, Effort.HARD)
    return Placement(session, Span.lasting(week.span.start + hours * HOUR, HOUR))


def life(hours: list[list[int]]) -> tuple[FakePlanStore, dict[str, Placement]]:
    """A plan each Sunday for the week to come, and one for each time its session is moved then."""
    plans, stands = FakePlanStore(), dict[str, Placement]()
    for week, moves in zip(WEEKS, hours, strict=False):
        for number, hour in enumerate(moves):
            made_at = week.span.start - HOUR + number * timedelta(minutes=1)
            stands[week.key] = at(week, hour)
            known = tuple(p for p in stands.values() if made_at - RECENT_PERIOD < p.end)
            plans.add(Version(0, made_at, "planned", known, ()))
    return plans, stands


HOURS = st.lists(st.lists(st.integers(1, 166), max_size=4), min_size=1, max_size=len(WEEKS))


@given(hours=HOURS, start=st.integers(0, 25), weeks=st.integers(1, 6))
def test_each_session_stands_where_it_stood_last(hours: list[list[int]], start: int, weeks: int) -> None:
    plans, stands = life(hours)
    window = Span(WEEKS[start].span.start, WEEKS[min(start + weeks, 25)].span.end)
    found = {stood.key: stood.placement for stood in sessions_between(plans, window)}
    assert found == {p.session.id: p for p in stands.values() if window.start <= p.start < window.end}


def test_few_versions_are_asked_for_a_week_of_long_ago() -> None:
    class Counting(FakePlanStore):
        asked = 0

        def version(self, number: int) -> Version | None:
            self.asked += 1
            return super().version(number)

    plans, _ = life([list(range(1, 100)) for _ in WEEKS])
    counting = Counting()
    for version in reversed(plans.versions(limit=10_000)):
        counting.add(version)
    assert sessions_between(counting, WEEKS[0].span)[0].placement == at(WEEKS[0], 99)
    assert counting.asked < 60


def test_before_the_first_plan_nothing_stands() -> None:
    assert sessions_between(FakePlanStore(), FIRST.span) == ()


@given(hours=HOURS, days=st.integers(-10, 200))
def test_the_first_version_since_then_is_found(hours: list[list[int]], days: int) -> None:
    plans, _ = life(hours)
    instant: datetime = FIRST.span.start + timedelta(days=days)
    later = [version for version in plans.versions(limit=10_000) if instant <= version.made_at]
    assert first_made_since(plans, instant) == (later[-1] if later else None)
