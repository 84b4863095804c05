"""Writes a mark as a JSON document, and reads it back."""

from datetime import datetime
from typing import Any

from service.domain.mark import Mark, MarkKind
from service.storage.documents import span as times


def document(mark: Mark) -> dict[str, Any]:
    """The JSON document of a mark, with all its fields."""
    return {
        "session": mark.session,
        "kind": mark.kind.value,
        "made_at": times.moment_text(mark.made_at),
        "span": None if mark.span is None else times.document(mark.span),
        "by": mark.by,
    }


def read(document: dict[str, Any]) -> Mark:
    """The mark from its JSON document."""
    span = document["span"]
    return Mark(
        session=document["session"],
        kind=MarkKind(document["kind"]),
        made_at=datetime.fromisoformat(document["made_at"]),
        span=None if span is None else times.read(span),
        by=document["by"],
    )
