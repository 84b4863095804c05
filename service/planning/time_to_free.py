"""Finds the shortest stretch of busy time that the athlete could free so that a dropped session fits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span, subtract, whole_minutes
from service.domain.training import Session
from service.domain.wording import clock, hours, weekday
from service.planning.explain import room_of
from service.planning.relaxation import Relaxation, Trials
from service.rules.board import Board
from service.rules.finding import Finding, Tier
from service.rules.only_free_time import OnlyFreeTime
from service.rules.rule import Rule, placement_name

DAYS_OFFERED = 2


class BusyTimeAtACost(OnlyFreeTime):
    """The free-time rule, except that one session may use busy time and pays for each minute of it.

    Shape: `asked` is that session's id; it may not be on any of the days `not_on`.
    """

    asked: str = ""
    not_on: frozenset[date] = frozenset()

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields other sessions on busy time, and the minutes that this session would have to free."""
        others = tuple(p for p in plan.placements if p.session.id != self.asked)
        yield from super().findings(replace(plan, placements=others))
        for placement in plan.placements:
            if placement.session.id == self.asked:
                yield self._finding(plan, placement)

    def constrain(self, board: Board) -> None:
        """Widens the room of this session, and charges its starts before any wish."""
        for slot in board.slots:
            if slot.session.id == self.asked:
                board.keep_within(slot, self._room(board.brief, slot.session))
                price = partial(self._price, board.brief, slot.session)
                board.charge_start(slot, price, tier=Tier.STAY)
            else:
                board.keep_within(slot, room_of(slot.session, board.brief))

    def _finding(self, plan: Plan, placement: Placement) -> Finding:
        if not any(span.holds(placement.span) for span in self._room(plan.brief, placement.session)):
            return self.forbids(
                f"{placement_name(plan, placement)} stands where nothing could be freed.", placement
            )
        price = self._price(plan.brief, placement.session, placement.start)
        return self.costs(
            price, f"{placement_name(plan, placement)} is not all free.", placement, tier=Tier.STAY
        )

    def _room(self, brief: Brief, session: Session) -> tuple[Span, ...]:
        open_hours = room_of(session, replace(brief, busy=()))
        return subtract(open_hours, map(brief.week.span_of, self.not_on))

    def _price(self, brief: Brief, session: Session, start: datetime) -> int:
        taken = stretch_to_free(brief, session, start)
        return whole_minutes(taken.duration) if taken else 0


def ways_to_free(plan: Plan, session: Session, rules: Sequence[Rule], trials: Trials) -> Iterator[Relaxation]:
    """The shortest stretches of busy time that make the session fit when they are freed, one a day.

    Shape: only on days with some free time, because an event that takes a whole day can rarely move.
    """
    # Without the previous placements: the cost of moving them is in the same tier as that of busy time.
    brief = replace(plan.brief, stood=())
    with_some = {brief.week.day_of(span.start) for span in brief.still_free}
    tried = frozenset(brief.week.days) - with_some
    for _ in range(DAYS_OFFERED):
        room = BusyTimeAtACost(asked=session.id, not_on=tried)
        solved = trials.solve(brief, [room if isinstance(rule, OnlyFreeTime) else rule for rule in rules])
        placed = next((p for p in solved.placements if p.session.id == session.id), None) if solved else None
        taken = stretch_to_free(brief, session, placed.start) if placed else None
        if not taken:
            return
        way = Relaxation(_says(brief, taken), whole_minutes(taken.duration), _freed(plan, taken), (*rules,))
        if trials.makes_room(way):
            yield way
        tried |= {brief.week.day_of(taken.start)}


def stretch_to_free(brief: Brief, session: Session, start: datetime) -> Span | None:
    """The span to free: from the first to the last minute the session needs that is not free.

    Shape: the travel of the session counts; None when all of it is free.
    """
    needed = Span.lasting(start, session.duration).grow(before=session.before, after=session.after)
    taken = subtract([needed], brief.still_free)
    return Span(taken[0].start, taken[-1].end) if taken else None


def _freed(plan: Plan, taken: Span) -> Brief:
    pieces = (replace(busy, span=span) for busy in plan.brief.busy for span in subtract([busy.span], [taken]))
    return replace(plan.brief, busy=tuple(pieces))


def _says(brief: Brief, taken: Span) -> str:
    day, zone = weekday(brief.week.day_of(taken.start)), brief.week.zone
    return f"free {hours(taken.duration)} on {day} from {clock(taken.start, zone)}"
