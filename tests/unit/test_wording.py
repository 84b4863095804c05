"""The words that people read, exactly."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.plan import Reason
from service.domain.training import USUAL_DURATION, USUAL_EFFORT, Effort, Kind, Session
from service.domain.wording import (
    cool_down,
    day,
    description,
    hours,
    length,
    name,
    plain,
    title,
    warm_up,
    when,
)
from tests.entries import texts

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 17, tzinfo=UTC)


def session(kind: Kind, minutes: int | None = None, effort: Effort | None = None, notes: str = "") -> Session:
    duration = USUAL_DURATION[kind] if minutes is None else timedelta(minutes=minutes)
    return Session(str(kind), kind, duration, USUAL_EFFORT[kind] if effort is None else effort, notes=notes)


def described(session: Session, **facts: object) -> str:
    return description(session, zone=BERLIN, **facts)  # type: ignore[arg-type]


sessions = st.builds(session, st.sampled_from(Kind), st.integers(1, 300), st.sampled_from(Effort))


def test_names_every_kind() -> None:
    assert [name(session(kind)) for kind in Kind] == [
        "Upper body",
        "Lower body",
        "Full body",
        "Light lift",
        "Easy run",
        "Moderate run",
        "Tempo run",
        "Intervals",
        "Long run",
        "Mobility",
        "Other sport",
    ]


def test_a_title_says_the_effort_only_when_it_is_not_the_usual() -> None:
    assert title(session(Kind.LOWER)) == "Lower body"
    assert title(session(Kind.LOWER, effort=Effort.MAX)) == "Lower body, max effort"
    assert title(session(Kind.EASY)) == "Easy run"


@pytest.mark.parametrize(
    ("minutes", "as_length", "as_hours"),
    [
        (0, "0 min", "0 h"),
        (45, "45 min", "45 min"),
        (60, "1 h", "1 h"),
        (65, "1 h 05", "1 h 5 min"),
        (90, "1 h 30", "1 h 30 min"),
        (20 * 60, "20 h", "20 h"),
        (48 * 60 + 30, "48 h 30", "48 h 30 min"),
    ],
)
def test_says_durations_as_people_do(minutes: int, as_length: str, as_hours: str) -> None:
    duration = timedelta(minutes=minutes, seconds=59)
    assert (length(duration), hours(duration)) == (as_length, as_hours)


def test_says_days_and_hours_on_the_athlete_s_clock() -> None:
    assert when(MONDAY, BERLIN) == "Mon 18:00"
    assert when(MONDAY, ZoneInfo("Pacific/Auckland")) == "Tue 06:00"
    assert day(date(2026, 11, 3)) == "Tue 3 Nov"


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        (session(Kind.LOWER), 15, 5),
        (session(Kind.LOWER, effort=Effort.MAX), 20, 5),
        (session(Kind.UPPER), 10, 5),
        (session(Kind.LIGHT_LIFT), 5, 5),
        (session(Kind.EASY), 5, 5),
        (session(Kind.INTERVALS), 15, 10),
        (session(Kind.TEMPO), 15, 9),
        (session(Kind.LONG), 10, 5),
        (session(Kind.EASY, minutes=12), 4, 2),
        (session(Kind.MOBILITY), 0, 0),
    ],
)
def test_warms_up_and_cools_down_by_kind_and_effort(asked: Session, before: int, after: int) -> None:
    assert warm_up(asked) == timedelta(minutes=before)
    assert cool_down(asked) == timedelta(minutes=after)


@given(sessions)
def test_most_of_a_session_is_left_for_the_work_itself(asked: Session) -> None:
    assert warm_up(asked) <= asked.duration / 3
    assert warm_up(asked) + cool_down(asked) <= asked.duration * 8 / 15


def test_an_easy_run_is_left_in_peace() -> None:
    assert described(session(Kind.EASY, minutes=20)) == (
        "Easy run · easy effort · 20 min\nWarm-up 5 min and cool-down 4 min included"
    )


def test_mobility_needs_no_warm_up() -> None:
    assert described(session(Kind.MOBILITY)) == "Mobility · easy effort · 30 min"


def test_heavy_legs_get_the_whole_story() -> None:
    text = described(
        session(Kind.LOWER, notes="Squat 3×5\r\nRow 3×8"),
        why=[Reason("a", "48 h after Intervals."), Reason("b", "Your evening is free.")],
        given_up=["Wednesday, which you like better."],
        easy_running_until=datetime(2026, 11, 24, 18, tzinfo=UTC),
    )
    assert text.splitlines() == [
        "Lower body · hard effort · 1 h",
        "Warm-up 15 min and cool-down 5 min included",
        "",
        "Squat 3×5",
        "Row 3×8",
        "",
        "Why here:",
        "- 48 h after Intervals.",
        "- Your evening is free.",
        "",
        "Given up:",
        "- Wednesday, which you like better.",
        "",
        "Good to know:",
        "- Only easy running until Tue 24 Nov, 19:00.",
        "- Eat protein and carbohydrate within an hour afterwards.",
        "- Bring something to drink.",
        "- A full night's sleep does much of the recovery.",
        "- If something hurts, stop for today.",
    ]


@pytest.mark.parametrize(
    ("asked", "cues"),
    [
        (session(Kind.EASY), set()),
        (session(Kind.EASY, minutes=60), {"drink"}),
        (session(Kind.LIGHT_LIFT), set()),
        (session(Kind.MOBILITY), set()),
        (session(Kind.UPPER), {"Eat", "drink", "hurts"}),
        (session(Kind.UPPER, effort=Effort.MAX), {"Eat", "drink", "sleep", "hurts"}),
        (session(Kind.FULL), {"Eat", "drink", "sleep", "hurts"}),
        (session(Kind.LONG), {"Eat", "drink", "hurts"}),
    ],
)
def test_cues_fit_the_session(asked: Session, cues: set[str]) -> None:
    text = described(asked)
    assert {cue for cue in ("Eat", "drink", "sleep", "hurts") if cue in text} == cues


@given(sessions, texts)
def test_a_description_is_already_plain(asked: Session, notes: str) -> None:
    text = described(session(asked.kind, effort=asked.effort, notes=notes), given_up=[notes])
    assert plain(text) == text


@given(texts)
def test_plain_text_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert not {char for char in plain(text) if char < " " and char != "\n"}
    plain(text).encode()


def test_plain_text_keeps_words_lines_and_emoji() -> None:
    assert plain(" a\tb \r\n\x00c\u2028d 🏃\u200d♀️\ud800\n") == "a b\nc\nd 🏃\u200d♀️"
