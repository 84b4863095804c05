"""Finds slots that every rule treats alike, so that one of their orders stands for all of them."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import replace
from itertools import pairwise

from service.planning.facts import AtLeast, Atom, Before, Joined
from service.planning.model import WeekModel
from service.planning.terms import Charge, Sum
from service.planning.terms_by_slot import Term, TermsBySlot
from service.planning.week_slot import Pair, WeekSlot
from service.rules.board import Fact
from service.rules.finding import Tier

Swap = dict[int, int]
"""Two slots' numbers, each with that of the other."""


def interchangeable(week: WeekModel) -> Iterator[Pair]:
    """Pairs of slots, in the order of the brief, of which the first may always come first.

    Shape: each of two such slots can stand wherever the other stands and nothing in the settled model
    changes: not a floor, not a price, not a fact that a rule has named. Pinned slots never can.
    """
    alike = defaultdict[Hashable, list[WeekSlot]](list)
    for slot in week.slots:
        if not slot.fixed:
            alike[replace(slot.session, id="", notes="")].append(slot)
    groups = [slots for slots in alike.values() if slots[1:]]
    if groups:
        terms = _Terms(week)
        for slots in groups:
            yield from (pair for pair in pairwise(slots) if terms.stay_the_same(*pair))


class _Terms:
    """What a week's model says of each slot, compared with what it says of another."""

    def __init__(self, week: WeekModel) -> None:
        self._week = week
        self._by_slot = TermsBySlot(week)

    def stay_the_same(self, one: WeekSlot, other: WeekSlot) -> bool:
        """Whether the model says the same when the two slots change places."""
        return (
            one.starts.all == other.starts.all
            and one.starts.alone == other.starts.alone
            and self._gaps_agree(one, other)
            and self._prices_agree(one, other)
            and self._terms_agree(one, other)
        )

    def _gaps_agree(self, one: WeekSlot, other: WeekSlot) -> bool:
        week = self._week
        rest = (slot for slot in (*week.slots, *week.carried, *week.ahead) if slot not in (one, other))
        pairs = [((one, other), (other, one))]
        for slot in rest:
            pairs += [((one, slot), (other, slot)), ((slot, one), (slot, other))]
        return all(
            week.floors.get(mine) == week.floors.get(its)
            and Counter(week.wishes.get(mine, ())) == Counter(week.wishes.get(its, ()))
            for mine, its in pairs
        )

    def _prices_agree(self, one: WeekSlot, other: WeekSlot) -> bool:
        swap = _swap(one, other)
        for tier in Tier:
            mine, its = self._week.prices_of(one, tier), self._week.prices_of(other, tier)
            named = {self._said(unless, swap): prices for unless, prices in mine.items()}
            if named != {self._said(unless, _unswapped(swap)): prices for unless, prices in its.items()}:
                return False
        return True

    def _terms_agree(self, one: WeekSlot, other: WeekSlot) -> bool:
        swap = _swap(one, other)
        # What speaks of both is in both lists, and the same twice when it is put the other way round.
        theirs = [*self._by_slot[swap[_number(other)]], *self._by_slot[swap[_number(one)]]]
        return Counter(self._told(term, _unswapped(swap)) for term in theirs) == Counter(
            self._told(term, swap) for term in theirs
        )

    def _told(self, term: Term, swap: Swap) -> Hashable:
        if isinstance(term, Charge):
            return term.points, term.tier, self._name(term.fact, swap)
        if isinstance(term, Sum):
            weights = Counter((weight, self._name(fact, swap)) for weight, fact in term.weights)
            return term.most, term.points, frozenset(weights.items())
        return self._said(term, swap)

    def _said(self, facts: tuple[Fact, ...] | frozenset[Fact], swap: Swap) -> Hashable:
        return frozenset(self._name(fact, swap) for fact in facts)

    def _name(self, fact: Fact, swap: Swap) -> Hashable:
        """The fact as it reads with the slots swapped, the same for the same meaning."""
        if self._by_slot.slots_of(fact).isdisjoint(swap):
            return fact
        node = self._week.facts.node(fact)
        if isinstance(node, AtLeast):
            parts = Counter(self._name(part, swap) for part in node.facts)
            return fact >= 0, node.count, frozenset(parts.items())
        return fact >= 0, _renamed(node, swap) if node else None


def _renamed(atom: Atom, swap: Swap) -> Atom:
    if isinstance(atom, Before | Joined):
        return replace(
            atom, first=swap.get(atom.first, atom.first), second=swap.get(atom.second, atom.second)
        )
    return replace(atom, slot=swap.get(atom.slot, atom.slot))


def _swap(one: WeekSlot, other: WeekSlot) -> Swap:
    return {_number(one): _number(other), _number(other): _number(one)}


def _unswapped(swap: Swap) -> Swap:
    """The same two slots, each with itself."""
    return {number: number for number in swap}


def _number(slot: WeekSlot) -> int:
    assert slot.number is not None  # noqa: S101  # only the week's own slots can change places
    return slot.number
