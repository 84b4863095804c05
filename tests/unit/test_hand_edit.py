"""Sessions moved, deleted or restored by hand are recognised, each once."""

from dataclasses import replace
from datetime import timedelta

from service.domain.entry import Entry
from service.domain.mark import Mark, MarkKind
from service.domain.span import Span
from service.ports.entry_sink import Shown
from service.sync.hand_edit import HandEdit, HandEditKind, hand_edits
from tests.entries import HOUR, MADE_AT, MONDAY, entry

WRITTEN = entry()
MOVED = replace(WRITTEN, span=Span.lasting(MONDAY + timedelta(days=1), HOUR))
HERE, ELSEWHERE = "google:a", "caldav:b"


def found(shown: Entry | None, mark: Mark | None = None) -> list[HandEdit]:
    marks = {mark.session: mark} if mark else {}
    there = [Shown(shown, "v")] if shown else []
    return list(hand_edits({WRITTEN.uid: WRITTEN}, there, marks, target=HERE, now=MADE_AT))


def pinned(span: Span, by: str = HERE) -> Mark:
    return Mark(WRITTEN.session, MarkKind.PINNED, MADE_AT, span=span, by=by)


SKIPPED = Mark(WRITTEN.session, MarkKind.SKIPPED, MADE_AT, by=HERE)


def test_what_stands_as_written_is_no_edit() -> None:
    assert found(WRITTEN) == []
    assert found(replace(WRITTEN, title="Legs!")) == []


def test_what_was_moved_is_pinned_where_it_stands() -> None:
    (edit,) = found(MOVED)
    assert (edit.kind, edit.mark) == (HandEditKind.MOVED, pinned(MOVED.span))
    assert found(MOVED, edit.mark) == []


def test_what_was_moved_twice_is_pinned_where_it_stands_now() -> None:
    (edit,) = found(MOVED, pinned(Span.lasting(MONDAY + 2 * HOUR, HOUR)))
    assert edit.mark == pinned(MOVED.span)


def test_what_was_lengthened_is_pinned_as_long() -> None:
    longer = replace(WRITTEN, span=Span.lasting(MONDAY, 2 * HOUR))
    (edit,) = found(longer)
    assert edit.mark == pinned(longer.span)


def test_what_was_deleted_is_skipped_once() -> None:
    (edit,) = found(None)
    assert (edit.kind, edit.mark) == (HandEditKind.DELETED, SKIPPED)
    assert found(None, SKIPPED) == []


def test_what_was_pinned_and_deleted_is_skipped() -> None:
    (edit,) = found(None, pinned(MOVED.span))
    assert edit.mark == SKIPPED


def test_what_was_put_back_is_ours_again() -> None:
    for mark in (pinned(MOVED.span), SKIPPED):
        (edit,) = found(WRITTEN, mark)
        assert (edit.kind, edit.mark) == (HandEditKind.RETURNED, None)


def test_what_was_decided_elsewhere_is_not_taken_back_here() -> None:
    assert found(WRITTEN, pinned(MOVED.span, by=ELSEWHERE)) == []
    assert found(WRITTEN, replace(SKIPPED, by="")) == []
