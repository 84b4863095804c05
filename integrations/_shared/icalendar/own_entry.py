"""Entries of ours that come back in a feed: training, and so never busy time."""

from integrations._shared.icalendar.event import Event
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import USUAL_EFFORT, Effort, Kind, Session
from service.domain.wording import NAMES

# As service.domain.entry has it, which is not imported here: its hashes cost more memory than a feed.
UID_ENDING = "@liftrun"
SESSION, KIND, EFFORT = "X-LIFTRUN-SESSION", "X-LIFTRUN-KIND", "X-LIFTRUN-EFFORT"


def is_ours(event: Event) -> bool:
    """Whether the event is one of our entries."""
    return SESSION in event.texts or event.uid.casefold().endswith(UID_ENDING)


def training(event: Event, span: Span) -> Placement | None:
    """The session the entry shows on `span`, or None when it is called off or names none we know."""
    kind, effort = kind_and_effort(event)
    if event.word("STATUS") == "CANCELLED" or kind not in set(Kind) or effort not in Effort.__members__:
        return None
    name = event.texts.get(SESSION, "").strip() or event.uid
    return Placement(Session(id=name, kind=Kind(kind), duration=span.duration, effort=Effort[effort]), span)


def kind_and_effort(event: Event) -> tuple[str, str]:
    """As our own properties name them, or the title where those were dropped; empty when neither does."""
    if KIND in event.texts:
        return event.word(KIND).lower(), event.word(EFFORT)
    named, _, effort = event.title.partition(", ")
    kind = next((kind for kind, name in NAMES.items() if name == named), None)
    if kind is None:
        return "", ""
    return kind, (effort.removesuffix(" effort") or USUAL_EFFORT[kind].name).upper()
