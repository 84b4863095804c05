"""The terms of a week's model, found by the slots they speak of."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from service.planning.facts import AtLeast, Before, Facts, Joined
from service.planning.model import WeekModel
from service.planning.terms import Charge, Sum
from service.rules.board import Fact

Term = Charge | Sum | tuple[Fact, ...]
"""A cost, a sum, or facts that may not be true together."""


class TermsBySlot:
    """For each slot's number, the terms in which it occurs."""

    def __init__(self, week: WeekModel) -> None:
        self._facts = week.facts
        self.slots_of = cache(self._slots_of)
        self._terms = defaultdict[int, list[Term]](list)
        terms: list[Term] = [*week.charges, *week.sums, *week.forbidden]
        for term in terms:
            for number in frozenset[int]().union(*map(self.slots_of, facts_of(term))):
                self._terms[number].append(term)

    def __getitem__(self, number: int) -> list[Term]:
        return self._terms[number]

    def _slots_of(self, fact: Fact) -> frozenset[int]:
        return slots_of(self._facts, fact)


def facts_of(term: Term) -> Iterator[Fact]:
    """The facts that one term names."""
    if isinstance(term, Charge):
        yield term.fact
    elif isinstance(term, Sum):
        yield from (fact for _, fact in term.weights)
    else:
        yield from term


def slots_of(facts: Facts, fact: Fact) -> frozenset[int]:
    """The numbers of the slots on which the fact depends."""
    node = facts.node(fact)
    if isinstance(node, AtLeast):
        return frozenset[int]().union(*(slots_of(facts, part) for part in node.facts))
    if isinstance(node, Before | Joined):
        return frozenset((node.first, node.second))
    return frozenset((node.slot,)) if node else frozenset()
