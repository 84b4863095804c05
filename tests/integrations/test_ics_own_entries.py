"""Our own entries, read back from a calendar, are training and never busy time."""

from datetime import timedelta

import pytest

from service.domain.entry import uid
from service.domain.training import Effort, Kind
from tests.integrations.ics_text import busy, calendar, event, read, shown

HOUR = "DTSTART:20250401T070000Z\nDTEND:20250401T080000Z"
MARKED = f"{HOUR}\nX-LIFTRUN-SESSION:2025-W14-lower\nX-LIFTRUN-KIND:lower\nX-LIFTRUN-EFFORT:hard"


def test_an_entry_is_training_done_then() -> None:
    found = read(event(MARKED), before=timedelta(hours=1), ignore=("lower",))
    (placement,) = found.trained
    session = placement.session
    assert (session.id, session.kind, session.effort) == ("2025-W14-lower", Kind.LOWER, Effort.HARD)
    assert (shown(placement.span), session.duration) == ("04-01 07:00 - 08:00", timedelta(hours=1))
    assert found.busy == []


UNTRAINED = {
    "called off": f"{MARKED}\nSTATUS:CANCELLED",
    "of an unknown kind": MARKED.replace("lower\nX", "yoga\nX"),
    "of an unknown effort": MARKED.replace("hard", "brutal"),
    "of no kind": f"{HOUR}\nX-LIFTRUN-SESSION:2025-W14-lower",
    "outside the window": MARKED.replace("20250401", "20250601"),
    "taking no time": MARKED.replace("T08", "T07"),
}


@pytest.mark.parametrize("body", UNTRAINED.values(), ids=UNTRAINED)
def test_an_entry_that_is_neither_training_nor_busy(body: str) -> None:
    found = read(event(body))
    assert (found.busy, found.trained, found.warnings) == ([], [], [])


def test_an_entry_known_by_its_uid_alone() -> None:
    name = uid(athlete="me", week="2025-W14", session="lower")
    marks = "X-LIFTRUN-KIND:long\nX-LIFTRUN-EFFORT:moderate"
    ours = calendar(f"BEGIN:VEVENT\nUID:{name}\n{HOUR}\n{marks}\nEND:VEVENT")
    assert busy(ours) == []
    assert [placement.session.id for placement in read(ours).trained] == [name]


def test_an_entry_in_a_feed_of_google() -> None:
    ours = uid(athlete="me", week="2025-W14", session="lower")
    name = ours.replace("@liftrun", "@google.com")
    feed = calendar(f"BEGIN:VEVENT\nUID:{name}\n{HOUR}\nSUMMARY:Lower body\nEND:VEVENT")
    assert busy(feed) == []
    assert [placement.session.id for placement in read(feed).trained] == [ours]


@pytest.mark.parametrize(
    ("name", "title"), [("a" * 32, "Dentist"), ("a" * 26, "Lower body"), ("z" * 32, "Lower body")]
)
def test_an_event_of_google_that_is_none_of_ours(name: str, title: str) -> None:
    foreign = calendar(f"BEGIN:VEVENT\nUID:{name}@google.com\n{HOUR}\nSUMMARY:{title}\nEND:VEVENT")
    assert len(busy(foreign)) == 1


@pytest.mark.parametrize(
    ("title", "kind", "effort"),
    [("Lower body", Kind.LOWER, Effort.HARD), ("Lower body, max effort", Kind.LOWER, Effort.MAX)],
)
def test_an_entry_whose_marks_a_calendar_has_dropped(title: str, kind: Kind, effort: Effort) -> None:
    name = uid(athlete="me", week="2025-W14", session="lower")
    bare = calendar(f"BEGIN:VEVENT\nUID:{name}\n{HOUR}\nSUMMARY:{title}\nEND:VEVENT")
    assert busy(bare) == []
    assert [(p.session.kind, p.session.effort) for p in read(bare).trained] == [(kind, effort)]
