"""Writes a reading of a calendar and its window as a JSON document, and reads them back."""

from datetime import datetime
from typing import Any

from service.domain.busy import Busy
from service.domain.span import Span
from service.ports.busy_source import Reading
from service.storage.documents import placement
from service.storage.documents import span as times


def document(reading: Reading, window: Span) -> dict[str, Any]:
    """The JSON document of a reading, with all its fields and its window."""
    return {
        "name": reading.name,
        "kind": reading.kind,
        "read_at": times.moment_text(reading.read_at),
        "window": times.document(window),
        "busy": [[*times.document(busy.span), busy.title, busy.source] for busy in reading.busy],
        "trained": [placement.document(each) for each in reading.trained],
        "warnings": list(reading.warnings),
    }


def read(document: dict[str, Any]) -> tuple[Reading, Span]:
    """The reading and its window from their JSON document."""
    reading = Reading(
        document["name"],
        document["kind"],
        datetime.fromisoformat(document["read_at"]),
        tuple(
            Busy(times.read([start, end]), title, source) for start, end, title, source in document["busy"]
        ),
        tuple(map(placement.read, document["trained"])),
        tuple(document["warnings"]),
    )
    return reading, times.read(document["window"])
