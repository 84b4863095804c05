"""Where an earlier plan had its sessions, read from the entries it wrote or the JSON it printed.

Shape: such a placement's session has the readable id of its week, such as 2026-W48-lower.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.domain.entry import Entry, parted, uid
from service.domain.plan import Placement
from service.domain.span import MINUTE, Span
from service.domain.training import Effort, Kind, Session
from service.domain.week import Week

SCHEMA = 1


def placements_of(entries: Iterable[Entry]) -> Iterator[Placement]:
    """What the entries show, called-off ones left out."""
    for entry in entries:
        if not entry.cancelled:
            session = Session(entry.session, entry.kind, entry.span.duration, entry.effort)
            yield Placement(session, entry.span)


def from_entries(entries: Iterable[Entry], *, athlete: str) -> tuple[Placement, ...]:
    """The earlier plan of this athlete, whoever else has entries there."""
    ours = placements_of(entry for entry in entries if is_of(athlete, entry))
    return tuple(map(on_the_minute, ours))


def from_document(document: Any, *, athlete: str) -> tuple[Placement, ...]:
    """The earlier plan as the plan command printed it, what was done by then included.

    Errors: ValueError with what is wrong with it, told of the file.
    """
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise ValueError(f"holds no plan of schema {SCHEMA}")
    if document.get("athlete") != athlete:
        raise ValueError(f"is a plan of the athlete {document.get('athlete')}, not of {athlete}")
    try:
        told = [*document.get("done", ()), *document["placements"]]
        return tuple(on_the_minute(_placement(each)) for each in told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError("holds a placement that cannot be read") from error


def in_week(earlier: Iterable[Placement], week: Week) -> dict[str, Placement]:
    """What it had in one week, by the ids that sessions have there."""
    keys = ((parted(placement.session.id), placement) for placement in earlier)
    return {session: placement for (of_week, session), placement in keys if of_week == week.key}


def where_they_stood(
    sessions: Iterable[Session], before: Mapping[str, Placement], week: Week
) -> Iterator[Placement]:
    """The sessions as they are asked for now, at the starts they had in this week, to end in it or not."""
    for session in sessions:
        stood = before.get(session.id)
        if stood and week.span.start <= stood.start < week.span.end:
            partner = stood.joined_with and parted(stood.joined_with)[1]
            span = Span.lasting(stood.start, session.duration)
            yield Placement(session, span, partner, pinned=stood.pinned)


def is_of(athlete: str, entry: Entry) -> bool:
    """Whether it shows a session of this athlete, whoever else has entries there."""
    try:
        week, session = parted(entry.session)
    except ValueError:
        return False
    return entry.uid == uid(athlete=athlete, week=week, session=session)


def on_the_minute(placement: Placement) -> Placement:
    """The same one in whole minutes; what lasts less than one keeps its session's length."""
    # Who dragged an entry by hand may have left it on odd seconds, and weeks are planned in minutes.
    start = placement.start.replace(second=0, microsecond=0)
    length = placement.span.duration // MINUTE * MINUTE
    session = replace(placement.session, duration=length or placement.session.duration)
    return replace(placement, session=session, span=Span.lasting(start, session.duration))


def _placement(told: dict[str, Any]) -> Placement:
    span = Span(datetime.fromisoformat(told["start"]), datetime.fromisoformat(told["end"]))
    session = Session(told["id"], Kind(told["kind"]), span.duration, Effort[told["effort"].upper()])
    partner = told.get("joined_with")
    for key in filter(None, (session.id, partner)):
        parted(key)
    return Placement(session, span, partner, pinned=told.get("pinned") is True)
