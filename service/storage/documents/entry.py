"""Writes an entry as a JSON document, and reads it back."""

from datetime import datetime
from typing import Any

from service.domain.entry import Entry
from service.domain.training import Effort, Kind
from service.storage.documents import span as times


def document(entry: Entry) -> dict[str, Any]:
    """The JSON document of an entry, with all its fields."""
    return {
        "session": entry.session,
        "uid": entry.uid,
        "kind": entry.kind.value,
        "effort": entry.effort.name,
        "span": times.document(entry.span),
        "title": entry.title,
        "text": entry.text,
        "place": entry.place,
        "stamp": times.moment_text(entry.stamp),
        "modified": times.moment_text(entry.modified),
        "sequence": entry.sequence,
        "cancelled": entry.cancelled,
        "all_day": entry.all_day,
    }


def read(document: dict[str, Any]) -> Entry:
    """The entry from its JSON document."""
    return Entry(
        session=document["session"],
        uid=document["uid"],
        kind=Kind(document["kind"]),
        effort=Effort[document["effort"]],
        span=times.read(document["span"]),
        title=document["title"],
        text=document["text"],
        place=document["place"],
        stamp=datetime.fromisoformat(document["stamp"]),
        modified=datetime.fromisoformat(document["modified"]),
        sequence=document["sequence"],
        cancelled=document["cancelled"],
        # Older documents do not say it: they hold only what we wrote, and that has an hour.
        all_day=document.get("all_day", False),
    )
