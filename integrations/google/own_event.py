"""Recognises our own entries among the events of a Google calendar; they are training, never busy time."""

from integrations.google.event import Event
from integrations.google.wire import EFFORT, KIND, SESSION, is_ours
from service.domain.entry import DOMAIN
from service.domain.plan import Placement
from service.domain.training import USUAL_EFFORT, Effort, Kind, Session
from service.domain.wording import NAMES


def is_training(event: Event) -> bool:
    """Whether Liftrun made the event, in this calendar or in a feed that the calendar imported."""
    return is_ours(event) or event.text("iCalUID").casefold().endswith(f"@{DOMAIN}")


def training(event: Event) -> Placement | None:
    """The session that the event shows; None when it is cancelled or its kind or effort is unknown.

    Errors: ValueError when its time cannot be read.
    """
    kind, effort = _kind_and_effort(event)
    if event.is_cancelled or kind not in set(Kind) or effort not in Effort.__members__:
        return None
    name = str(event.marks.get(SESSION) or event.text("iCalUID"))
    span = event.span
    return Placement(Session(id=name, kind=Kind(kind), duration=span.duration, effort=Effort[effort]), span)


def _kind_and_effort(event: Event) -> tuple[str, str]:
    """The kind and effort from our extended properties, else from the title, for copies without them."""
    if KIND in event.marks:
        return str(event.marks[KIND]), str(event.marks.get(EFFORT, "")).upper()
    named, _, effort = event.title.partition(", ")
    kind = next((kind for kind, name in NAMES.items() if name == named), None)
    if kind is None:
        return "", ""
    return kind, (effort.removesuffix(" effort") or USUAL_EFFORT[kind].name).upper()
