"""Drafts a week slot by slot, each at the cheapest start that nothing forbids: an answer without a solver."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import Session
from service.planning.facts import Atom, Before, On, Placed
from service.planning.model import WeekModel
from service.planning.terms import Sum
from service.planning.terms_by_slot import TermsBySlot
from service.planning.week_slot import WeekSlot
from service.rules.board import Fact
from service.rules.finding import Tier

TRIED_A_DAY = 12
"""How many starts of a day are tried, cheapest first; a day that is full has hundreds that all fail."""


def drafted(week: WeekModel) -> tuple[Placement, ...]:
    """Placements that keep every constraint of a settled model; nothing is joined but what is pinned so.

    Shape: slots are placed in the order of what dropping them costs; one that finds no start is dropped.
    """
    draft = _Draft(week)
    for slot in draft.dearest_first():
        draft.place(slot)
    return tuple(draft.placements())


class _Draft:
    """The starts that have been chosen so far."""

    def __init__(self, week: WeekModel) -> None:
        self._week = week
        self._terms = TermsBySlot(week)
        self._days = {day: number for number, day in enumerate(week.brief.week.days)}
        self._at = {slot: slot.at for slot in week.slots if slot.fixed and slot.at is not None}
        self._crowded_out = set[Session]()
        self._standing = [(slot, slot.at or 0) for slot in (*week.carried, *week.ahead)]

    def dearest_first(self) -> list[WeekSlot]:
        """The open slots; the one that costs most when it is dropped comes first."""
        facts, stakes = self._week.facts, dict[int, int]()
        for charge in self._week.charges:
            node = facts.node(charge.fact)
            if isinstance(node, Placed) and charge.fact < 0 and charge.tier <= Tier.PLACE:
                stakes[node.slot] = stakes.get(node.slot, 0) + charge.points
        open_slots = (slot for slot in self._week.slots if not slot.fixed)
        return sorted(open_slots, key=lambda slot: (-stakes.get(slot.number or 0, 0), slot.number or 0))

    def place(self, slot: WeekSlot) -> None:
        """Puts the slot at the cheapest of the starts at which every constraint is kept."""
        kind = replace(slot.session, id="", notes="")
        if kind in self._crowded_out:
            return  # one just like it has found no start, and since then there is only less room
        starts = sorted(self._priced(slot), key=lambda priced: (priced[2], *priced[:2]))
        best: tuple[int, int] | None = None
        for _, of_day in groupby(starts, key=lambda priced: priced[2]):
            cheapest = sorted((cost, at) for cost, at, _ in of_day)
            free = ((cost, at) for cost, at in cheapest if self._is_apart(slot, at))
            for _, (cost, at) in zip(range(TRIED_A_DAY), free, strict=False):
                if (best is not None and best <= (cost, at)) or self._is_over_a_limit(slot, at):
                    break
                if self._is_allowed(slot, at):
                    best = cost, at
        if best is None:
            self._crowded_out.add(kind)
        else:
            self._at[slot] = best[1]

    def placements(self) -> Iterator[Placement]:
        """What has been chosen, as placements."""
        for slot, at in self._at.items():
            if slot.fixed:
                yield self._week.pinned_placement(slot, None)
            else:
                yield Placement(slot.session, Span.lasting(slot.starts.instant(at), slot.session.duration))

    def _priced(self, slot: WeekSlot) -> Iterator[tuple[int, int, int]]:
        """Each start at which the slot can stand alone: what it costs, the start, and its day."""
        prices = [added for tier in Tier for added in self._week.prices_of(slot, tier).values()]
        alone = {*slot.starts.alone}
        for day, starts in slot.starts.by_day.items():
            for at in alone.intersection(starts):
                costs = sum(added.get(at, 0) for added in prices)
                yield costs + self._missing(slot, at), at, self._days[day]

    def _missing(self, slot: WeekSlot, at: int) -> int:
        """What the gaps to everything that stands lack."""
        points = 0
        for other, stands in (*self._at.items(), *self._standing):
            first, second, gap = _in_order(slot, at, other, stands)
            for wish in self._week.wishes.get((first, second), ()):
                points += wish.points * max(wish.target - gap, 0)
        return points

    def _is_apart(self, slot: WeekSlot, at: int) -> bool:
        for other, stands in (*self._at.items(), *self._standing):
            first, second, gap = _in_order(slot, at, other, stands)
            floor = self._week.floors.get((first, second))
            least = max(floor.always, floor.alone) if floor else 0
            if gap < max(least, 1 - first.minutes):
                return False
        return True

    def _is_over_a_limit(self, slot: WeekSlot, at: int) -> bool:
        """Whether that day, or the week, holds no more; another hour of the day would hold no more either."""
        self._at[slot] = at
        terms = self._terms[slot.number or 0]
        limits = (term for term in terms if isinstance(term, Sum) and term.points is None)
        is_over = any(sum(w for w, f in term.weights if self._is_true(f)) > term.most for term in limits)
        del self._at[slot]
        return is_over

    def _is_allowed(self, slot: WeekSlot, at: int) -> bool:
        self._at[slot] = at
        terms = self._terms[slot.number or 0]
        allowed = not any(all(map(self._is_true, term)) for term in terms if isinstance(term, tuple))
        del self._at[slot]
        return allowed

    def _is_true(self, fact: Fact) -> bool:
        return self._week.facts.truth(fact, self._known) is True

    def _known(self, atom: Atom) -> bool:
        slots = self._week.slots
        match atom:
            case Placed(slot):
                return slots[slot] in self._at
            case On(slot, day):
                at = self._at.get(slots[slot])
                # A pin may stand on a day on which the slot has no start of its own.
                return at is not None and self._day(slots[slot], at) == day
            case Before(first, second):
                one, other = self._at.get(slots[first]), self._at.get(slots[second])
                return one is not None and other is not None and (one, first) < (other, second)
        return False

    def _day(self, slot: WeekSlot, at: int) -> int:
        return self._days.get(self._week.brief.week.day_of(slot.starts.instant(at)), -1)


def _in_order(slot: WeekSlot, at: int, other: WeekSlot, stands: int) -> tuple[WeekSlot, WeekSlot, int]:
    """The two in the order in which they begin, and the minutes between them."""
    rank = -1 if other.number is None else other.number
    is_first = (stands, rank) < (at, slot.number or 0)
    if is_first:
        return other, slot, at - stands - other.minutes
    return slot, other, stands - at - slot.minutes
