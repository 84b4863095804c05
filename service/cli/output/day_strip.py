"""Draws a day as a strip of characters, one for each half hour: busy time, free time and sessions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from service.domain.plan import Plan
from service.domain.span import Span
from service.domain.training import Discipline

CELL = timedelta(minutes=30)
FIRST_HOUR, LAST_HOUR = 5, 23
MARKS = {Discipline.LIFT: "L", Discipline.RUN: "R", Discipline.RECOVERY: "M", Discipline.OTHER: "O"}
BUSY, FREE, CLOSED = "#", ".", " "
LEGEND = "L lift, R run, M mobility, # busy, . free, half an hour each; + the same visit"


@dataclass(frozen=True)
class Cell:
    """Half an hour of the strip: its character, and the discipline of a session in it."""

    mark: str
    discipline: Discipline | None = None


def scale() -> str:
    """The heading of the strip: every third hour, above the cell in which it begins."""
    labels = "".join(f"{hour:<6}" for hour in range(FIRST_HOUR + 1, LAST_HOUR, 3))
    return f"  {labels}"[: cells()]


def cells() -> int:
    """The number of cells in a strip."""
    return int(timedelta(hours=LAST_HOUR - FIRST_HOUR) / CELL)


def strip(plan: Plan, day: date) -> Iterator[Cell]:
    """Yield the cells of a day from 5:00 to 23:00 by the athlete's clock.

    Shape: half an hour that the clock skips that day is a closed cell.
    """
    midnight = datetime.combine(day, datetime.min.time(), plan.brief.week.zone)
    for number in range(cells()):
        # Counted on the wall clock, so that the columns of all days line up when the clock changes.
        start = midnight + timedelta(hours=FIRST_HOUR) + number * CELL
        is_lived = start.astimezone(UTC).astimezone(start.tzinfo).time() == start.time()
        yield _cell(plan, Span.lasting(start, CELL)) if is_lived else Cell(CLOSED)


def _cell(plan: Plan, half_hour: Span) -> Cell:
    for placement in plan.placements:
        if placement.span.overlaps(half_hour):
            return Cell(MARKS[placement.session.discipline], placement.session.discipline)
    if any(busy.span.overlaps(half_hour) for busy in plan.brief.busy):
        return Cell(BUSY)
    is_free = any(span.overlaps(half_hour) for span in plan.brief.free)
    return Cell(FREE if is_free else CLOSED)
