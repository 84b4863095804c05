"""The previous plan is restored exactly from its entries and from its JSON."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.entry import session_key, split_session_key, uid
from service.domain.plan import Placement
from service.domain.week import Week
from service.rules import RULEBOOK
from service.usecases.json_documents.plan_document import plan_document
from service.usecases.syncing.publish import entries_of
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.plan_weeks import Planned, plan
from service.usecases.weeks.previous_plan import from_document, from_entries, in_week, previous_starts
from tests.builders import BERLIN, MONDAY, athlete, brief, session
from tests.entries import entry
from tests.fakes.busy_source import FakeBusySource

NOW = datetime(2026, 2, 27, 12, tzinfo=UTC)
WEEK = Week(MONDAY, BERLIN)


def planned(*lines: str, weeks: int = 1, level: str = "intermediate") -> Planned:
    person = athlete(level=level)
    wanted = PlanRequest(person, WEEK, weeks, brief(*lines, person=person).sessions, RULEBOOK)
    return plan(wanted, [FakeBusySource()], now=NOW)


@cache
def printed() -> str:
    """A beginner's lift and run, one visit, as the plan command prints them."""
    return json.dumps(plan_document(planned("upper 60", "easy 20", level="beginner")))


def document() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(printed())
    return told


def stands(placements: tuple[Placement, ...]) -> list[tuple[str, datetime]]:
    return sorted((placement.session.id, placement.start) for placement in placements)


def test_json_and_entries_tell_the_same_plan() -> None:
    made = planned("lower 60", "easy 40", weeks=2)
    from_json = from_document(plan_document(made), athlete="me")
    assert stands(from_json) == stands(from_entries(entries_of(made), athlete="me"))
    assert [name for name, _ in stands(from_json)] == [
        "2026-W10-easy", "2026-W10-lower", "2026-W11-easy", "2026-W11-lower"
    ]  # fmt: skip


def test_a_visit_and_a_pin_come_back_from_json() -> None:
    told = document()
    told["placements"][0]["pinned"] = True
    before = in_week(from_document(told, athlete="me"), WEEK)
    stood = {
        p.session.id: p for p in previous_starts([session("upper 60"), session("easy 20")], before, WEEK)
    }
    assert stood["upper"].joins(stood["easy"])
    assert [p.pinned for p in stood.values()].count(True) == 1


def test_odd_seconds_of_a_hand_are_forgotten() -> None:
    told = document()
    as_planned = from_document(told, athlete="me")
    for placement in told["placements"]:
        for end in ("start", "end"):
            placement[end] = placement[end].replace(":00+01:00", ":30+01:00")
    assert told != document()
    assert from_document(told, athlete="me") == as_planned


def test_another_athletes_entries_and_cancelled_ones_are_not_ours() -> None:
    theirs = entry(uid=uid(athlete="anna", week="2026-W48", session="lower"))
    assert from_entries([theirs, replace(entry(), cancelled=True)], athlete="me") == ()
    assert len(from_entries([theirs, entry()], athlete="me")) == 1


def test_only_the_same_week_counts_and_a_session_keeps_its_new_length() -> None:
    before = in_week(from_entries(entries_of(planned("lower 60", weeks=2)), athlete="me"), WEEK)
    assert list(before) == ["lower"]
    (stood,) = previous_starts([session("lower 75"), session("easy 40")], before, WEEK)
    assert stood.start == before["lower"].start
    assert stood.span.duration == timedelta(minutes=75)


def test_what_stood_outside_the_days_planned_now_has_no_place_in_them() -> None:
    before = in_week(from_entries(entries_of(planned("lower 60")), athlete="me"), WEEK)
    later = Week(WEEK.days[-1], BERLIN)
    assert before["lower"].start < later.span.start
    assert [*previous_starts([session("lower 60")], before, later)] == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"schema": 2}, "holds no plan of schema 1"),
        ({"athlete": "anna"}, "is a plan of the athlete anna, not of me"),
        ({"placements": None}, "holds a placement that cannot be read"),
        ({"placements": ["lower"]}, "holds a placement that cannot be read"),
        ({"done": 1}, "holds a placement that cannot be read"),
    ],
)
def test_a_document_that_is_none_is_told(change: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        from_document(document() | change, athlete="me")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "lower"),
        ("id", 5),
        ("kind", "swim"),
        ("effort", "lazy"),
        ("start", "2026-03-02T18:00"),
        ("start", 5),
        ("end", "2020-01-01T00:00+01:00"),
        ("joined_with", "easy"),
    ],
)
def test_a_placement_that_is_none_is_told(key: str, value: object) -> None:
    told = document()
    told["placements"][1][key] = value
    with pytest.raises(ValueError, match="holds a placement that cannot be read"):
        from_document(told, athlete="me")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
KEYS = ("id", "kind", "effort", "start", "end", "joined_with", "pinned", "minutes")


@given(key=st.sampled_from(KEYS), value=JSON)
def test_whatever_a_placement_holds_is_read_or_told(key: str, value: object) -> None:
    told = document()
    told["placements"][0][key] = value
    try:
        outcome = f"{len(from_document(told, athlete='me'))} placements"
    except ValueError as error:
        outcome = str(error)
    assert outcome in {"2 placements", "holds a placement that cannot be read"}


@given(session=st.from_regex(r"[\w-]{1,40}", fullmatch=True), number=st.integers(1, 53))
def test_an_id_parts_into_what_it_was_made_of(session: str, number: int) -> None:
    week = f"2026-W{number:02}"
    assert split_session_key(session_key(week=week, session=session)) == (week, session)
