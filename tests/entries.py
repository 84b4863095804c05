"""Entries for tests: one with chosen fields, and a strategy for any entry."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from service.domain.entry import Entry, session_key, uid
from service.domain.span import Span
from service.domain.training import USUAL_EFFORT, Effort, Kind

MADE_AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)

ZONES = (
    "UTC",
    "Etc/UTC",
    "Europe/Berlin",
    "Europe/Dublin",
    "America/New_York",
    "America/Sao_Paulo",
    "Africa/Abidjan",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
)


def entry(kind: Kind = Kind.LOWER, *, start: datetime = MONDAY, **changes: Any) -> Entry:
    """An hour of training on a Monday evening in Berlin."""
    key = {"week": "2026-W48", "session": str(kind)}
    usual = Entry(
        session=session_key(**key),
        uid=uid(athlete="me", **key),
        kind=kind,
        effort=USUAL_EFFORT[kind],
        span=Span.lasting(start, HOUR),
        title=f"{kind} session",
        text="Warm up first.\n\nWhy here:\n- It is free.",
        place="Gym, 2nd floor; left door",
        stamp=MADE_AT,
        modified=MADE_AT,
    )
    return replace(usual, **changes)


# Around the changes of 2026 and 2027 in Berlin, New York and Lord Howe, and far from any.
CHANGES = tuple(
    datetime(*day, tzinfo=UTC)
    for day in [(2026, 3, 29), (2026, 10, 25), (2026, 11, 1), (2027, 4, 3), (2018, 11, 4), (2026, 7, 1)]
)

zones = st.sampled_from(ZONES).map(ZoneInfo)
instants = st.builds(
    lambda day, minutes: day + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-24 * 60, 48 * 60),
)
# By number, because st.text() takes over a second to learn the alphabet in a fresh clone.
texts = st.lists(st.integers(0, 0x10FFFF).map(chr), max_size=60).map("".join) | st.text(
    "abc ,;:\\n\"'\n\r\t\x00\x1f\x85\u2028ü🏋", max_size=120
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry a calendar could hold, DST edges and odd characters included."""
    number = draw(st.integers(0, 9))
    session = f"2026-W48-{number}"
    return Entry(
        session=session,
        uid=uid(athlete="me", week="2026-W48", session=session),
        kind=draw(st.sampled_from(Kind)),
        effort=draw(st.sampled_from(Effort)),
        span=Span.lasting(draw(instants), timedelta(minutes=draw(st.integers(1, 300)))),
        title=draw(texts),
        text=draw(texts),
        place=draw(texts),
        stamp=draw(instants),
        modified=draw(instants),
        sequence=draw(st.integers(0, 50)),
        cancelled=draw(st.booleans()),
    )


# Never two with one uid, but often the same uids as in another draw.
several = st.lists(entries(), max_size=5, unique_by=lambda made: made.uid)
