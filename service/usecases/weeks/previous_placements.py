"""Collects the placements before planning again: those of the newest version, with marks and hand edits."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from service.domain.entry import Entry, split_session_key
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import Session
from service.domain.version import Version
from service.sync.hand_edit import HandEdit, HandEditKind
from service.usecases.weeks.previous_plan import from_entries, in_whole_minutes


def previous_placements(  # noqa: PLR0913  # every source of a previous placement
    head: Version | None,
    shown: Iterable[Entry],
    marks: Mapping[str, Mark],
    edits: Iterable[HandEdit],
    *,
    athlete: str,
    sessions: Iterable[Session],
    newer: Collection[str] = (),
) -> Iterator[Placement]:
    """Yields each session's previous placement once, by readable id, pinned if its mark says so.

    Shape: a shown entry counts only if `head` does not have its session, or its session is in `newer`:
    then the entry was written after `head`. `sessions` are the usual ones, for pins on sessions that have
    no hour yet.
    """
    stood = {p.session.id: p for p in from_entries(shown, athlete=athlete)}
    planned = head.placements if head else ()
    stood |= {p.session.id: p for p in planned if p.session.id not in stood.keys() & newer}
    returned = {
        edit.written.session: edit.written.span for edit in edits if edit.kind is HandEditKind.RETURNED
    }
    asked = {session.id: session for session in sessions}
    for key in (*stood, *(key for key in marks if key not in stood)):
        mark = marks.get(key)
        if mark and mark.kind is MarkKind.PINNED and mark.span:
            yield from _pinned(key, mark.span, stood.get(key), asked)
        elif key in stood:
            span = returned.get(key, stood[key].span)
            yield _at(stood[key], span, pinned=False)


def _pinned(
    key: str, span: Span, stood: Placement | None, asked: Mapping[str, Session]
) -> Iterator[Placement]:
    session = stood.session if stood else asked.get(split_session_key(key)[1])
    if session:
        yield _at(stood or Placement(replace(session, id=key), span), span, pinned=True)


def _at(stood: Placement, span: Span, *, pinned: bool) -> Placement:
    partner = stood.joined_with if span == stood.span else None
    return in_whole_minutes(Placement(stood.session, span, partner, pinned=pinned))
