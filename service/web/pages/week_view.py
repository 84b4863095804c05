"""Lays out a week for its page: the days, and the blocks of each day in order of time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from service.domain.busy import Busy
from service.domain.span import Span, merge
from service.domain.week import Week
from service.usecases.showing.show_week import ShownWeek
from service.web.pages.blocks import Block, BusyBlock, RecoveryBlock, SessionBlock
from service.web.pages.rows import Rows, Window, window_around


@dataclass(frozen=True)
class Day:
    """One day: a column of the week, or a section of the list on a phone.

    Shape: `blocks` are in order of time. `now` is the grid line of the present instant, on today only.
    """

    date: date
    blocks: tuple[Block, ...]
    all_day: tuple[str, ...] = ()
    is_today: bool = False
    is_race: bool = False
    now: int | None = None

    @property
    def sessions(self) -> tuple[SessionBlock, ...]:
        """The session blocks of the day."""
        return tuple(block for block in self.blocks if isinstance(block, SessionBlock))


@dataclass(frozen=True)
class WeekView:
    """The whole week as its page draws it."""

    shown: ShownWeek
    window: Window
    days: tuple[Day, ...]

    @property
    def is_blank(self) -> bool:
        """Whether the week is not planned and has nothing to draw."""
        return not self.shown.is_planned and not any(day.blocks or day.all_day for day in self.days)


def week_view(  # noqa: PLR0913  # everything that is drawn
    shown: ShownWeek,
    busy: Sequence[Busy],
    *,
    pinned: frozenset[str],
    race: date | None,
    titles: bool,
    now: datetime,
) -> WeekView:
    """Lays out the week; titles of busy time are left out unless `titles`."""
    zone = shown.week.zone
    window = window_around([each.placement.span for each in shown.sessions], zone)
    today = now.astimezone(zone).date()
    days = []
    for day in shown.week.days:
        busy_blocks, all_day = _busy_on(day, shown.week, busy, window, titles=titles)
        sessions = _sessions_on(day, shown, window, pinned)
        recovery = _recovery_on(day, shown, window)
        every: list[Block] = [*busy_blocks, *sessions, *recovery]
        blocks = sorted(every, key=_order)
        line = window.line_of(now, day, zone) if day == today else None
        made = Day(day, tuple(blocks), tuple(all_day), day == today, day == race, line)
        days.append(made)
    return WeekView(shown, window, tuple(days))


def _order(block: Block) -> tuple[datetime, bool]:
    # Read as a list, "legs are ready" must follow the session that tired them, so an ending recovery is
    # sorted by its end.
    start = block.span.end if isinstance(block, RecoveryBlock) and block.is_end else block.span.start
    return start, isinstance(block, RecoveryBlock)


def _busy_on(
    day: date, week: Week, busy: Sequence[Busy], window: Window, *, titles: bool
) -> tuple[list[BusyBlock], list[str]]:
    today = week.span_of(day)
    clipped = [(span, each.title) for each in busy if (span := each.span.clip(today))]
    whole = sorted({title if titles else "" for span, title in clipped if span == today})
    parts = [(span, title) for span, title in clipped if span != today]
    blocks = []
    for span in merge(span for span, _ in parts):
        names = [title for part, title in sorted(parts) if span.holds(part) and title]
        title = ", ".join(dict.fromkeys(names)) if titles else ""
        blocks.append(BusyBlock(span, title, window.rows_of(span, day, week.zone)))
    return blocks, [title or "Busy" for title in whole]


def _sessions_on(
    day: date, shown: ShownWeek, window: Window, pinned: frozenset[str]
) -> Iterator[SessionBlock]:
    of_day = [one for one in shown.sessions if shown.week.day_of(one.placement.start) == day]
    lanes = _lanes([one.placement.span for one in of_day])
    for one in of_day:
        rows = window.rows_of(one.placement.span, day, shown.week.zone)
        # A session in an hour that a clock change skips has no length: it is drawn in the last row.
        rows = rows or Rows(window.rows.last - 1, window.rows.last)
        lane = lanes.get(one.placement.span, 0)
        yield SessionBlock(one, rows, lane, one.stood.key in pinned)


def _lanes(spans: Iterable[Span]) -> Mapping[Span, int]:
    """The lane, 1 or 2, of each span that overlaps another; only pinned sessions may overlap."""
    lanes = dict[Span, int]()
    before: Span | None = None
    for span in sorted(spans):
        if before and before.overlaps(span):
            lanes[before] = lanes.get(before, 1)
            lanes[span] = 3 - lanes[before]
        before = span
    return lanes


def _recovery_on(day: date, shown: ShownWeek, window: Window) -> Iterator[RecoveryBlock]:
    today = shown.week.span_of(day)
    for span in merge(shown.recovery):
        inside = span.clip(today)
        rows = inside and window.rows_of(inside, day, shown.week.zone)
        if inside and rows:
            is_end = inside.end == span.end and span.end != shown.week.span.end
            yield RecoveryBlock(inside, rows, is_end)
