"""A subscriber that read the last entries sees exactly what changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given

from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.training import Effort, Kind
from service.sync.revise import revise
from tests.entries import MADE_AT, MONDAY, entry, instants, several

DAY = timedelta(days=1)
NOW = MADE_AT + timedelta(hours=3)
WEEK = Span(datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC))

wishes = several.map(lambda drawn: [replace(one, cancelled=False) for one in drawn])

SHOWN = entry(sequence=4)
CANCELLED = replace(SHOWN, cancelled=True)


def after(shown: Sequence[Entry], wanted: Sequence[Entry] = (), *, now: datetime = NOW) -> tuple[Entry, ...]:
    return revise(shown=shown, wanted=wanted, planned=[WEEK], now=now)


def test_a_new_one_starts_at_sequence_zero_with_the_plan_s_stamp() -> None:
    assert after([], [entry(sequence=7)]) == (entry(sequence=0, stamp=NOW, modified=NOW),)


def test_an_unchanged_one_keeps_its_bookkeeping() -> None:
    assert after([SHOWN], [entry()]) == (SHOWN,)


def test_a_changed_one_is_one_sequence_on() -> None:
    changes: list[dict[str, Any]] = [
        {"span": Span(MONDAY + DAY, MONDAY + 2 * DAY)},
        {"title": "Legs"},
        {"text": "Other cues."},
        {"place": "Park"},
        {"kind": Kind.FULL},
        {"effort": Effort.EASY},
    ]
    for change in changes:
        wanted = replace(entry(), **change)
        assert after([SHOWN], [wanted]) == (replace(wanted, sequence=5, stamp=NOW, modified=NOW),)


def test_one_no_longer_wanted_is_cancelled_once() -> None:
    cancelled = replace(CANCELLED, sequence=5, stamp=NOW, modified=NOW)
    assert after([SHOWN]) == (cancelled,)
    assert after([cancelled], now=NOW + DAY) == (cancelled,)


def test_a_cancelled_one_stays_two_weeks_after_its_end() -> None:
    last = SHOWN.span.end + timedelta(weeks=2)
    assert after([CANCELLED], now=last) == (CANCELLED,)
    assert after([CANCELLED], now=last + timedelta(seconds=1)) == ()


def test_a_cancelled_one_wanted_again_is_revived() -> None:
    assert after([CANCELLED], [entry()]) == (entry(sequence=5, stamp=NOW, modified=NOW),)


def test_one_that_has_begun_is_training_done_and_stays() -> None:
    assert after([SHOWN], now=MONDAY) == (SHOWN,)
    assert after([SHOWN], now=MONDAY - timedelta(seconds=1))[0].cancelled


def test_another_week_s_entry_is_left_until_four_weeks_past() -> None:
    elsewhere = entry(start=WEEK.end)
    last = elsewhere.span.end + timedelta(weeks=6)
    assert after([elsewhere]) == (elsewhere,)
    assert after([elsewhere], now=last) == (elsewhere,)
    assert after([elsewhere], now=last + timedelta(seconds=1)) == ()


def test_a_wanted_one_is_shown_however_old() -> None:
    assert after([SHOWN], [entry()], now=NOW + 100 * DAY) == (SHOWN,)


def test_characters_no_calendar_holds_are_no_change() -> None:
    assert after([entry(title="Legs day")], [entry(title="Legs\tday\x00 ")]) == (entry(title="Legs day"),)


def test_of_two_with_one_uid_the_newest_counts() -> None:
    assert after([SHOWN, entry(sequence=2)], [entry()]) == (SHOWN,)


def test_stamps_are_whole_seconds_as_files_keep_them() -> None:
    assert after([], [entry()], now=NOW.replace(microsecond=5))[0].stamp == NOW


@given(shown=several, wanted=wishes, now=instants)
def test_a_second_run_changes_nothing(shown: list[Entry], wanted: list[Entry], now: datetime) -> None:
    once = after(shown, wanted, now=now)
    assert after(once, wanted, now=now) == once


@given(shown=several, wanted=wishes, now=instants)
def test_a_sequence_never_falls(shown: list[Entry], wanted: list[Entry], now: datetime) -> None:
    before = {old.uid: old for old in shown}
    for new in after(shown, wanted, now=now):
        old = before.get(new.uid)
        assert old is None or new == old or new.sequence == old.sequence + 1


@given(shown=several, wanted=wishes, now=instants)
def test_a_uid_stands_once_and_every_wanted_one_stands(
    shown: list[Entry], wanted: list[Entry], now: datetime
) -> None:
    revised = Counter(new.uid for new in after(shown, wanted, now=now) if not new.cancelled)
    assert set(revised.values()) <= {1}
    assert {one.uid for one in wanted} <= set(revised)
