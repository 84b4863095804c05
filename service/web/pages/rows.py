"""Positions in a day's column as rows of five minutes, and the stylesheet with a class for each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.itinerary import Zone
from service.domain.span import Span

MINUTES_IN_A_ROW = 5
ROWS_IN_AN_HOUR = 60 // MINUTES_IN_A_ROW
LAST = 24 * ROWS_IN_AN_HOUR + 1

EARLIEST, LATEST = 5, 23
"""The hours that are shown even when they are empty."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Rows:
    """The grid lines between which a block is drawn, counted from the top of the shown hours."""

    first: int
    last: int

    @property
    def classes(self) -> str:
        """The CSS classes that put an element at these rows."""
        return f"r{self.first} e{self.last}"


@dataclass(frozen=True)
class Window:
    """The hours that are shown of each day; `last` is not included."""

    first: int = EARLIEST
    last: int = LATEST

    @property
    def hours(self) -> range:
        """Each shown hour."""
        return range(self.first, self.last)

    @property
    def rows(self) -> Rows:
        """The rows of all shown hours."""
        return Rows(1, (self.last - self.first) * ROWS_IN_AN_HOUR + 1)

    def rows_of(self, span: Span, day: date, zone: Zone) -> Rows | None:
        """The rows of a span on that day; None when it is not visible."""
        start, end = (self._line(instant, day, zone) for instant in (span.start, span.end))
        first, last = max(start, 1), min(end, self.rows.last)
        return Rows(round(first), round(last)) if round(first) < round(last) else None

    def line_of(self, instant: datetime, day: date, zone: Zone) -> int | None:
        """The grid line of an instant on that day; None when it is not visible."""
        line = round(self._line(instant, day, zone))
        return line if 1 <= line < self.rows.last else None

    def _line(self, instant: datetime, day: date, zone: Zone) -> float:
        """The position by local time: at a clock change one hour has no position, or two hours share one."""
        local = instant.astimezone(zone)
        hours = 24 * (local.date() - day).days + local.hour - self.first
        return 1 + (60 * hours + local.minute) / MINUTES_IN_A_ROW


def window_around(spans: list[Span], zone: Zone) -> Window:
    """The usual hours, extended until they hold these spans."""
    starts = [span.start.astimezone(zone) for span in spans]
    ends = [span.end.astimezone(zone) for span in spans]
    over = [
        24 if end.date() > start.date() else (end + timedelta(minutes=59)).hour or 24
        for start, end in zip(starts, ends, strict=True)
    ]
    return Window(min([EARLIEST, *(start.hour for start in starts)]), max([LATEST, *over]))


@cache
def _stylesheet() -> str:
    lines = [f".r{n}{{grid-row-start:{n}}}.e{n}{{grid-row-end:{n}}}" for n in range(1, LAST + 1)]
    return "\n".join(lines)


@router.get("/rows.css")
def rows() -> Response:
    """Serves a class for each grid line: the content security policy forbids positions in attributes."""
    return Response(_stylesheet(), media_type="text/css", headers={"Cache-Control": "public, max-age=86400"})
