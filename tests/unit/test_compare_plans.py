"""Every session that differs between two plans is reported, with the reason its old hour was lost."""

from collections.abc import Sequence
from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from service.domain.change import Change, ChangeKind
from service.domain.plan import Placement, Plan
from service.domain.training import Kind
from service.domain.week import Week
from service.rules import RULEBOOK
from service.rules.one_hard_thing_a_day import OneHardThingADay
from service.rules.relaxed import Relaxed
from service.rules.rule import Rule
from service.usecases.weeks.compare_plans import compare_plans
from tests.builders import BERLIN, MONDAY, placements, plan

WEEK = Week(MONDAY, BERLIN)


def stood(*texts: str) -> dict[str, Placement]:
    return {placement.session.id: placement for placement in placements(*texts, week=WEEK)}


def told(plan: Plan, *before: str, rules: Sequence[Rule] = RULEBOOK) -> list[str]:
    return [change.sentence(BERLIN) for change in compare_plans(plan, stood(*before), rules)]


def test_a_week_that_stands_as_before_has_nothing_to_tell() -> None:
    lines = ("Tue 18:00 lower 60", "Thu 18:00 easy 40")
    assert told(plan(*lines), *lines) == []


def test_a_session_that_asks_for_something_else_at_its_old_hour_is_told() -> None:
    assert told(plan("Tue 18:00 lower 75"), "Tue 18:00 lower 60") == [
        "Lower body of 1 h 15 on Tue 18:00 takes the place of Lower body of 1 h."
    ]


def test_a_meeting_is_named_before_any_rule() -> None:
    week = plan("Thu 18:00 lower 60", "Wed 07:00 intervals 50", busy=["Tue 18:30-19:00 Board meeting"])
    assert told(week, "Tue 18:00 lower 60", "Wed 07:00 intervals 50") == [
        "Lower body moved from Tue 18:00 to Thu 18:00: it meets “Board meeting”."
    ]


def test_otherwise_the_rule_that_forbids_the_old_hour_is() -> None:
    week = plan("Thu 18:00 lower 60", "Tue 07:00 intervals 50")
    assert told(week, "Tue 18:00 lower 60", "Tue 07:00 intervals 50") == [
        (
            "Lower body moved from Tue 18:00 to Thu 18:00: "
            "Intervals (Tue 07:00) and Lower body (Tue 18:00) are too much for one day."
        )
    ]


def test_what_is_relaxed_forbids_no_hour() -> None:
    week = plan("Thu 18:00 lower 60", "Tue 07:00 intervals 50")
    rules = [Relaxed(OneHardThingADay())]
    assert told(week, "Tue 18:00 lower 60", "Tue 07:00 intervals 50", rules=rules) == [
        "Lower body moved from Tue 18:00 to Thu 18:00."
    ]


def test_a_session_that_found_no_hour_is_gone_and_why() -> None:
    week = plan("lower 60", busy=["Tue 18:00-19:00 Board meeting"])
    assert told(week, "Tue 18:00 lower 60") == ["Lower body of Tue 18:00 is gone: it meets “Board meeting”."]


def test_a_session_nobody_asks_for_is_gone() -> None:
    assert told(plan(), "Tue 18:00 lower 60") == [
        "Lower body of Tue 18:00 is gone: it is not asked for any more."
    ]


def test_a_session_that_did_not_stand_before_is_new() -> None:
    assert told(plan("Tue 18:00 lower 60", "Thu 18:00 easy 40"), "Tue 18:00 lower 60") == [
        "Easy run is new, on Thu 18:00."
    ]


def test_a_run_leaves_the_lift_it_was_one_visit_with() -> None:
    week = plan("Mon 18:00 upper 60", "Wed 18:00 easy 20", busy=["Mon 19:00-20:00 Dinner"])
    assert told(week, "Mon 18:00 upper 60 + easy 20") == [
        "Easy run moved from Mon 19:00 to Wed 18:00: it meets “Dinner”."
    ]


def test_a_change_is_known_by_its_readable_id() -> None:
    (change,) = compare_plans(plan("Thu 18:00 lower 60"), stood("Tue 18:00 lower 60"), RULEBOOK)
    assert (change.session.id, change.kind) == ("2026-W10-lower", ChangeKind.MOVED)


HOURS = st.sampled_from(["", "Mon 07:00", "Tue 18:00", "Thu 12:00", "Sun 09:00"])


@given(before=st.tuples(HOURS, HOURS), after=st.tuples(HOURS, HOURS))
def test_exactly_what_differs_is_told(before: tuple[str, str], after: tuple[str, str]) -> None:
    kinds = (Kind.UPPER, Kind.MOBILITY)
    week = plan(*(f"{hour} {kind} 45".strip() for hour, kind in zip(after, kinds, strict=True)))
    old = stood(*(f"{hour} {kind} 45" for hour, kind in zip(before, kinds, strict=True) if hour))
    changed = {change.session.kind: change for change in compare_plans(week, old, RULEBOOK)}
    for kind, one, other in zip(kinds, before, after, strict=True):
        assert (kind in changed) == (one != other)
        if kind in changed:
            _check(changed[kind], one, other)


def _check(change: Change, before: str, after: str) -> None:
    assert (change.before is not None, change.after is not None) == (bool(before), bool(after))
    assert all(hour in change.sentence(BERLIN) for hour in (before, after))
    assert change.sentence(UTC) != change.sentence(BERLIN)
