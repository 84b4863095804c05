"""Time a calendar has taken, with what a person would call it."""

from dataclasses import dataclass

from service.domain.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Busy:
    """One stretch of taken time, as its calendar names it.

    Shape: `title` may be empty (free/busy feeds have none); `source` is the name of the calendar.
    """

    span: Span
    title: str = ""
    source: str = ""
