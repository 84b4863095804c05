"""What the athlete has decided about one session of one week, by a command or by hand in a calendar."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.span import Span


class MarkKind(StrEnum):
    """What was decided."""

    PINNED = "pinned"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Mark:
    """One decision; a session has at most one.

    Shape: `session` is the readable id, such as 2026-W48-lower. `span` is where a pinned one stands,
    None for a skipped one. `by` is the key of the calendar in which it was done by hand, empty for a
    command.
    """

    session: str
    kind: MarkKind
    made_at: datetime
    span: Span | None = None
    by: str = ""
