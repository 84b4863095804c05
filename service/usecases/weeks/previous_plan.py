"""Reads the placements of an earlier plan from the entries it wrote or the JSON it printed.

Shape: the session of such a placement has a readable id, such as 2026-W48-lower.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.domain.entry import Entry, split_session_key, uid
from service.domain.plan import Placement
from service.domain.span import MINUTE, Span
from service.domain.training import Effort, Kind, Session
from service.domain.week import Week

SCHEMA = 1


def placements_of(entries: Iterable[Entry]) -> Iterator[Placement]:
    """Yields a placement for each entry that is not cancelled."""
    for entry in entries:
        if not entry.cancelled:
            session = Session(entry.session, entry.kind, entry.span.duration, entry.effort)
            yield Placement(session, entry.span)


def from_entries(entries: Iterable[Entry], *, athlete: str) -> tuple[Placement, ...]:
    """Returns the placements of this athlete's entries, in whole minutes; entries of others are left out."""
    ours = placements_of(entry for entry in entries if is_of(athlete, entry))
    return tuple(map(in_whole_minutes, ours))


def from_document(document: Any, *, athlete: str) -> tuple[Placement, ...]:
    """Returns the placements in a document that `liftrun plan` printed, sessions done by then included.

    Errors: ValueError, whose message continues a sentence that begins with the file's name.
    """
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise ValueError(f"holds no plan of schema {SCHEMA}")
    if document.get("athlete") != athlete:
        raise ValueError(f"is a plan of the athlete {document.get('athlete')}, not of {athlete}")
    try:
        told = [*document.get("done", ()), *document["placements"]]
        return tuple(in_whole_minutes(_placement(each)) for each in told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError("holds a placement that cannot be read") from error


def in_week(earlier: Iterable[Placement], week: Week) -> dict[str, Placement]:
    """Returns the placements that belong to one week, by the sessions' short ids."""
    keys = ((split_session_key(placement.session.id), placement) for placement in earlier)
    return {session: placement for (of_week, session), placement in keys if of_week == week.key}


def previous_starts(
    sessions: Iterable[Session], before: Mapping[str, Placement], week: Week
) -> Iterator[Placement]:
    """Yields the sessions as they are requested now, at their previous starts.

    Shape: only starts inside the week count; a session may end after it.
    """
    for session in sessions:
        stood = before.get(session.id)
        if stood and week.span.start <= stood.start < week.span.end:
            partner = stood.joined_with and split_session_key(stood.joined_with)[1]
            span = Span.lasting(stood.start, session.duration)
            yield Placement(session, span, partner, pinned=stood.pinned)


def is_of(athlete: str, entry: Entry) -> bool:
    """Whether the entry shows a session of this athlete; a calendar may hold entries of several."""
    try:
        week, session = split_session_key(entry.session)
    except ValueError:
        return False
    return entry.uid == uid(athlete=athlete, week=week, session=session)


def in_whole_minutes(placement: Placement) -> Placement:
    """Returns the placement in whole minutes; one shorter than a minute gets its session's length."""
    # An entry moved by hand may start on odd seconds, but weeks are planned in minutes.
    start = placement.start.replace(second=0, microsecond=0)
    length = placement.span.duration // MINUTE * MINUTE
    session = replace(placement.session, duration=length or placement.session.duration)
    return replace(placement, session=session, span=Span.lasting(start, session.duration))


def _placement(told: dict[str, Any]) -> Placement:
    span = Span(datetime.fromisoformat(told["start"]), datetime.fromisoformat(told["end"]))
    session = Session(told["id"], Kind(told["kind"]), span.duration, Effort[told["effort"].upper()])
    partner = told.get("joined_with")
    for key in filter(None, (session.id, partner)):
        split_session_key(key)
    return Placement(session, span, partner, pinned=told.get("pinned") is True)
