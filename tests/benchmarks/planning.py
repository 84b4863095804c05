"""How long an office week of ten sessions takes to settle, against CP-SAT left at its defaults."""

import random
import sys
from collections.abc import Callable
from datetime import date, time, timedelta
from statistics import median, quantiles
from time import perf_counter
from zoneinfo import ZoneInfo

from ortools.sat.python import cp_model

from service.domain.athlete import Athlete
from service.domain.busy import Busy
from service.domain.plan import Brief
from service.domain.span import Span
from service.domain.training import USUAL_DURATION, USUAL_EFFORT, Kind, Session
from service.domain.week import Week, Weekday
from service.planning import cpsat
from service.rules import RULEBOOK

SEEDS = 20
PAIRED = 5
"""So many weeks are also settled at the defaults, which take a minute of everybody's patience."""
WITHIN = 1.0
"""Seconds of solving that the slowest office week may take."""

WEEK = Week(date(2026, 3, 2), ZoneInfo("Europe/Berlin"))
WISHES = {
    "easy": (Kind.EASY, "MON"),
    "easy-2": (Kind.EASY, "THU"),
    "easy-3": (Kind.EASY, "TUE"),
    "intervals": (Kind.INTERVALS, "WED"),
    "long": (Kind.LONG, "SAT"),
    "upper": (Kind.UPPER, "TUE"),
    "upper-2": (Kind.UPPER, "THU"),
    "lower": (Kind.LOWER, "FRI"),
    "light-lift": (Kind.LIGHT_LIFT, "SUN"),
    "mobility": (Kind.MOBILITY, "THU"),
}


def office_week(seed: int) -> Brief:
    """Ten sessions around office hours and a few evenings that are taken."""
    chance = random.Random(seed)
    busy = [_busy(day, 9, 0, 3) for day in WEEK.days[:5]] + [_busy(day, 13, 0, 4) for day in WEEK.days[:5]]
    evenings = [day for day in WEEK.days[:5] if chance.random() < 0.5]
    busy += [_busy(day, chance.randint(17, 20), chance.choice([0, 10, 30]), 1.5) for day in evenings]
    sessions = tuple(
        Session(name, kind, USUAL_DURATION[kind], USUAL_EFFORT[kind], days=frozenset({Weekday[day]}))
        for name, (kind, day) in WISHES.items()
    )
    return Brief(Athlete(zone=WEEK.zone), WEEK, sessions, tuple(busy))


def main() -> bool:
    """Print the table; true when every week is proven optimal within the limit."""
    ours: list[float] = []
    theirs: list[float] = []
    proven = placed = 0
    for seed in range(SEEDS):
        taken, solution = _timed(seed, cpsat.usual_solvers)
        ours.append(taken)
        if seed < PAIRED:
            theirs.append(_timed(seed, _at_defaults)[0])
        proven += solution.proven
        placed += len(solution.placements) == len(WISHES)
    print(f"Planning {SEEDS} office weeks of {len(WISHES)} sessions (at most {WITHIN:.0f} s each)")
    for name, taken_by in (("as we set it", ours), ("at its defaults", theirs)):
        late = quantiles(taken_by, n=20)[-1]
        print(f"  CP-SAT {name:<16} median {median(taken_by):5.2f} s, 95 % {late:5.2f} s")
    ratio = median(theirs) / median(ours[:PAIRED])
    print(f"  ratio of medians {ratio:.1f}, proven {proven}, placed whole {placed}")
    return max(ours) <= WITHIN and proven == SEEDS


def _timed(seed: int, solvers: Callable[[], list[cp_model.CpSolver]]) -> tuple[float, cpsat.Solution]:
    board = cpsat.CpSatBoard(office_week(seed))
    began = perf_counter()
    for rule in RULEBOOK:
        rule.constrain(board)
    solution = board.solve(solvers())
    assert solution is not None
    return perf_counter() - began, solution


def _at_defaults() -> list[cp_model.CpSolver]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    return [solver]


def _busy(day: date, hour: int, minute: int, hours: float) -> Busy:
    return Busy(Span.lasting(WEEK.at(day, time(hour, minute)), timedelta(hours=hours)), "Office")


if __name__ == "__main__":
    sys.exit(not main())
