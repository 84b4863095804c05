"""Measures the gain of our CP-SAT parameters over its defaults, on the same models."""

import sys
from math import inf
from statistics import median
from time import perf_counter

from ortools.sat.python import cp_model

from service.domain.plan import Brief
from service.planning.budget import Budget
from service.planning.cpsat.optimum import Solution, optimum
from service.planning.model import WeekModel
from service.rules import RULEBOOK
from tests.benchmarks.calendars import CALENDARS
from tests.benchmarks.people import MIDDLE, SMALLEST, Person, person
from tests.benchmarks.promise import Promise, finish
from tests.benchmarks.times import Times

PEOPLE = 2
PATIENCE = 60.0
"""Seconds after which the defaults are given up, stage by stage."""


def main(most: int = PEOPLE) -> list[Promise]:
    """Print the table, and give a row for each size."""
    people = min(most, PEOPLE)
    print(f"CP-SAT as we set it and at its defaults (1 worker, seed 1), {people} weeks a calendar, seconds")
    return [compared(size, people) for size in (SMALLEST, MIDDLE)]


def compared(size: int, people: int) -> Promise:
    """Print one size's lines, each week settled both ways in turn, and give its row."""
    weeks = [person(calendar, size, seed) for calendar in CALENDARS for seed in range(people)]
    pairs = [(settled(week), settled(week, at_defaults())) for week in weeks]
    ours, theirs = zip(*pairs, strict=True)
    for name, settlings in (("as we set it", ours), ("at its defaults", theirs)):
        proven = sum(solution.proven for _, solution in settlings)
        times = Times.of(seconds for seconds, _ in settlings)
        print(f"  {size:>2} sessions {name:<15} {times}, proven {proven} of {len(weeks)}")
    ratio = median(slow / quick for (quick, _), (slow, _) in pairs)
    print(f"  {size:>2} sessions the defaults take {ratio:.1f} times as long (median of pairs)")
    return Promise(
        f"one week of {size} sessions, model and solver",
        f"{Times.of(seconds for seconds, _ in ours).middle:.2f} s",
        f"{Times.of(seconds for seconds, _ in theirs).middle:.2f} s CP-SAT's defaults",
        f"{1 / ratio:.2f}",
        "the same cost where both are proven",
        all(our.costs == their.costs for (_, our), (_, their) in pairs if our.proven and their.proven),
    )


def settled(week: Person, *solvers: cp_model.CpSolver) -> tuple[float, Solution]:
    """How long one week takes to write down and settle, and what came of it."""
    request = week.request
    began = perf_counter()
    model = WeekModel(Brief(request.athlete, request.first_week, request.sessions, week.busy))
    for rule in RULEBOOK:
        rule.constrain(model)
    solution = optimum(model, solvers, Budget(work=inf, seconds=PATIENCE))
    assert solution is not None
    return perf_counter() - began, solution


def at_defaults() -> cp_model.CpSolver:
    """CP-SAT with nothing set but what makes it say the same twice."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = PATIENCE
    return solver


if __name__ == "__main__":
    finish(main(*map(int, sys.argv[1:])))
