"""The week's model in the words of OR-Tools CP-SAT: the one file that speaks to the solver."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, combinations_with_replacement, pairwise, product
from typing import Any

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import BoolVarT, Domain

from service.domain.plan import Placement
from service.domain.span import Span
from service.planning.facts import (
    AtLeast,
    Before,
    Joined,
    On,
    Placed,
)
from service.planning.model import (
    Charge,
    Sum,
    WeekModel,
    WeekSlot,
    Wish,
)
from service.planning.starts import widest_gap
from service.rules.board import Fact
from service.rules.finding import Tier

LOOKS = ((0, 4.0), (2, 3.0), (0, 20.0))
"""Which linear program each look at a week uses, and the deterministic time it may take.

Nearly every week is settled by the first; legs that are short for days on end need the bounds of the second,
a crowd of sessions on few mornings the patience of the third. The same week is given up at the same point on
any machine.
"""

STAGES = ((Tier.LEG_DAY, Tier.PLACE), (Tier.STAY,), (Tier.WISH,))
"""What is settled together: wishes join late, because without them the rest is settled at once."""

Literals = list[BoolVarT]
Linear = Any  # an expression or a number: what a sum of variables is, the library's types cannot say


@dataclass(frozen=True)
class Solution:
    """What the solver found: the hours, what each tier costs, and whether nothing better exists."""

    placements: tuple[Placement, ...]
    costs: dict[Tier, int]
    proven: bool


def optimum(model: WeekModel, solvers: Sequence[cp_model.CpSolver] = ()) -> Solution | None:
    """Settle tier after tier, each within the best of those above; None if nothing is allowed."""
    return _Translation(model).solve(solvers or usual_solvers())


class _Translation:
    """The variables and constraints of one week.

    Shape: a literal that stands for a fact of several parts is tied to it in one direction only, the one
    in which somebody would cheat.
    """

    def __init__(self, model: WeekModel) -> None:
        model.settle()
        self._week = model
        self._days = model.brief.week.days
        self._model = cp_model.CpModel()
        self._one = self._model.new_constant(1)
        self._start = {slot: self._new_start(slot) for slot in model.slots}
        self._placed = {slot: self._new(f"{slot.session.id} placed") for slot in model.slots}
        self._on = {
            (slot, day): self._new(f"{slot.session.id} on {day}")
            for slot in model.slots
            for day in self._days
            if slot.starts.by_day[day]
        }
        self._before = {
            pair: self._new(f"{pair[0].session.id} before {pair[1].session.id}")
            for pair in combinations(model.slots, 2)
        }
        self._joined = {pair: self._new("joined") for pair, _ in model.blocks()}
        self._implied = cache(self._new_implied)
        self._implying = cache(self._new_implying)
        self._costs: dict[Tier, list[tuple[int, Linear]]] = defaultdict(list)

    def solve(self, solvers: Sequence[cp_model.CpSolver]) -> Solution | None:
        """Stage by stage; a stage that costs nothing needs no search."""
        self._build_musts()
        costs: dict[Tier, int] = {}
        proven = True
        placements: tuple[Placement, ...] | None = None
        for stage in STAGES:
            self._build_costs(stage)
            if placements is not None and not any(self._costs[tier] for tier in stage):
                costs |= dict.fromkeys(stage, 0)
                continue
            total = self._total(stage)
            self._model.minimize(total)
            cp_sat, status = self._settle(solvers)
            proven = proven and status == cp_model.OPTIMAL
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                placements = tuple(self._placements(cp_sat))
                costs |= self._cost_of(stage, cp_sat)
                self._model.add(total <= cp_sat.value(total))
            elif placements is None:
                return None
        return Solution(placements or (), costs, proven)

    def _settle(self, solvers: Sequence[cp_model.CpSolver]) -> tuple[cp_model.CpSolver, Any]:
        """The first solver that comes to an end, or the last; each starts from what the one before found."""
        for cp_sat in solvers:
            status = cp_sat.solve(self._model)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                self._hint(cp_sat)
            if status in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
                break
        return cp_sat, status

    def _total(self, stage: Sequence[Tier]) -> Linear:
        """The costs of the tiers as one sum in which no number of a lower one outweighs a higher one."""
        total: Linear = 0
        scale = 1
        for tier in reversed(stage):
            total += scale * self._sum(tier)
            scale *= 1 + sum(points for points, _ in self._costs[tier])
        return total

    def _cost_of(self, stage: Sequence[Tier], cp_sat: cp_model.CpSolver) -> dict[Tier, int]:
        return {tier: cp_sat.value(self._sum(tier)) for tier in stage}

    def _sum(self, tier: Tier) -> Linear:
        return sum(points * term for points, term in self._costs[tier])

    # What must be

    def _build_musts(self) -> None:
        for slot in self._week.slots:
            self._link(slot)
        self._join()
        for one, other in combinations(self._week.slots, 2):
            self._order(one, other)
        for first, second in (
            *product(self._week.carried, self._week.slots),
            *product(self._week.slots, self._week.ahead),
        ):
            self._keep_from_standing(first, second)
        for facts in self._week.forbidden:
            self._model.add_bool_or([~self._implying(fact) for fact in facts])
        for total in self._week.sums:
            if total.points is None:
                self._model.add(self._most_of(total) <= total.most)

    def _link(self, slot: WeekSlot) -> None:
        """Ties the start to the slot's days; off the grid it can only be the second of a block."""
        starts, placed = slot.starts, self._placed[slot]
        for day in self._days:
            if starts.by_day[day]:
                self._allow(slot, starts.by_day[day], self._on[slot, day])
        self._model.add_exactly_one([~placed, *self._ons(slot)])
        if len(starts.all) > len(starts.alone):
            seconds = (~joined for (_, second), joined in self._joined.items() if second is slot)
            self._allow(slot, starts.alone, placed, *seconds)
        if slot.fixed:
            self._model.add_bool_or([placed])

    def _join(self) -> None:
        """A block has no gap inside, and a slot is in one block at most."""
        blocks: dict[WeekSlot, Literals] = defaultdict(list)
        for (first, second), joined in self._joined.items():
            end = self._start[first] + first.minutes
            self._model.add(self._start[second] == end).only_enforce_if(joined)
            for implied in (self._placed[first], self._placed[second], self._comes(first, second)):
                self._model.add_implication(joined, implied)
            blocks[first].append(joined)
            blocks[second].append(joined)
            if first.fixed and second.fixed:
                self._model.add_bool_or([joined])
        for literals in blocks.values():
            self._model.add_at_most_one(literals)

    def _order(self, one: WeekSlot, other: WeekSlot) -> None:
        """Lets one literal decide who comes first, and keeps the floors of either order."""
        stands = one.stands_before(other)
        if stands is not None:
            self._model.add_bool_or([self._comes(one, other) if stands else self._comes(other, one)])
            return
        for first, second in ((one, other), (other, one)):
            before = self._comes(first, second)
            when = [before, self._placed[first], self._placed[second]]
            floor = self._week.floors[first, second]
            always = max(floor.always, 1 - first.minutes)
            end = self._start[first] + first.minutes
            self._model.add(self._start[second] >= end + always).only_enforce_if(when)
            if floor.alone > always:
                alone = [*when, *self._apart(first, second)]
                self._model.add(self._start[second] >= end + floor.alone).only_enforce_if(alone)
            self._order_days(first, second, always, max(floor.alone, always))

    def _order_days(self, first: WeekSlot, second: WeekSlot, always: int, alone: int) -> None:
        """Says the same of days, which is what lets the solver prune early."""
        before = self._comes(first, second)
        for first_day, second_day in self._day_pairs(first, second):
            literals = [~self._on[first, first_day], ~self._on[second, second_day]]
            gap = widest_gap(first.starts, first_day, second.starts, second_day)
            if first_day < second_day:
                self._model.add_bool_or([*literals, before])
            if gap < alone:
                unless = [] if gap < always else [~literal for literal in self._apart(first, second)]
                self._model.add_bool_or([*literals, ~before, *unless])

    def _keep_from_standing(self, first: WeekSlot, second: WeekSlot) -> None:
        """Keeps the floor to what stands around the week, which leaves the slot fewer starts."""
        slot = second if first.number is None else first
        floor = self._week.floors[first, second]
        least = max(floor.always, floor.alone)
        if slot.fixed or least < 0:
            return
        placed = self._placed[slot]
        self._model.add(self._at(second) >= self._at(first) + first.minutes + least).only_enforce_if(placed)

    # What costs

    def _build_costs(self, stage: Sequence[Tier]) -> None:
        for charge in self._week.charges:
            if charge.tier in stage:
                self._charge(charge)
        for slot in self._week.slots:
            for tier in stage:
                self._price(slot, tier)
        if Tier.WISH in stage:
            for total in self._week.sums:
                if total.points is not None:
                    self._charge_excess(total)
            for pair, wishes in self._week.wishes.items():
                for wish in wishes:
                    self._charge_gap(*pair, wish)

    def _charge(self, charge: Charge) -> None:
        self._costs[charge.tier].append((charge.points, self._implied(charge.fact)))

    def _charge_excess(self, total: Sum) -> None:
        highest = max(sum(weight for weight, _ in total.weights if weight > 0) - total.most, 0)
        excess = self._model.new_int_var(0, highest, "excess")
        self._model.add(excess >= self._most_of(total) - total.most)
        self._costs[Tier.WISH].append((total.points or 0, excess))

    def _charge_gap(self, first: WeekSlot, second: WeekSlot, wish: Wish) -> None:
        stands = first.number is None or second.number is None
        if stands and first.fixed and second.fixed:
            return  # what a pin costs beside what stands is nobody's choice
        missing = self._model.new_int_var(0, wish.target + first.minutes, "missing")
        self._costs[Tier.WISH].append((wish.points, missing))
        short = missing >= wish.target - (self._at(second) - self._at(first) - first.minutes)
        if stands:
            placed = self._placed[second if first.number is None else first]
            self._model.add(short).only_enforce_if(placed)
            return
        alone = self._apart(first, second) if wish.unless_joined else []
        before = self._comes(first, second)
        self._model.add(short).only_enforce_if([before, self._placed[first], self._placed[second], *alone])
        for first_day, second_day in self._day_pairs(first, second):
            least = wish.target - widest_gap(first.starts, first_day, second.starts, second_day)
            if least > 0:
                order = [before] if first_day == second_day else []
                literals = [self._on[first, first_day], self._on[second, second_day], *order, *alone]
                self._model.add(missing >= least).only_enforce_if(literals)

    def _price(self, slot: WeekSlot, tier: Tier) -> None:
        """One literal a level of what a start costs: denied, the start is among the cheaper ones."""
        for unless, prices in self._week.prices_of(slot, tier).items():
            when = [~self._implying(fact) for fact in unless]
            for level, dearer in pairwise(sorted({0, *prices.values()})):
                cheap = (at for at, price in prices.items() if price <= level)
                over = self._new(f"{slot.session.id} over {level}")
                self._allow(slot, cheap, self._placed[slot], ~over, *when)
                self._costs[tier].append((dearer - level, over))

    # Words

    def _new(self, name: str) -> BoolVarT:
        return self._model.new_bool_var(name)

    def _new_start(self, slot: WeekSlot) -> Linear:
        starts = slot.starts.all
        if not starts:
            return self._model.new_constant(0)
        return self._model.new_int_var_from_domain(Domain.from_values(starts), slot.session.id)

    def _at(self, slot: WeekSlot) -> Linear:
        return self._start[slot] if slot.number is not None else slot.at

    def _comes(self, first: WeekSlot, second: WeekSlot) -> BoolVarT:
        if (first, second) in self._before:
            return self._before[first, second]
        return ~self._before[second, first]

    def _apart(self, first: WeekSlot, second: WeekSlot) -> Literals:
        return [~self._joined[first, second]] if (first, second) in self._joined else []

    def _ons(self, slot: WeekSlot) -> Iterator[BoolVarT]:
        return (self._on[slot, day] for day in self._days if (slot, day) in self._on)

    def _allow(self, slot: WeekSlot, starts: Iterable[int], *when: BoolVarT) -> None:
        # As stretches, not as points: the solver needs a literal for each end of a stretch.
        domain = Domain.from_intervals(slot.starts.stretches(starts))
        self._model.add_linear_expression_in_domain(self._start[slot], domain).only_enforce_if(when)

    def _day_pairs(self, first: WeekSlot, second: WeekSlot) -> Iterator[tuple[date, date]]:
        """The days, the first one's no later, on which the two can stand."""
        for one, other in combinations_with_replacement(self._days, 2):
            if (first, one) in self._on and (second, other) in self._on:
                yield one, other

    def _most_of(self, total: Sum) -> Linear:
        return sum(
            weight * (self._implied(fact) if weight > 0 else self._implying(fact))
            for weight, fact in total.weights
        )

    def _new_implied(self, fact: Fact) -> BoolVarT:
        """A literal that is true at least whenever the fact is."""
        if fact < 0:
            return ~self._implying(Fact(~fact))
        node = self._week.facts.node(fact)
        if not isinstance(node, AtLeast):
            return self._atom(fact)
        parts, literal = [self._implied(part) for part in node.facts], self._new("implied")
        if node.count == len(parts):
            self._model.add_bool_or([literal, *(~part for part in parts)])
        elif node.count == 1:
            for part in parts:
                self._model.add_implication(part, literal)
        else:
            self._model.add(sum(parts) < node.count).only_enforce_if(~literal)
        return literal

    def _new_implying(self, fact: Fact) -> BoolVarT:
        """A literal that is false at least whenever the fact is."""
        if fact < 0:
            return ~self._implied(Fact(~fact))
        node = self._week.facts.node(fact)
        if not isinstance(node, AtLeast):
            return self._atom(fact)
        parts, literal = [self._implying(part) for part in node.facts], self._new("implying")
        self._model.add(sum(parts) >= node.count).only_enforce_if(literal)
        return literal

    def _atom(self, fact: Fact) -> BoolVarT:
        slots = self._week.slots
        match self._week.facts.node(fact):
            case Placed(slot):
                return self._placed[slots[slot]]
            case On(slot, day):
                return self._on.get((slots[slot], self._days[day]), ~self._one)
            case Before(first, second):
                return self._comes(slots[first], slots[second])
            case Joined(first, second):
                return self._joined.get((slots[first], slots[second]), ~self._one)
        return self._one

    def _hint(self, cp_sat: cp_model.CpSolver) -> None:
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for index in range(len(self._model.proto.variables)):
            variable = self._model.get_int_var_from_proto_index(index)
            self._model.add_hint(variable, cp_sat.value(variable))

    def _placements(self, cp_sat: cp_model.CpSolver) -> Iterator[Placement]:
        partners = dict[WeekSlot, str]()
        for (first, second), joined in self._joined.items():
            if cp_sat.boolean_value(joined):
                partners |= {first: second.session.id, second: first.session.id}
        for slot in self._week.slots:
            if slot.fixed:
                yield self._week.standing(slot, partners.get(slot))
            elif cp_sat.boolean_value(self._placed[slot]):
                start = slot.starts.instant(cp_sat.value(self._start[slot]))
                span = Span.lasting(start, slot.session.duration)
                yield Placement(slot.session, span, partners.get(slot))


def usual_solvers() -> list[cp_model.CpSolver]:
    """CP-SAT as it settles weeks best, and the same way on every machine: one look after the other."""
    return [_solver(linearization=linearization, limit=limit) for linearization, limit in LOOKS]


def _solver(*, linearization: int, limit: float) -> cp_model.CpSolver:
    cp_sat = cp_model.CpSolver()
    parameters = cp_sat.parameters
    parameters.num_workers = 1
    parameters.random_seed = 1
    # Weeks are small: finding simplifications costs several times the search it saves.
    parameters.cp_model_presolve = False
    parameters.cp_model_probing_level = 0
    parameters.inprocessing_dtime_ratio = 0.0
    parameters.inprocessing_minimization_dtime = 0.0
    parameters.inprocessing_probing_dtime = 0.0
    # The first weeks found are far from the best, and single steps towards it would take long.
    parameters.binary_search_num_conflicts = 100
    parameters.linearization_level = linearization
    parameters.max_deterministic_time = limit
    return cp_sat
