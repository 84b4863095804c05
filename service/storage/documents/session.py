"""Writes a session as a JSON document, and reads it back."""

from typing import Any

from service.domain.training import Effort, Kind, Session
from service.domain.week import Weekday
from service.storage.documents import opening_hours
from service.storage.documents.span import duration, duration_number


def document(session: Session) -> dict[str, Any]:
    """The JSON document of a session, with all its fields, the preferred days and hours among them."""
    return {
        "id": session.id,
        "kind": session.kind.value,
        "duration": duration_number(session.duration),
        "effort": session.effort.name,
        "priority": session.priority,
        "days": sorted(session.days),
        "hours": opening_hours.hours_document(session.hours),
        "join_with": session.join_with,
        "place": session.place,
        "opens": None if session.opens is None else opening_hours.document(session.opens),
        "before": duration_number(session.before),
        "after": duration_number(session.after),
        "notes": session.notes,
    }


def read(document: dict[str, Any]) -> Session:
    """The session from its JSON document."""
    opens = document["opens"]
    return Session(
        id=document["id"],
        kind=Kind(document["kind"]),
        duration=duration(document["duration"]),
        effort=Effort[document["effort"]],
        priority=document["priority"],
        days=frozenset(map(Weekday, document["days"])),
        hours=opening_hours.hours_read(document["hours"]),
        join_with=document["join_with"],
        place=document["place"],
        opens=None if opens is None else opening_hours.read(opens),
        before=duration(document["before"]),
        after=duration(document["after"]),
        notes=document["notes"],
    )
