"""Finds the best plan of a week with CP-SAT: tier after tier, each within the best of those above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, isfinite

from ortools.sat.python import cp_model

from service.domain.plan import Placement
from service.domain.span import Span
from service.planning.budget import Budget
from service.planning.cpsat.costs import WeekCosts
from service.planning.cpsat.musts import add_musts
from service.planning.cpsat.solver import usual_solvers
from service.planning.cpsat.week_variables import Linear, WeekVariables
from service.planning.draft import drafted
from service.planning.model import WeekModel
from service.planning.week_slot import WeekSlot
from service.rules.finding import Tier

STAGES = ((Tier.LEG_DAY, Tier.PLACE), (Tier.STAY,), (Tier.WISH,))
"""The tiers that are solved together; wishes come last, because without them the rest is solved quickly."""


MOST_OPEN_SLOTS = 60
"""Of more only a draft is made: a solver's model of all their pairs would take longer than a week may."""

FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
DECIDED = (cp_model.OPTIMAL, cp_model.INFEASIBLE)
ROUNDING = 1e-6
"""How far the solver's bounds, which are not whole numbers, may be off."""


@dataclass(frozen=True)
class Solution:
    """The result of the search: the placements, what they cost in each tier, and what was proven.

    Shape: `least` are the points of each tier below which no plan can go, as far as it is known. `costs` has
    only the tiers for which the solver has found placements.
    """

    placements: tuple[Placement, ...]
    costs: dict[Tier, int]
    proven: bool
    least: dict[Tier, int] = field(default_factory=dict)


def optimum(
    week: WeekModel, solvers: Sequence[cp_model.CpSolver] = (), budget: Budget | None = None
) -> Solution | None:
    """The best plan that the budget allows to find, None when the constraints allow none.

    Shape: each of the `solvers` continues where the one before gave up.
    """
    budget = budget or Budget()
    if sum(not slot.fixed for slot in week.slots) > MOST_OPEN_SLOTS:
        week.settle()
        return _draft(week)
    variables = WeekVariables(week)
    add_musts(variables)
    return _Search(variables, solvers or usual_solvers(), budget).solve()


def _draft(week: WeekModel) -> Solution:
    return Solution(drafted(week), {}, proven=False)


@dataclass
class _Found:
    """What the solvers found out about one stage; `by` holds the best placements, None without any."""

    by: cp_model.CpSolver | None = None
    least: int = 0
    is_best: bool = False
    is_impossible: bool = False


class _Search:
    """The search for one week's plan, in stages."""

    def __init__(
        self, variables: WeekVariables, solvers: Sequence[cp_model.CpSolver], budget: Budget
    ) -> None:
        self._v = variables
        self._solvers = solvers
        self._budget = budget
        self._costs = WeekCosts(variables)

    def solve(self) -> Solution | None:
        """Solves stage after stage; a stage that costs nothing needs no search.

        Shape: below a stage that is left open nothing is known of how little the tiers can cost.
        """
        costs, least = dict[Tier, int](), dict.fromkeys(Tier, 0)
        proven = True
        placements: tuple[Placement, ...] | None = None
        for stage in STAGES:
            self._costs.add(stage)
            if placements is not None and self._costs.is_empty(stage):
                costs |= dict.fromkeys(stage, 0)
                continue
            found = self._attempt(self._costs.total(stage))
            if found.is_impossible and placements is None:
                return None
            if found.by is not None:
                placements = tuple(self._placements(found.by))
                costs |= {tier: found.by.value(self._costs.of_tier(tier)) for tier in stage}
            elif placements is None:
                return _draft(self._v.week)
            if proven:
                least |= self._costs.split(stage, found.least)
            proven = proven and found.is_best
        return Solution(placements or (), costs, proven, least)

    def _attempt(self, total: Linear) -> "_Found":
        """Runs the solvers until one finishes; each starts from what the one before found."""
        self._v.model.minimize(total)
        found = _Found()
        for cp_sat in self._solvers:
            if self._budget.is_spent:
                break
            self._limit(cp_sat)
            status = cp_sat.solve(self._v.model)
            self._budget.spend(cp_sat.deterministic_time)
            least = cp_sat.best_objective_bound
            found.least = max(found.least, ceil(least - ROUNDING) if isfinite(least) else 0)
            if status in FOUND:
                found.by = cp_sat
                self._hint(cp_sat)
            if status in DECIDED:
                found.is_best = status == cp_model.OPTIMAL
                found.is_impossible = status == cp_model.INFEASIBLE
                break
        if found.by is not None:
            self._v.model.add(total <= found.by.value(total))
        return found

    def _limit(self, cp_sat: cp_model.CpSolver) -> None:
        parameters = cp_sat.parameters
        parameters.max_deterministic_time = min(parameters.max_deterministic_time, self._budget.work)
        parameters.max_time_in_seconds = min(parameters.max_time_in_seconds, self._budget.seconds_left)

    def _hint(self, cp_sat: cp_model.CpSolver) -> None:
        self._v.model.clear_hints()  # type: ignore[no-untyped-call]
        for index in range(len(self._v.model.proto.variables)):
            variable = self._v.model.get_int_var_from_proto_index(index)
            self._v.model.add_hint(variable, cp_sat.value(variable))

    def _placements(self, cp_sat: cp_model.CpSolver) -> Iterator[Placement]:
        partners = dict[WeekSlot, str]()
        for (first, second), joined in self._v.joined.items():
            if cp_sat.boolean_value(joined):
                partners |= {first: second.session.id, second: first.session.id}
        for slot in self._v.week.slots:
            if slot.fixed:
                yield self._v.week.pinned_placement(slot, partners.get(slot))
            elif cp_sat.boolean_value(self._v.placed[slot]):
                start = slot.starts.instant(cp_sat.value(self._v.start[slot]))
                span = Span.lasting(start, slot.session.duration)
                yield Placement(slot.session, span, partners.get(slot))
