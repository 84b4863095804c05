"""Our own entries among what is read: training, and so never busy time."""

from integrations.google.event import Event
from integrations.google.wire import (
    EFFORT,
    KIND,
    SESSION,
    is_ours,
)
from service.domain.entry import DOMAIN
from service.domain.plan import Placement
from service.domain.training import (
    USUAL_EFFORT,
    Effort,
    Kind,
    Session,
)
from service.domain.wording import NAMES


def is_training(event: Event) -> bool:
    """Whether we made it, here or in a feed that this calendar is a copy of."""
    return is_ours(event) or event.text("iCalUID").casefold().endswith(f"@{DOMAIN}")


def training(event: Event) -> Placement | None:
    """The session it shows, or None when it is called off or names none we know.

    Errors: ValueError when it does not say when.
    """
    kind, effort = _kind_and_effort(event)
    if event.is_cancelled or kind not in set(Kind) or effort not in Effort.__members__:
        return None
    name = str(event.marks.get(SESSION) or event.text("iCalUID"))
    span = event.span
    return Placement(Session(id=name, kind=Kind(kind), duration=span.duration, effort=Effort[effort]), span)


def _kind_and_effort(event: Event) -> tuple[str, str]:
    """As our own marks name them, or as the title does where a copy has lost those."""
    if KIND in event.marks:
        return str(event.marks[KIND]), str(event.marks.get(EFFORT, "")).upper()
    named, _, effort = event.title.partition(", ")
    kind = next((kind for kind, name in NAMES.items() if name == named), None)
    if kind is None:
        return "", ""
    return kind, (effort.removesuffix(" effort") or USUAL_EFFORT[kind].name).upper()
