"""The effect of the previous plan on the next: kept, pinned, done, or of another week."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.domain.plan import Placement
from service.domain.training import Kind
from service.domain.week import Week
from service.rules import RULEBOOK
from service.usecases.json_documents.plan_document import plan_document
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.plan_weeks import Planned, plan
from tests.builders import BERLIN, MONDAY, Traits, athlete, brief, placements
from tests.fakes.busy_source import FakeBusySource

FRIDAY_BEFORE = datetime(2026, 2, 27, 12, tzinfo=UTC)
WEEK = Week(MONDAY, BERLIN)


def stood(*texts: str, pinned: bool = False) -> tuple[Placement, ...]:
    """An earlier plan of the week, its sessions by their readable ids."""
    return tuple(
        replace(p, session=replace(p.session, id=f"{WEEK.key}-{p.session.id}"), pinned=pinned)
        for p in placements(*texts, week=WEEK)
    )


def again(
    *lines: str,
    before: tuple[Placement, ...],
    now: datetime = FRIDAY_BEFORE,
    busy: tuple[str, ...] = (),
    weeks: int = 1,
    traits: Traits | None = None,
) -> Planned:
    asked = brief(*lines, busy=busy, traits=traits)
    wanted = PlanRequest(athlete(), WEEK, weeks, asked.sessions, RULEBOOK)
    return plan(wanted, [FakeBusySource(*asked.busy)], before=before, now=now)


def starts(planned: Planned) -> dict[str, str]:
    return {
        p.session.id: f"{p.start.astimezone(BERLIN):%a %H:%M}"
        for week in planned.plans
        for p in week.placements
    }


def test_an_hour_nobody_would_choose_is_kept_because_it_stood() -> None:
    assert starts(again("easy 40", before=stood("Wed 13:15 easy 40"))) == {"easy": "Wed 13:15"}


def test_an_hour_off_the_grid_is_kept_too() -> None:
    assert starts(again("easy 40", before=stood("Wed 13:10 easy 40"))) == {"easy": "Wed 13:10"}


def test_an_hour_fixed_by_hand_stays_pinned() -> None:
    planned = again("easy 40", before=stood("Wed 13:10 easy 40", pinned=True))
    (placement,) = planned.plans[0].placements
    assert placement.pinned
    assert planned.plans[0].brief.stood == ()


def test_what_is_about_to_begin_is_not_pushed_to_the_next_quarter_hour() -> None:
    now = datetime(2026, 3, 4, 12, 4, 30, tzinfo=UTC)
    assert starts(again("easy 40", before=stood("Wed 13:10 easy 40"), now=now)) == {"easy": "Wed 13:10"}


def test_what_the_plan_before_had_begun_is_in_the_legs_and_handed_on() -> None:
    now = datetime(2026, 3, 3, 20, tzinfo=UTC)
    planned = again("lower 60", "intervals 50", before=stood("Tue 18:00 lower 60"), now=now)
    (intervals,) = planned.plans[0].placements
    assert intervals.session.kind is Kind.INTERVALS
    assert intervals.start >= datetime(2026, 3, 4, 18, tzinfo=UTC)
    (done,) = plan_document(planned)["done"]
    assert (done["id"], done["start"]) == ("2026-W10-lower", "2026-03-03T18:00:00+01:00")


def test_only_weeks_that_had_a_plan_are_compared() -> None:
    planned = again("easy 40", before=stood("Wed 18:00 easy 40"), weeks=2)
    assert planned.changes == {WEEK: ()}


def test_what_was_done_is_no_change() -> None:
    now = datetime(2026, 3, 3, 20, tzinfo=UTC)
    planned = again("lower 60", "easy 40", before=stood("Tue 18:00 lower 60", "Thu 18:00 easy 40"), now=now)
    assert planned.changes == {WEEK: ()}


@pytest.mark.parametrize("pinned", [True, False])
def test_who_is_on_the_way_is_not_sent_to_another_day(*, pinned: bool) -> None:
    # The way to Wednesday 13:10 began at 12:40, ten minutes ago.
    now = datetime(2026, 3, 4, 11, 50, tzinfo=UTC)
    before = stood("Wed 13:10 upper 60", pinned=pinned)
    ways = {"upper": {"before": 30, "after": 30}}
    planned = again("upper 60", before=before, now=now, traits=ways)
    assert starts(planned) == {"upper": "Wed 13:10"}
    assert planned.changes == {WEEK: ()}
    assert not [broken for broken in planned.plans[0].broken if broken.is_hard]


def test_a_pin_over_the_midnight_that_ends_the_week_stays_pinned() -> None:
    (placement,) = again("easy 40", before=stood("Sun 23:40 easy 40", pinned=True)).plans[0].placements
    assert placement.pinned
    assert starts(again("easy 40", before=stood("Sun 23:40 easy 40", pinned=True))) == {"easy": "Sun 23:40"}
