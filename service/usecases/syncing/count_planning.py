"""Counts a planning run, with its result and the time the solver took."""

from collections.abc import Callable
from datetime import timedelta

from service.ports.metrics import Metrics
from service.usecases.reading.count_result import count_result
from service.usecases.syncing.propose import Proposal


def count_planning(plan: Callable[[], Proposal], metrics: Metrics) -> Proposal:
    """Runs `plan`, reports the run to the metrics, and returns the proposal."""
    solving = timedelta()
    with count_result(lambda result: metrics.planned(result, solving)):
        proposal = plan()
        solving = sum((week.solve_time for week in proposal.planned.plans), timedelta())
        return proposal
