"""The CP-SAT variables of one week, and literals for the facts about it."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import combinations, combinations_with_replacement
from typing import Any

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import BoolVarT, Domain

from service.planning.facts import AtLeast, Before, Joined, On, Placed
from service.planning.model import WeekModel
from service.planning.terms import Sum
from service.planning.week_slot import WeekSlot
from service.rules.board import Fact

Literals = list[BoolVarT]
Linear = Any  # an expression or a number: the library has no type for a sum of variables


class WeekVariables:
    """The variables of one week.

    Shape: a literal for a fact of several parts is tied to them in one direction only: the one that the
    solver would gain from violating.
    """

    def __init__(self, week: WeekModel) -> None:
        week.settle()
        self.week = week
        self.days = week.brief.week.days
        self.model = cp_model.CpModel()
        self._one = self.model.new_constant(1)
        self.start = {slot: self._new_start(slot) for slot in week.slots}
        self.placed = {slot: self.new(f"{slot.session.id} placed") for slot in week.slots}
        self.on = {
            (slot, day): self.new(f"{slot.session.id} on {day}")
            for slot in week.slots
            for day in self.days
            if slot.starts.by_day[day]
        }
        self._before = {
            pair: self.new(f"{pair[0].session.id} before {pair[1].session.id}")
            for pair in combinations(week.slots, 2)
        }
        self.joined = {pair: self.new("joined") for pair, _ in week.blocks()}
        self.implied = cache(self._new_implied)
        self.implying = cache(self._new_implying)

    def new(self, name: str) -> BoolVarT:
        """Creates a literal."""
        return self.model.new_bool_var(name)

    def at(self, slot: WeekSlot) -> Linear:
        """The minute at which the slot begins: a variable, or a number for one that is carried or ahead."""
        return self.start[slot] if slot.number is not None else slot.at

    def comes(self, first: WeekSlot, second: WeekSlot) -> BoolVarT:
        """The literal that the first of the two begins before the second."""
        if (first, second) in self._before:
            return self._before[first, second]
        return ~self._before[second, first]

    def apart(self, first: WeekSlot, second: WeekSlot) -> Literals:
        """The literal that the two are not joined, in a list; an empty list where they cannot be."""
        return [~self.joined[first, second]] if (first, second) in self.joined else []

    def ons(self, slot: WeekSlot) -> Iterator[BoolVarT]:
        """One literal for each day on which the slot can be."""
        return (self.on[slot, day] for day in self.days if (slot, day) in self.on)

    def allow(self, slot: WeekSlot, starts: Iterable[int], *when: BoolVarT) -> None:
        """Restricts the slot to these starts when all of the literals are true."""
        # As intervals, not single values: the solver needs a literal for each end of an interval.
        domain = Domain.from_intervals(slot.starts.stretches(starts))
        self.model.add_linear_expression_in_domain(self.start[slot], domain).only_enforce_if(when)

    def day_pairs(self, first: WeekSlot, second: WeekSlot) -> Iterator[tuple[date, date]]:
        """Each pair of days on which the two can be, the day of the first no later."""
        for one, other in combinations_with_replacement(self.days, 2):
            if (first, one) in self.on and (second, other) in self.on:
                yield one, other

    def most_of(self, total: Sum) -> Linear:
        """An upper bound of the sum of the weights of the true facts."""
        return sum(
            weight * (self.implied(fact) if weight > 0 else self.implying(fact))
            for weight, fact in total.weights
        )

    def _new_start(self, slot: WeekSlot) -> Linear:
        starts = slot.starts.all
        if not starts:
            return self.model.new_constant(0)
        return self.model.new_int_var_from_domain(Domain.from_values(starts), slot.session.id)

    def _new_implied(self, fact: Fact) -> BoolVarT:
        """Creates a literal that is true whenever the fact is true."""
        if fact < 0:
            return ~self.implying(Fact(~fact))
        node = self.week.facts.node(fact)
        if not isinstance(node, AtLeast):
            return self._atom(fact)
        parts, literal = [self.implied(part) for part in node.facts], self.new("implied")
        if node.count == len(parts):
            self.model.add_bool_or([literal, *(~part for part in parts)])
        elif node.count == 1:
            for part in parts:
                self.model.add_implication(part, literal)
        else:
            self.model.add(sum(parts) < node.count).only_enforce_if(~literal)
        return literal

    def _new_implying(self, fact: Fact) -> BoolVarT:
        """Creates a literal that is false whenever the fact is false."""
        if fact < 0:
            return ~self.implied(Fact(~fact))
        node = self.week.facts.node(fact)
        if not isinstance(node, AtLeast):
            return self._atom(fact)
        parts, literal = [self.implying(part) for part in node.facts], self.new("implying")
        self.model.add(sum(parts) >= node.count).only_enforce_if(literal)
        return literal

    def _atom(self, fact: Fact) -> BoolVarT:
        slots = self.week.slots
        match self.week.facts.node(fact):
            case Placed(slot):
                return self.placed[slots[slot]]
            case On(slot, day):
                return self.on.get((slots[slot], self.days[day]), ~self._one)
            case Before(first, second):
                return self.comes(slots[first], slots[second])
            case Joined(first, second):
                return self.joined.get((slots[first], slots[second]), ~self._one)
        return self._one
