"""Where on a day's column something begins and ends: rows of five minutes, classes of one stylesheet."""

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
"""The hours that are shown although nothing stands in them."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Rows:
    """The lines between which something is drawn, counted from the top of what is shown."""

    first: int
    last: int

    @property
    def classes(self) -> str:
        """Of an element that stands there."""
        return f"r{self.first} e{self.last}"


@dataclass(frozen=True)
class Window:
    """The hours of each day that are shown, the last one not included."""

    first: int = EARLIEST
    last: int = LATEST

    @property
    def hours(self) -> range:
        """Each of them."""
        return range(self.first, self.last)

    @property
    def rows(self) -> Rows:
        """All of it."""
        return Rows(1, (self.last - self.first) * ROWS_IN_AN_HOUR + 1)

    def rows_of(self, span: Span, day: date, zone: Zone) -> Rows | None:
        """Where a span stands on that day, None when it does not show."""
        start, end = (self._line(instant, day, zone) for instant in (span.start, span.end))
        first, last = max(start, 1), min(end, self.rows.last)
        return Rows(round(first), round(last)) if round(first) < round(last) else None

    def line_of(self, instant: datetime, day: date, zone: Zone) -> int | None:
        """The line of one instant, None when it does not show."""
        line = round(self._line(instant, day, zone))
        return line if 1 <= line < self.rows.last else None

    def _line(self, instant: datetime, day: date, zone: Zone) -> float:
        """By what a clock on the wall shows: when it is changed, an hour has no place or two have one."""
        local = instant.astimezone(zone)
        hours = 24 * (local.date() - day).days + local.hour - self.first
        return 1 + (60 * hours + local.minute) / MINUTES_IN_A_ROW


def window_around(spans: list[Span], zone: Zone) -> Window:
    """The usual hours, and as many more as such spans need."""
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
    """A class for each line: positions in attributes are what our policy forbids."""
    return Response(_stylesheet(), media_type="text/css", headers={"Cache-Control": "public, max-age=86400"})
