"""Finds the best plan of a week with CP-SAT: tier after tier, each within the best of those above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from service.domain.plan import Placement
from service.domain.span import Span
from service.planning.cpsat.costs import WeekCosts
from service.planning.cpsat.musts import add_musts
from service.planning.cpsat.solver import usual_solvers
from service.planning.cpsat.week_variables import WeekVariables
from service.planning.model import WeekModel
from service.planning.week_slot import WeekSlot
from service.rules.finding import Tier

STAGES = ((Tier.LEG_DAY, Tier.PLACE), (Tier.STAY,), (Tier.WISH,))
"""The tiers that are solved together; wishes come last, because without them the rest is solved quickly."""


@dataclass(frozen=True)
class Solution:
    """The result of the solver: the placements, the cost of each tier, and whether nothing better exists."""

    placements: tuple[Placement, ...]
    costs: dict[Tier, int]
    proven: bool


def optimum(week: WeekModel, solvers: Sequence[cp_model.CpSolver] = ()) -> Solution | None:
    """The best plan, None when the constraints allow none.

    Shape: each of the `solvers` continues where the one before gave up.
    """
    variables = WeekVariables(week)
    add_musts(variables)
    return _Search(variables, solvers or usual_solvers()).solve()


class _Search:
    """The search for one week's plan, in stages."""

    def __init__(self, variables: WeekVariables, solvers: Sequence[cp_model.CpSolver]) -> None:
        self._v = variables
        self._solvers = solvers
        self._costs = WeekCosts(variables)

    def solve(self) -> Solution | None:
        """Solves stage after stage; a stage that costs nothing needs no search."""
        costs: dict[Tier, int] = {}
        proven = True
        placements: tuple[Placement, ...] | None = None
        for stage in STAGES:
            self._costs.add(stage)
            if placements is not None and self._costs.is_empty(stage):
                costs |= dict.fromkeys(stage, 0)
                continue
            total = self._costs.total(stage)
            self._v.model.minimize(total)
            cp_sat, status = self._attempt()
            proven = proven and status == cp_model.OPTIMAL
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                placements = tuple(self._placements(cp_sat))
                costs |= {tier: cp_sat.value(self._costs.of_tier(tier)) for tier in stage}
                self._v.model.add(total <= cp_sat.value(total))
            elif placements is None:
                return None
        return Solution(placements or (), costs, proven)

    def _attempt(self) -> tuple[cp_model.CpSolver, Any]:
        """Runs the solvers until one finishes; each starts from what the one before found."""
        for cp_sat in self._solvers:
            status = cp_sat.solve(self._v.model)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                self._hint(cp_sat)
            if status in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
                break
        return cp_sat, status

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
