"""Writes a notice as the JSON document that a webhook receives."""

import json
from datetime import UTC, datetime
from typing import Any

from service.domain.entry import Entry
from service.domain.notice import Notice

SCHEMA = 1


def body(notice: Notice) -> bytes:
    """Writes the notice as a JSON object; the same notice gives the same bytes.

    Units: all instants are in UTC.
    """
    told = {
        "schema": SCHEMA,
        "id": notice.key,
        "athlete": notice.athlete,
        "occasion": notice.occasion.value,
        "about": notice.about,
        "slot": _utc(notice.slot),
        "subject": notice.subject,
        "text": notice.text,
        "sessions": [_session(entry) for entry in notice.sessions],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _session(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.session,
        "uid": entry.uid,
        "kind": entry.kind.value,
        "effort": str(entry.effort),
        "title": entry.title,
        "place": entry.place,
        "start": _utc(entry.span.start),
        "end": _utc(entry.span.end),
    }


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
