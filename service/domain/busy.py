"""A span that a calendar has taken, with the title of the event."""

from dataclasses import dataclass

from service.domain.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Busy:
    """One busy span, as its calendar describes it.

    Shape: `title` may be empty (free/busy feeds have none); `source` is the name of the calendar.
    """

    span: Span
    title: str = ""
    source: str = ""
