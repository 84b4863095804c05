"""A day drawn as a strip: what is busy, what is free, and where the sessions stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from service.domain.plan import Plan
from service.domain.span import Span
from service.domain.training import Discipline

CELL = timedelta(minutes=30)
FIRST_HOUR, LAST_HOUR = 5, 23
MARKS = {Discipline.LIFT: "L", Discipline.RUN: "R", Discipline.RECOVERY: "M"}
BUSY, FREE, CLOSED = "#", ".", " "
LEGEND = "L lift, R run, M mobility, # busy, . free, half an hour each; + the same visit"


@dataclass(frozen=True)
class Cell:
    """Half an hour of the strip."""

    mark: str
    discipline: Discipline | None = None


def scale() -> str:
    """The hours above the strip, one every three, each over the cell in which it begins."""
    labels = "".join(f"{hour:<6}" for hour in range(FIRST_HOUR + 1, LAST_HOUR, 3))
    return f"  {labels}"[: cells()]


def cells() -> int:
    """How wide the strip is."""
    return int(timedelta(hours=LAST_HOUR - FIRST_HOUR) / CELL)


def strip(plan: Plan, day: date) -> Iterator[Cell]:
    """The day's cells from early morning to late evening, by the athlete's clock."""
    midnight = datetime.combine(day, datetime.min.time(), plan.brief.week.zone)
    for number in range(cells()):
        # On the wall clock, so that the columns stand under each other when the clock changes.
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
