"""Writes instants, spans and durations as JSON values, and reads them back."""

from datetime import UTC, datetime, timedelta

from service.domain.span import Span

SMALLEST = timedelta(microseconds=1)


def moment_text(moment: datetime) -> str:
    """An instant as ISO 8601 text in UTC, exact to the microsecond."""
    return moment.astimezone(UTC).isoformat()


def document(span: Span) -> list[str]:
    """The JSON value of a span: its start and its end."""
    return [moment_text(span.start), moment_text(span.end)]


def read(document: list[str]) -> Span:
    """The span from its JSON value."""
    start, end = map(datetime.fromisoformat, document)
    return Span(start, end)


def duration_number(duration: timedelta) -> int:
    """A duration as whole microseconds, because a fraction of a larger unit would not be exact."""
    return duration // SMALLEST


def duration(number: int) -> timedelta:
    """The duration from its number of microseconds."""
    return number * SMALLEST
