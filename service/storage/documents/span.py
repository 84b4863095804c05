"""Real time and durations as JSON."""

from datetime import UTC, datetime, timedelta

from service.domain.span import Span

SMALLEST = timedelta(microseconds=1)


def moment_text(moment: datetime) -> str:
    """An instant, to the microsecond, in UTC."""
    return moment.astimezone(UTC).isoformat()


def document(span: Span) -> list[str]:
    """A span as its start and its end."""
    return [moment_text(span.start), moment_text(span.end)]


def read(document: list[str]) -> Span:
    """The span of such a document."""
    start, end = map(datetime.fromisoformat, document)
    return Span(start, end)


def duration_number(duration: timedelta) -> int:
    """A duration in whole microseconds, because a fraction of anything larger would not be exact."""
    return duration // SMALLEST


def duration(number: int) -> timedelta:
    """The duration of so many microseconds."""
    return number * SMALLEST
