"""The minutes at which a session could start, counted from the first midnight of the week."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby

from service.domain.plan import Placement
from service.domain.span import MINUTE, Span, intersect, whole_minutes
from service.domain.training import Session
from service.domain.week import Week

GRID = 15


def candidate_starts(room: Iterable[Span], duration: timedelta, epoch: datetime) -> list[int]:
    """Each quarter hour at which the session fits, and the first and last minute that fit in each span.

    Shape: the ends are included because a session may fit between two meetings without any quarter hour.
    Units: minutes from `epoch`.
    """
    starts: set[int] = set()
    for span in room:
        first, last = whole_minutes(span.start - epoch), (span.end - duration - epoch) // MINUTE
        if first <= last:
            starts |= {first, last, *range(-(-first // GRID) * GRID, last + 1, GRID)}
    return sorted(starts)


class Starts:
    """The minutes at which one session of the week can start.

    Shape: `alone` are those at which it can start by itself. `all` and `by_day` have also those at which
    it can start only as the second of a block. They are empty until settled.
    Units: minutes from the first midnight of the week.
    """

    def __init__(
        self,
        session: Session,
        week: Week,
        pin: Placement | None = None,
        stood: Placement | None = None,
    ) -> None:
        self.session = session
        self.alone: list[int] = []
        self.all: list[int] = []
        self.by_day: dict[date, list[int]] = {}
        self._week = week
        self._pin = pin
        self._stood = stood
        self._room: tuple[Span, ...] = (pin.span if pin else week.span,)

    def narrow(self, spans: Iterable[Span]) -> None:
        """Leaves only starts from which the whole session lies inside one of the spans."""
        self._room = intersect(self._room, spans)

    def settle_alone(self) -> None:
        """Computes the starts by itself from the room that is left; a pin keeps its start in any case."""
        epoch = self._week.span.start
        if self._pin:
            self.alone = [whole_minutes(self._pin.start - epoch)]
            return
        self.alone = candidate_starts(self._room, self.session.duration, epoch)
        if self._stood:
            # The start in the previous plan may be off the grid, and must stay possible.
            at = whole_minutes(self._stood.start - epoch)
            self.alone = sorted({*self.alone, *filter(self._fits, [at])})

    def settle(self, firsts: Iterable["Starts"]) -> None:
        """Adds the starts right after each session that may come first in a block with this one."""
        after = {at + first.session.duration // MINUTE for first in firsts for at in first.alone}
        more = () if self._pin else filter(self._fits, after)
        self.by_day = {day: [] for day in self._week.days}
        self.all = sorted({*self.alone, *more})
        for at in self.all:
            self.by_day[self._week.day_of(self.instant(at))].append(at)

    def instant(self, at: int) -> datetime:
        """The instant of a minute of the week."""
        return self._week.span.start + at * MINUTE

    def stretches(self, allowed: Iterable[int]) -> list[list[int]]:
        """The first and last start of each run of allowed starts."""
        wanted = set(allowed)
        runs = [list(run) for is_wanted, run in groupby(self.all, key=wanted.__contains__) if is_wanted]
        return [[run[0], run[-1]] for run in runs]

    def _fits(self, at: int) -> bool:
        needed = Span.lasting(self.instant(at), self.session.duration)
        return any(span.holds(needed) for span in self._room)


def widest_gap(first: Starts, first_day: date, second: Starts, second_day: date) -> int:
    """The most minutes that can lie between two sessions on these days."""
    earliest_end = first.by_day[first_day][0] + first.session.duration // MINUTE
    return second.by_day[second_day][-1] - earliest_end
