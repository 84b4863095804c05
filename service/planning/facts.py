"""Facts about a week's plan, as expressions over the placement of each slot."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from service.rules.board import Fact

TRUE = Fact(0)
FALSE = Fact(~0)


@dataclass(frozen=True, slots=True)
class Placed:
    """The slot is not dropped."""

    slot: int


@dataclass(frozen=True, slots=True)
class On:
    """The slot starts on this day of the week, counted from 0."""

    slot: int
    day: int


@dataclass(frozen=True, slots=True)
class Before:
    """Of two placed slots the first starts before the second."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Joined:
    """The two slots are one visit, in this order."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the facts are true."""

    count: int
    facts: tuple[Fact, ...]


Atom = Placed | On | Before | Joined
Node = Atom | AtLeast | None


class Facts:
    """Every fact that the rules use, each stored once.

    Shape: a fact is the number of its node; its bitwise complement, a negative number, is the opposite
    fact. Number 0 is always true.
    """

    def __init__(self) -> None:
        self._nodes: list[Node] = [None]
        self._numbers: dict[Node, Fact] = {None: TRUE}

    def fact(self, node: Node) -> Fact:
        """The number of the node; a new node gets a new number."""
        if node not in self._numbers:
            self._numbers[node] = Fact(len(self._nodes))
            self._nodes.append(node)
        return self._numbers[node]

    def node(self, fact: Fact) -> Node:
        """The node of the fact, or of the fact whose opposite it is."""
        return self._nodes[max(fact, ~fact)]

    def at_least(self, count: int, facts: Iterable[Fact]) -> Fact:
        """The fact that at least `count` of the facts are true; constant facts are removed."""
        unsettled = []
        for fact in facts:
            if fact == TRUE:
                count -= 1
            elif fact != FALSE:
                unsettled.append(fact)
        if count <= 0:
            return TRUE
        if count > len(unsettled):
            return FALSE
        if len(unsettled) == 1:
            return unsettled[0]
        return self.fact(AtLeast(count, tuple(unsettled)))

    def truth(self, fact: Fact, known: Callable[[Atom], bool | None]) -> bool | None:
        """Whether the fact is true when only some atoms are known, None when they do not decide it."""
        node = self.node(fact)
        if isinstance(node, AtLeast):
            parts = [self.truth(part, known) for part in node.facts]
            possible = sum(part is not False for part in parts)
            truth = True if sum(part is True for part in parts) >= node.count else None
            truth = False if possible < node.count else truth
        else:
            truth = True if node is None else known(node)
        return truth if truth is None or fact >= 0 else not truth
