"""Reports as JSON when each calendar was last read, and what has failed since."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from service.domain.span import Span, intersect, merge
from service.ports.reading_store import KeptReading, ReadingStore
from service.usecases.json_documents.plan_document import utc


def report_sources(store: ReadingStore, names: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Returns one object for each calendar, also for one that was never read.

    Shape: `names` are pairs of a calendar's name and kind.
    """
    known = {kept.name: kept for kept in store.every()}
    return [_report(name, kind, known.get(name)) for name, kind in names]


def with_sources_now(plan: Mapping[str, Any], store: ReadingStore) -> dict[str, Any]:
    """Returns the plan's document with `sources` taken from the latest readings, even if newer than the plan.

    Shape: a calendar without a stored reading stays as the document has it.
    """
    known = {kept.name: kept for kept in store.every()}
    horizon = Span(*(datetime.fromisoformat(plan["horizon"][end]) for end in ("start", "end")))
    sources = [_as_read(source, known.get(source["name"]), horizon) for source in plan["sources"]]
    return {**plan, "sources": sources}


def _as_read(source: dict[str, Any], kept: KeptReading | None, horizon: Span) -> dict[str, Any]:
    if kept is None or kept.reading is None:
        return source
    trouble = (f"It was asked again at {utc(kept.tried_at)}: {kept.trouble}",) if kept.trouble else ()
    return {
        **source,
        "read_at": utc(kept.reading.read_at),
        "busy_spans": len(intersect((busy.span for busy in kept.reading.busy), [horizon])),
        "warnings": [*kept.reading.warnings, *trouble],
    }


def _report(name: str, kind: str, kept: KeptReading | None) -> dict[str, Any]:
    reading = kept.reading if kept else None
    return {
        "name": name,
        "kind": kind,
        "read_at": utc(reading.read_at) if reading else None,
        "tried_at": utc(kept.tried_at) if kept else None,
        "busy_spans": len(merge(busy.span for busy in reading.busy)) if reading else 0,
        "warnings": list(reading.warnings) if reading else [],
        "trouble": kept.trouble if kept else "",
        "failures": kept.failures if kept else 0,
    }
