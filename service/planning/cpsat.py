"""The board over OR-Tools CP-SAT: the one file that speaks to the solver."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import combinations, combinations_with_replacement, pairwise, permutations, product
from typing import Any

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import BoolVarT, Domain, IntVar, LinearExpr

from service.domain.plan import Brief, Placement
from service.domain.span import MINUTE, Span, whole_minutes
from service.domain.training import Session
from service.planning.starts import Starts, widest_gap
from service.rules.board import Fact, Slot
from service.rules.finding import Tier

QUICK_LIMIT, EFFORT_LIMIT = 0.6, 20.0
"""Deterministic time, so that the same week is given up at the same point on any machine."""


@dataclass(eq=False)
class CpSatSlot:
    """A session on the CP-SAT board.

    Units: `start` is in minutes from the first midnight of the week.
    """

    session: Session
    start: IntVar
    starts: Starts
    fixed: Placement | None = None
    prices: list[tuple[Tier, Callable[[datetime], int], list[Fact]]] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.session.duration // MINUTE

    @property
    def end(self) -> LinearExpr:
        """The minute at which it is over."""
        return self.start + self.minutes


@dataclass(frozen=True)
class Solution:
    """What the solver found: the hours, what each tier costs, and whether nothing better exists."""

    placements: tuple[Placement, ...]
    costs: dict[Tier, int]
    proven: bool


class CpSatBoard:
    """One week as a CP-SAT model: rules speak first, then `solve` builds and settles it.

    Shape: a rule's words are collected and turned into constraints once all have spoken, because
    floors between the same two sessions come from several rules and one ordering literal serves all.
    """

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self._model = cp_model.CpModel()
        self._literals: list[BoolVarT] = []
        self._epoch = brief.week.span.start
        self._pinned = {p.session.id: p for p in brief.pinned}
        self.slots: tuple[CpSatSlot, ...] = tuple(self._slot(session) for session in brief.sessions)
        self._carried = tuple(
            # By its end, rounded up: a part of a minute must not shorten a gap.
            self._standing(p, whole_minutes(p.end - self._epoch) - p.session.duration // MINUTE)
            for p in brief.carried
        )
        self._ahead = tuple(self._standing(p, (p.start - self._epoch) // MINUTE) for p in brief.ahead)
        self._placed = {slot: self._fact(f"{slot.session.id} placed") for slot in self.slots}
        self._on = {
            (slot, day): self._fact(f"{slot.session.id} on {day}")
            for slot in self.slots
            for day in brief.week.days
        }
        self._before = {
            (one, other): self._fact(f"{one.session.id} before {other.session.id}")
            for one, other in combinations(self.slots, 2)
        }
        self._joined = {
            (one, other): self._fact(f"{one.session.id} joined with {other.session.id}")
            for one, other in permutations(self.slots, 2)
            if _may_be_one_visit(one.session, other.session)
        }
        self._never: set[Fact] = set()
        self._floors: dict[tuple[CpSatSlot, CpSatSlot, bool], int] = {}
        self._missing: list[tuple[CpSatSlot, CpSatSlot, int, int, bool]] = []
        self._charges: dict[Tier, list[tuple[int, IntVar | BoolVarT]]] = defaultdict(list)

    # Facts

    def pairs(self) -> Iterator[tuple[CpSatSlot, CpSatSlot]]:
        """Carried first, ahead last, placed both ways."""
        yield from product(self._carried, self.slots)
        yield from permutations(self.slots, 2)
        yield from product(self.slots, self._ahead)

    def joinable(self) -> Iterator[tuple[CpSatSlot, CpSatSlot, Fact]]:
        """A lift and a light run, both ways."""
        yield from ((one, other, fact) for (one, other), fact in self._joined.items())

    def placed(self, slot: Slot) -> Fact:
        """The slot is not dropped."""
        return self._placed[_ours(slot)]

    def on(self, slot: Slot, day: date) -> Fact:
        """The slot starts on that local day."""
        slot = _ours(slot)
        if slot in self._placed:
            return self._on[slot, day]
        started = slot.fixed is not None and self.brief.week.day_of(slot.fixed.start) == day
        return self._constant(truth=started)

    def before(self, first: Slot, second: Slot) -> Fact:
        """One ordering literal a pair; carried slots come before all others, those ahead after them."""
        first, second = _ours(first), _ours(second)
        if first not in self._placed or second not in self._placed:
            return self._constant(truth=first in self._carried or second in self._ahead)
        if (first, second) in self._before:
            return self._before[first, second]
        return self.negate(self._before[second, first])

    def negate(self, fact: Fact) -> Fact:
        """The opposite."""
        return Fact(~fact)

    def all_of(self, facts: Iterable[Fact]) -> Fact:
        """A literal that is true exactly when all of them are."""
        facts = list(facts)
        all_true = self._fact("all of")
        self._model.add_bool_and(self._lits(facts)).only_enforce_if(self._lit(all_true))
        self._model.add_bool_or([self._lit(all_true), *(~self._lit(fact) for fact in facts)])
        return all_true

    def at_least(self, count: int, facts: Iterable[Fact]) -> Fact:
        """A literal that is true exactly when enough of them are."""
        total = sum(self._lits(facts))
        enough = self._fact(f"at least {count}")
        self._model.add(total >= count).only_enforce_if(self._lit(enough))
        self._model.add(total < count).only_enforce_if(~self._lit(enough))
        return enough

    # What must be

    def keep_within(self, slot: Slot, spans: Iterable[Span]) -> None:
        """Narrows the room from which the starts are drawn."""
        _ours(slot).starts.narrow(spans)

    def keep_apart(
        self, earlier: Slot, later: Slot, floor: timedelta, *, unless_joined: bool = False
    ) -> None:
        """Raises the floor of that ordered pair."""
        key = (_ours(earlier), _ours(later), unless_joined)
        self._floors[key] = max(self._floors.get(key, 0), whole_minutes(floor))

    def forbid(self, *facts: Fact) -> None:
        """One clause."""
        if len(facts) == 1:
            self._never.add(facts[0])
        self._model.add_bool_or([~self._lit(fact) for fact in facts])

    def limit(self, weights: Iterable[tuple[int, Fact]], most: int) -> None:
        """One linear inequality."""
        self._model.add(sum(weight * self._lit(fact) for weight, fact in weights) <= most)

    # What costs

    def charge(self, points: int, fact: Fact, tier: Tier = Tier.WISH) -> None:
        """A term of that tier's objective."""
        self._charges[tier].append((points, self._lit(fact)))

    def charge_start(
        self,
        slot: Slot,
        price: Callable[[datetime], int],
        *,
        unless: Iterable[Fact] = (),
        tier: Tier = Tier.WISH,
    ) -> None:
        """Remembers the price until it is known which starts there are."""
        _ours(slot).prices.append((tier, price, [*unless]))

    def charge_missing(
        self, earlier: Slot, later: Slot, target: timedelta, points: int, *, unless_joined: bool = False
    ) -> None:
        """Remembers the wish until the order of the pair is modelled."""
        self._missing.append((_ours(earlier), _ours(later), whole_minutes(target), points, unless_joined))

    def charge_excess(self, weights: Iterable[tuple[int, Fact]], over: int, points: int) -> None:
        """A variable that must cover what lies over the limit."""
        weights = list(weights)
        highest = max(sum(weight for weight, _ in weights) - over, 0)
        excess = self._model.new_int_var(0, highest, "excess")
        self._model.add(excess >= sum(weight * self._lit(fact) for weight, fact in weights) - over)
        self._charges[Tier.WISH].append((points, excess))

    # The answer

    def solve(self, solvers: Sequence[cp_model.CpSolver] = ()) -> Solution | None:
        """Settles tier after tier, each within the best of those above; None if nothing is allowed."""
        self._build_musts()
        costs: dict[Tier, int] = {}
        placements: tuple[Placement, ...] = ()
        proven = True
        for tier in Tier:
            self._build_prices(tier)
            if tier is Tier.WISH:
                self._build_gaps()
            total = sum(points * term for points, term in self._charges[tier])
            self._model.minimize(total)
            cp_sat, status = self._settle(solvers or usual_solvers())
            proven = proven and status == cp_model.OPTIMAL
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                costs[tier] = round(cp_sat.objective_value)
                placements = tuple(self._placements(cp_sat))
                self._model.add(total <= costs[tier])
            elif not costs:
                return None
        return Solution(placements, costs, proven)

    def _settle(self, solvers: Sequence[cp_model.CpSolver]) -> tuple[cp_model.CpSolver, Any]:
        """The first solver that comes to an end, or the last; each starts from what the one before found."""
        for cp_sat in solvers:
            status = cp_sat.solve(self._model)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                self._hint(cp_sat)
            if status in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
                break
        return cp_sat, status

    def _build_musts(self) -> None:
        for slot in self.slots:
            slot.starts.settle_alone()
        for slot in self.slots:
            self._link(slot)
        self._join()
        for one, other in combinations(self.slots, 2):
            self._order(one, other)
        for first, second in (*product(self._carried, self.slots), *product(self.slots, self._ahead)):
            self._keep_from_standing(first, second)

    def _build_gaps(self) -> None:
        for first, second, target, points, unless_joined in self._missing:
            self._charge_gap(first, second, target, points, unless_joined=unless_joined)

    def _build_prices(self, tier: Tier) -> None:
        for slot in self.slots:
            for of_tier, price, unless in slot.prices:
                if of_tier is tier:
                    when = [self.negate(fact) for fact in unless if fact not in self._never]
                    self._price(slot, price, when, tier)

    def _link(self, slot: CpSatSlot) -> None:
        """Ties the start to the slot's days; off the grid it can only be the second of a block."""
        starts = slot.starts
        starts.settle(first.starts for (first, second), _ in self._possible_blocks() if second is slot)
        everywhere = starts.all()
        if everywhere:
            self._model.add_linear_expression_in_domain(slot.start, Domain.from_values(everywhere))
        for day, starts_that_day in starts.by_day.items():
            self._allow(slot, starts_that_day, self._on[slot, day])
        placed = self._placed[slot]
        days = (self._lit(self._on[slot, day]) for day in self.brief.week.days)
        self._model.add(sum(days) == self._lit(placed))
        if len(everywhere) > len(starts.alone):
            seconds = (fact for (_, second), fact in self._possible_blocks() if second is slot)
            self._allow(slot, starts.alone, placed, *map(self.negate, seconds))
        if slot.fixed:
            self._model.add_bool_or([self._lit(placed)])

    def _join(self) -> None:
        """A block has no gap inside, and a slot is in one block at most."""
        blocks: dict[CpSatSlot, list[Fact]] = defaultdict(list)
        for (first, second), fact in self._joined.items():
            literal = self._lit(fact)
            self._model.add(second.start == first.end).only_enforce_if(literal)
            for implied in (self.placed(first), self.placed(second), self.before(first, second)):
                self._model.add_implication(literal, self._lit(implied))
            blocks[first].append(fact)
            blocks[second].append(fact)
            if first.fixed and second.fixed:
                stands = first.fixed.joins(second.fixed) and first.fixed.start < second.fixed.start
                self._model.add(literal == stands)
        for facts in blocks.values():
            self._model.add_at_most_one(self._lits(facts))

    def _order(self, one: CpSatSlot, other: CpSatSlot) -> None:
        """Lets one literal decide who comes first, and keeps the floors of either order."""
        for first, second in ((one, other), (other, one)):
            before = self.before(first, second)
            when = [before, self.placed(first), self.placed(second)]
            floor = self._floors.get((first, second, False))
            earliest = first.start + 1 if floor is None else first.end + floor
            self._model.add(second.start >= earliest).only_enforce_if(self._lits(when))
            lone_floor = self._floors.get((first, second, True), -1)
            if lone_floor > (floor or -1):
                alone = self._lits([*when, *self._not_joined(first, second)])
                self._model.add(second.start >= first.end + lone_floor).only_enforce_if(alone)
            self._order_days(first, second, floor or 0, lone_floor)

    def _order_days(self, first: CpSatSlot, second: CpSatSlot, floor: int, lone_floor: int) -> None:
        """Says the same of days, which is what lets the solver prune early."""
        before = self.before(first, second)
        for (first_day, on_first), (second_day, on_second) in self._day_pairs(first, second):
            gap = widest_gap(first.starts, first_day, second.starts, second_day)
            if first_day < second_day:
                self._model.add_bool_or([~on_first, ~on_second, self._lit(before)])
            if gap < max(floor, lone_floor):
                unless = [] if gap < floor else [~lit for lit in self._lits(self._not_joined(first, second))]
                self._model.add_bool_or([~on_first, ~on_second, ~self._lit(before), *unless])

    def _keep_from_standing(self, first: CpSatSlot, second: CpSatSlot) -> None:
        floors = [self._floors.get((first, second, joined), 0) for joined in (False, True)]
        placed = self._placed[first if second in self._ahead else second]
        self._model.add(second.start >= first.end + max(floors)).only_enforce_if(self._lit(placed))

    def _charge_gap(
        self, first: CpSatSlot, second: CpSatSlot, target: int, points: int, *, unless_joined: bool
    ) -> None:
        missing = self._model.new_int_var(0, target + first.minutes, "missing")
        self._charges[Tier.WISH].append((points, missing))
        short = missing >= target - (second.start - first.end)
        if first in self._carried or second in self._ahead:
            placed = self._placed[first if second in self._ahead else second]
            self._model.add(short).only_enforce_if(self._lit(placed))
            return
        alone = self._not_joined(first, second) if unless_joined else []
        when = [self.before(first, second), self.placed(first), self.placed(second), *alone]
        self._model.add(short).only_enforce_if(self._lits(when))
        for (first_day, on_first), (second_day, on_second) in self._day_pairs(first, second):
            least = target - widest_gap(first.starts, first_day, second.starts, second_day)
            if least > 0:
                order = [self._lit(when[0])] if first_day == second_day else []
                literals = [on_first, on_second, *order, *self._lits(alone)]
                self._model.add(missing >= least).only_enforce_if(literals)

    def _price(
        self, slot: CpSatSlot, price: Callable[[datetime], int], when: list[Fact], tier: Tier
    ) -> None:
        """One literal a price level: denied, the start must be among the cheaper ones."""
        starts = slot.starts.by_price(price)
        cheap: list[int] = []
        for level, dearer in pairwise(sorted({0, *starts})):
            cheap += starts.get(level, ())
            over = self._fact(f"{slot.session.id} over {level}")
            self._allow(slot, cheap, self._placed[slot], self.negate(over), *when)
            self.charge(dearer - level, over, tier)

    def _allow(self, slot: CpSatSlot, starts: Iterable[int], *when: Fact) -> None:
        # As stretches, not as points: the solver needs a literal for each end of a stretch.
        domain = Domain.from_intervals(slot.starts.stretches(starts))
        constraint = self._model.add_linear_expression_in_domain(slot.start, domain)
        constraint.only_enforce_if(self._lits(when))

    def _day_pairs(
        self, first: CpSatSlot, second: CpSatSlot
    ) -> Iterator[tuple[tuple[date, BoolVarT], tuple[date, BoolVarT]]]:
        """The days, the first one's no later, on which the two can stand."""
        for one, other in combinations_with_replacement(self.brief.week.days, 2):
            if first.starts.by_day[one] and second.starts.by_day[other]:
                yield (one, self._lit(self._on[first, one])), (other, self._lit(self._on[second, other]))

    def _possible_blocks(self) -> Iterator[tuple[tuple[CpSatSlot, CpSatSlot], Fact]]:
        yield from ((pair, fact) for pair, fact in self._joined.items() if fact not in self._never)

    def _not_joined(self, first: CpSatSlot, second: CpSatSlot) -> list[Fact]:
        fact = self._joined.get((first, second))
        return [] if fact is None else [self.negate(fact)]

    def _slot(self, session: Session) -> CpSatSlot:
        pin = self._pinned.get(session.id)
        if pin:
            return self._standing(pin, whole_minutes(pin.start - self._epoch))
        start = self._model.new_int_var(0, self.brief.week.span.duration // MINUTE, session.id)
        return CpSatSlot(session, start, Starts(session, self.brief.week))

    def _standing(self, placement: Placement, at: int) -> CpSatSlot:
        session, week = placement.session, self.brief.week
        start = self._model.new_constant(at)
        return CpSatSlot(session, start, Starts(session, week, placement), placement)

    def _fact(self, name: str) -> Fact:
        self._literals.append(self._model.new_bool_var(name))
        return Fact(len(self._literals) - 1)

    def _constant(self, *, truth: bool) -> Fact:
        fact = self._fact("constant")
        self._model.add(self._lit(fact) == truth)
        return fact

    def _lit(self, fact: Fact) -> BoolVarT:
        return self._literals[fact] if fact >= 0 else ~self._literals[~fact]

    def _lits(self, facts: Iterable[Fact]) -> list[BoolVarT]:
        return [self._lit(fact) for fact in facts]

    def _hint(self, cp_sat: cp_model.CpSolver) -> None:
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for index in range(len(self._model.proto.variables)):
            variable = self._model.get_int_var_from_proto_index(index)
            self._model.add_hint(variable, cp_sat.value(variable))

    def _placements(self, cp_sat: cp_model.CpSolver) -> Iterator[Placement]:
        partners = {
            slot: other.session.id
            for pair, fact in self._joined.items()
            if cp_sat.boolean_value(self._lit(fact))
            for slot, other in (pair, pair[::-1])
        }
        for slot in self.slots:
            if slot.fixed:
                yield replace(slot.fixed, joined_with=partners.get(slot))
            elif cp_sat.boolean_value(self._lit(self._placed[slot])):
                start = self._epoch + cp_sat.value(slot.start) * MINUTE
                span = Span.lasting(start, slot.session.duration)
                yield Placement(slot.session, span, partners.get(slot))


def usual_solvers() -> list[cp_model.CpSolver]:
    """CP-SAT as it settles weeks best, and the same way on every machine: a quick look, then a deep one."""
    return [_solver(linearization=1, limit=QUICK_LIMIT), _solver(linearization=2, limit=EFFORT_LIMIT)]


def _solver(*, linearization: int, limit: float) -> cp_model.CpSolver:
    cp_sat = cp_model.CpSolver()
    cp_sat.parameters.num_workers = 1
    cp_sat.parameters.random_seed = 1
    # Weeks are small: finding simplifications costs several times the search it saves.
    cp_sat.parameters.cp_model_presolve = False
    cp_sat.parameters.cp_model_probing_level = 0
    cp_sat.parameters.inprocessing_dtime_ratio = 0.0
    # The few weeks in which legs are short for days on end need the bounds of the full linear program.
    cp_sat.parameters.linearization_level = linearization
    cp_sat.parameters.max_deterministic_time = limit
    return cp_sat


def _ours(slot: Slot) -> CpSatSlot:
    if not isinstance(slot, CpSatSlot):
        raise TypeError(f"{slot} is not of this board")
    return slot


def _may_be_one_visit(one: Session, other: Session) -> bool:
    return (one.is_lift and other.is_light_run) or (one.is_light_run and other.is_lift)
