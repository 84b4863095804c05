"""Creates CP-SAT solvers with the parameters that suit a week of training."""

from ortools.sat.python import cp_model

ATTEMPTS = ((0, 4.0), (2, 3.0), (0, 20.0))
"""The linearization level of each attempt at a week, and the deterministic time it may take.

The first attempt proves nearly every week. Sessions whose recovery lasts for days need the bounds of the
second; many sessions on few mornings need what the budget leaves for the third. A deterministic limit gives
up a week at the same point on every machine.
"""


def usual_solvers() -> list[cp_model.CpSolver]:
    """One solver for each attempt, in order; each gives the same result on every machine."""
    return [_solver(linearization=linearization, limit=limit) for linearization, limit in ATTEMPTS]


def _solver(*, linearization: int, limit: float) -> cp_model.CpSolver:
    cp_sat = cp_model.CpSolver()
    parameters = cp_sat.parameters
    parameters.num_workers = 1
    parameters.random_seed = 1
    # Weeks are small: presolve takes several times as long as the search it saves.
    parameters.cp_model_presolve = False
    parameters.cp_model_probing_level = 0
    parameters.inprocessing_dtime_ratio = 0.0
    parameters.inprocessing_minimization_dtime = 0.0
    parameters.inprocessing_probing_dtime = 0.0
    # The first plans found are far from the best, and single steps towards it would take long.
    parameters.binary_search_num_conflicts = 100
    parameters.linearization_level = linearization
    parameters.max_deterministic_time = limit
    return cp_sat
