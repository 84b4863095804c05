"""The model of one week: everything the rules say about it, independent of the solver."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import permutations, product

from service.domain.plan import Brief, Placement
from service.domain.span import MINUTE, Span, whole_minutes
from service.domain.training import Session
from service.planning.facts import FALSE, TRUE, Atom, Before, Facts, Joined, On, Placed
from service.planning.starts import Starts
from service.planning.terms import Charge, Floor, Sum, Wish, sum_of
from service.planning.week_slot import Pair, StartPrice, WeekSlot, may_be_joined
from service.rules.board import Fact, Slot
from service.rules.finding import Tier


class WeekModel:
    """The board that records the constraints and costs of the rules."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.facts = Facts()
        self.floors: dict[Pair, Floor] = defaultdict(Floor)
        self.wishes: dict[Pair, list[Wish]] = defaultdict(list)
        self.forbidden: list[tuple[Fact, ...]] = []
        self.sums: list[Sum] = []
        self.charges: list[Charge] = []
        self._prices = defaultdict[tuple[WeekSlot, Tier], dict[frozenset[Fact], dict[int, int]]](dict)
        self._epoch = brief.week.span.start
        self._days = {day: number for number, day in enumerate(brief.week.days)}
        pinned = {p.session.id: p for p in brief.pinned}
        stood = {p.session.id: p for p in brief.stood}
        self.slots = tuple(
            self._slot(number, session, pinned.get(session.id), stood.get(session.id))
            for number, session in enumerate(brief.sessions)
        )
        self.carried = tuple(
            # Computed from its end, rounded up: a part of a minute must not shorten a gap.
            self._fixed_slot(p, whole_minutes(p.end - self._epoch) - p.session.duration // MINUTE)
            for p in brief.carried
        )
        self.ahead = tuple(self._fixed_slot(p, (p.start - self._epoch) // MINUTE) for p in brief.ahead)

    def settle(self) -> None:
        """Completes the model after every rule has added its constraints.

        Shape: it computes every slot's starts, and loosens the constraints that pinned placements break
        among themselves.
        """
        for slot in self.slots:
            slot.starts.settle_alone()
        firsts = defaultdict[WeekSlot, list[Starts]](list)
        for (first, second), _ in self.blocks():
            firsts[second].append(first.starts)
        for slot in self.slots:
            slot.starts.settle(firsts[slot])
        self.forbidden = [facts for facts in self.forbidden if not all(map(self._is_pinned, facts))]
        self.sums = [self._loosened(total) for total in self.sums]
        self._price_starts()

    def blocks(self) -> tuple[tuple[Pair, Fact], ...]:
        """Each joined block that no rule forbids by itself."""
        return tuple(self._allowed_blocks())

    def _allowed_blocks(self) -> Iterator[tuple[Pair, Fact]]:
        never = {facts[0] for facts in self.forbidden if len(facts) == 1}
        for first, second, fact in self.joinable():
            if fact != FALSE and fact not in never:
                yield (first, second), fact

    def prices_of(self, slot: WeekSlot, tier: Tier) -> dict[frozenset[Fact], dict[int, int]]:
        """The cost of each start in that tier, added up by the facts that would waive it; after `settle`."""
        return self._prices.get((slot, tier), {})

    def pinned_placement(self, slot: WeekSlot, joined_with: str | None) -> Placement:
        """The placement of a pinned slot, with the partner that the solver has given it, else its own."""
        assert slot.fixed is not None  # noqa: S101  # callers check it
        return replace(slot.fixed, joined_with=joined_with or slot.fixed.joined_with, pinned=True)

    # Facts

    def pairs(self) -> Iterator[Pair]:
        """Each possible ordered pair of slots.

        Shape: carried slots come first, ahead slots last; two slots of the week appear in both orders.
        """
        yield from product(self.carried, self.slots)
        yield from permutations(self.slots, 2)
        yield from product(self.slots, self.ahead)

    def joinable(self) -> Iterator[tuple[WeekSlot, WeekSlot, Fact]]:
        """Each lift and light run, in both orders, with the fact that they are joined."""
        yield from self._joinable_pairs

    def placed(self, slot: Slot) -> Fact:
        """That the slot is not dropped."""
        return self.facts.fact(Placed(_number(slot)))

    def on(self, slot: Slot, day: date) -> Fact:
        """That the slot starts on that local day."""
        slot = _ours(slot)
        if slot.number is not None:
            return self.facts.fact(On(slot.number, self._days[day]))
        stands = slot.fixed is not None and self.brief.week.day_of(slot.fixed.start) == day
        return TRUE if stands else FALSE

    def before(self, first: Slot, second: Slot) -> Fact:
        """That the first of two placed slots starts before the second."""
        first, second = _ours(first), _ours(second)
        if first.number is None or second.number is None:
            return TRUE if first in self.carried or second in self.ahead else FALSE
        return self.facts.fact(Before(first.number, second.number))

    def negate(self, fact: Fact) -> Fact:
        """The opposite of the fact."""
        return Fact(~fact)

    def all_of(self, facts: Iterable[Fact]) -> Fact:
        """That every one of the facts is true."""
        facts = list(facts)
        return self.facts.at_least(len(facts), facts)

    def at_least(self, count: int, facts: Iterable[Fact]) -> Fact:
        """That at least `count` of the facts are true."""
        return self.facts.at_least(count, facts)

    # Constraints

    def keep_within(self, slot: Slot, spans: Iterable[Span]) -> None:
        """Narrows the room from which the slot's starts are computed."""
        _ours(slot).starts.narrow(spans)

    def keep_apart(
        self, earlier: Slot, later: Slot, floor: timedelta, *, unless_joined: bool = False
    ) -> None:
        """Raises the floor of this ordered pair."""
        pair = self.floors[_ours(earlier), _ours(later)]
        pair.alone = max(pair.alone, whole_minutes(floor))
        if not unless_joined:
            pair.always = max(pair.always, whole_minutes(floor))

    def forbid(self, *facts: Fact) -> None:
        """Records facts that may not be true together."""
        if FALSE not in facts:
            self.forbidden.append(tuple(fact for fact in facts if fact != TRUE))

    def limit(self, weights: Iterable[tuple[int, Fact]], most: int) -> None:
        """Records the limit of a sum."""
        self.sums.append(sum_of(weights, most, None))

    # Costs

    def charge(self, points: int, fact: Fact, tier: Tier = Tier.WISH) -> None:
        """Records the cost of a fact."""
        if points and fact != FALSE:
            self.charges.append(Charge(points, fact, tier))

    def charge_start(
        self,
        slot: Slot,
        price: Callable[[datetime], int],
        *,
        unless: Iterable[Fact] = (),
        tier: Tier = Tier.WISH,
    ) -> None:
        """Records the cost of a slot's starts."""
        _ours(slot).prices.append(StartPrice(price, tuple(unless), tier))

    def charge_missing(
        self, earlier: Slot, later: Slot, target: timedelta, points: int, *, unless_joined: bool = False
    ) -> None:
        """Records the wished minutes between two slots."""
        wish = Wish(whole_minutes(target), points, unless_joined)
        self.wishes[_ours(earlier), _ours(later)].append(wish)

    def charge_excess(self, weights: Iterable[tuple[int, Fact]], over: int, points: int) -> None:
        """Records the cost of each unit beyond a sum."""
        self.sums.append(sum_of(weights, over, points))

    def _price_starts(self) -> None:
        possible = {fact for _, fact in self.blocks()}
        for slot in self.slots:
            moments = [(at, slot.starts.instant(at)) for at in slot.starts.all]
            for price in (price for price in slot.prices if TRUE not in price.unless):
                by_waiver = self._prices[slot, price.tier]
                prices = by_waiver.setdefault(frozenset(possible.intersection(price.unless)), {})
                for at, moment in moments:
                    prices[at] = prices.get(at, 0) + price.of(moment)

    @cached_property
    def _joinable_pairs(self) -> tuple[tuple[WeekSlot, WeekSlot, Fact], ...]:
        pairs = permutations(self.slots, 2)
        return tuple((*pair, self._joined(*pair)) for pair in pairs if may_be_joined(*pair))

    def _slot(
        self, number: int, session: Session, pin: Placement | None, stood: Placement | None
    ) -> WeekSlot:
        starts = Starts(session, self.brief.week, pin, stood)
        at = whole_minutes(pin.start - self._epoch) if pin else None
        return WeekSlot(session, number, starts, pin, at)

    def _fixed_slot(self, placement: Placement, at: int) -> WeekSlot:
        session = placement.session
        return WeekSlot(session, None, Starts(session, self.brief.week, placement), placement, at)

    def _joined(self, first: WeekSlot, second: WeekSlot) -> Fact:
        if first.fixed and second.fixed:
            return TRUE if first.fixed.joins(second.fixed) and first.comes_before(second) else FALSE
        return self.facts.fact(Joined(_number(first), _number(second)))

    def _is_pinned(self, fact: Fact) -> bool:
        return self.facts.truth(fact, self._of_pins) is True

    def _of_pins(self, atom: Atom) -> bool | None:
        """The value an atom has when only pinned placements are known."""
        match atom:
            case Placed(slot):
                return True if self.slots[slot].fixed else None
            case On(slot, day):
                pin = self.slots[slot].fixed
                return self.brief.week.day_of(pin.start) == self.brief.week.days[day] if pin else None
            case Before(first, second):
                return self.slots[first].comes_before(self.slots[second])
        return None

    def _loosened(self, total: Sum) -> Sum:
        if total.points is not None:
            return total
        stands = sum(weight for weight, fact in total.weights if self._is_pinned(fact))
        return replace(total, most=max(total.most, stands))


def _ours(slot: Slot) -> WeekSlot:
    if not isinstance(slot, WeekSlot):
        raise TypeError(f"{slot} is not of this board")
    return slot


def _number(slot: Slot) -> int:
    number = _ours(slot).number
    if number is None:
        raise TypeError(f"{slot} is not to be placed")
    return number
