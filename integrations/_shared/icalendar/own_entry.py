"""Entries of ours that come back in a feed: training, and so never busy time."""

import re

from integrations._shared.icalendar.event import Event
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import (
    USUAL_EFFORT,
    Effort,
    Kind,
    Session,
)
from service.domain.wording import NAMES

# As service.domain.entry has it, which is not imported here: its hashes cost more memory than a feed.
UID_ENDING = "@liftrun"
AT_GOOGLE = re.compile("[a-v0-9]{32}@google[.]com")
SESSION, KIND, EFFORT = "X-LIFTRUN-SESSION", "X-LIFTRUN-KIND", "X-LIFTRUN-EFFORT"


def is_ours(event: Event) -> bool:
    """Whether the event is one of our entries."""
    if SESSION in event.texts or event.uid.casefold().endswith(UID_ENDING):
        return True
    # Google's own feeds keep nothing of ours but the id, which looks like nobody else's, and the title.
    return bool(AT_GOOGLE.fullmatch(event.uid)) and _named(event) is not None


def training(event: Event, span: Span) -> Placement | None:
    """The session the entry shows on `span`, or None when it is called off or names none we know."""
    kind, effort = kind_and_effort(event)
    if event.word("STATUS") == "CANCELLED" or kind not in set(Kind) or effort not in Effort.__members__:
        return None
    name = event.texts.get(SESSION, "").strip() or event.uid.replace("@google.com", UID_ENDING)
    return Placement(Session(id=name, kind=Kind(kind), duration=span.duration, effort=Effort[effort]), span)


def kind_and_effort(event: Event) -> tuple[str, str]:
    """As our own properties name them, or the title where those were dropped; empty when neither does."""
    if KIND in event.texts:
        return event.word(KIND).lower(), event.word(EFFORT)
    kind = _named(event)
    if kind is None:
        return "", ""
    _, _, effort = event.title.partition(", ")
    return kind, (effort.removesuffix(" effort") or USUAL_EFFORT[kind].name).upper()


def _named(event: Event) -> Kind | None:
    named, _, _ = event.title.partition(", ")
    return next((kind for kind, name in NAMES.items() if name == named), None)
