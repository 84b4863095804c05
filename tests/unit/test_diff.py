"""Each row of the decision table of a sync, and which hand edits of an entry are kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.entry import Entry
from service.ports.entry_sink import Shown
from service.sync.diff import Difference, WriteKind, diff
from service.sync.entry_equality import is_same
from tests.entries import HOUR, MADE_AT, MONDAY, entries, entry

DAY = timedelta(days=1)
A, B, C = entry(start=MONDAY), entry(start=MONDAY + DAY), entry(start=MONDAY + 2 * DAY)


def compared(
    wanted: Entry | None, written: Entry | None, shown: Entry | None, *, now: Any = MADE_AT
) -> Difference:
    return diff(
        [wanted] if wanted else [],
        {written.uid: written} if written else {},
        [Shown(shown, "v1")] if shown else [],
        now=now,
    )


@pytest.mark.parametrize(
    ("wanted", "written", "shown", "change"),
    [
        (A, None, None, WriteKind.CREATE),
        (A, None, A, None),
        (A, B, A, None),
        (A, A, A, None),
        (A, B, B, WriteKind.UPDATE),
        (A, B, C, "left"),
        (A, A, C, "left"),
        (A, None, C, "left"),
        (A, B, None, None),
        (A, A, None, None),
        (None, B, B, WriteKind.DELETE),
        (None, B, C, "left"),
        (None, None, C, "left"),
        (None, B, None, None),
    ],
)
def test_every_row_of_the_table(
    wanted: Entry | None, written: Entry | None, shown: Entry | None, change: WriteKind | str | None
) -> None:
    found = compared(wanted, written, shown)
    assert [write.kind for write in found.writes] == ([change] if isinstance(change, WriteKind) else [])
    assert [one.entry for one in found.left] == ([shown] if change == "left" else [])


def test_what_has_begun_is_not_deleted() -> None:
    assert compared(None, B, B, now=B.span.start) == Difference()
    assert compared(None, B, B, now=B.span.start - timedelta(seconds=1)).writes


def test_a_renamed_entry_keeps_its_name_and_follows_the_plan() -> None:
    (write,) = compared(A, B, replace(B, title="Legs!", text="With Mia")).writes
    assert (write.entry.span, write.entry.title, write.entry.text) == (A.span, "Legs!", "With Mia")
    assert write.record is not None
    assert (write.record.span, write.record.title, write.record.text) == (A.span, A.title, B.text)


def test_a_renamed_entry_still_counts_as_renamed_after_it_followed() -> None:
    (write,) = compared(A, B, replace(B, title="Legs!")).writes
    again = diff([C], {B.uid: write.record or B}, [Shown(write.entry, "v2")], now=MADE_AT)
    assert again.writes[0].entry.title == "Legs!"


def test_a_moved_entry_gets_new_words_but_keeps_its_hour() -> None:
    reworded = replace(A, text="New words.")
    (write,) = compared(reworded, B, C).writes
    assert (write.entry.span, write.entry.text) == (C.span, "New words.")


def test_every_write_counts_one_on() -> None:
    (write,) = compared(A, replace(B, sequence=4), replace(B, sequence=4)).writes
    assert write.entry.sequence == 5
    (write,) = compared(A, replace(B, sequence=4), replace(B, sequence=0)).writes
    assert write.entry.sequence == 5


def test_when_an_entry_was_stamped_is_no_difference() -> None:
    later = replace(A, stamp=A.stamp + HOUR, modified=A.modified + HOUR, sequence=9)
    assert compared(later, A, A) == Difference()


@given(st.tuples(*[st.none() | entries()] * 3))
def test_after_its_writes_nothing_is_left_to_write(several: tuple[Entry | None, ...]) -> None:
    one_uid = [each and replace(each, uid=A.uid, cancelled=False) for each in several]
    wanted, written, shown = one_uid
    found = compared(wanted, written, shown)
    for write in found.writes:
        written = write.record
        shown = None if write.kind is WriteKind.DELETE else write.entry
    assert compared(wanted, written, shown).writes == ()


@given(st.tuples(*[entries()] * 3))
def test_nothing_changed_by_hand_is_ever_written_over(several: tuple[Entry, ...]) -> None:
    wanted, written, shown = (replace(each, uid=A.uid, cancelled=False) for each in several)
    for write in compared(wanted, written, shown).writes:
        for field in ("span", "title", "text", "place"):
            if getattr(shown, field) != getattr(written, field):
                assert getattr(write.entry, field) == getattr(shown, field)
        assert not is_same(write.entry, shown)
