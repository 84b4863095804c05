"""Writes a placement as a JSON document, and reads it back."""

from typing import Any

from service.domain.plan import Placement
from service.storage.documents import session
from service.storage.documents import span as times


def document(placement: Placement) -> dict[str, Any]:
    """The JSON document of a placement, with the whole session in it."""
    return {
        "session": session.document(placement.session),
        "span": times.document(placement.span),
        "joined_with": placement.joined_with,
        "pinned": placement.pinned,
    }


def read(document: dict[str, Any]) -> Placement:
    """The placement from its JSON document."""
    return Placement(
        session=session.read(document["session"]),
        span=times.read(document["span"]),
        joined_with=document["joined_with"],
        pinned=document["pinned"],
    )
