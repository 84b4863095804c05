"""A decision of the athlete about one session of one week, made by a command or by hand in a calendar."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.span import Span


class MarkKind(StrEnum):
    """Whether the session is pinned to an hour, wished for a day, or skipped."""

    PINNED = "pinned"
    DAY = "day"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Mark:
    """One decision about a session; a session has at most one.

    Shape: `session` is the readable id, such as 2026-W48-lower. `span` is the time of a pinned session and
    the whole day or days of a wished one, None for a skipped one. `by` is the key of the calendar in which
    the athlete decided by hand, empty for a command.
    """

    session: str
    kind: MarkKind
    made_at: datetime
    span: Span | None = None
    by: str = ""
