"""Counts what one running service does, for Prometheus."""

from datetime import timedelta

from prometheus_client import CollectorRegistry, Counter, Histogram, Info, disable_created_metrics

# The time at which each counter began adds no information, and makes every answer half as long again.
disable_created_metrics()  # type: ignore[no-untyped-call]  # the function has no types

SOLVING = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
ANSWERING = (0.005, 0.025, 0.1, 0.25, 1, 2.5, 10)
"""The upper bounds of the histograms' buckets.

Units: seconds, as Prometheus expects.
"""


class PrometheusMetrics:
    """The counters of one service in a registry of their own; all its athlete contexts count here."""

    def __init__(self) -> None:
        from importlib.metadata import version

        self.registry = registry = CollectorRegistry()
        Info("liftrun_build", "Which Liftrun this is", registry=registry).info(
            {"version": version("liftrun")}
        )
        self._plans = Counter("liftrun_plans", "Plans made", ["result"], registry=registry)
        self._solving = Histogram(
            "liftrun_solve_seconds", "Solving for one plan", buckets=SOLVING, registry=registry
        )
        self._reads = Counter("liftrun_reads", "Calendars asked", ["kind", "result"], registry=registry)
        self._writes = Counter(
            "liftrun_writes", "Entries written", ["kind", "change", "result"], registry=registry
        )
        self._feeds = Counter("liftrun_feed_hits", "Answers at feed addresses", ["status"], registry=registry)
        self._requests = Counter(
            "liftrun_requests", "Answers to requests", ["route", "method", "status"], registry=registry
        )
        self._answering = Histogram(
            "liftrun_request_seconds", "Answering one request", buckets=ANSWERING, registry=registry
        )

    def planned(self, result: str, solving: timedelta) -> None:
        """Counts one planning by a sync, and records the solver's time."""
        self._plans.labels(result).inc()
        if solving:
            self._solving.observe(solving.total_seconds())

    def read(self, kind: str, result: str) -> None:
        """Counts one read of a calendar."""
        self._reads.labels(kind, result).inc()

    def wrote(self, kind: str, change: str, result: str) -> None:
        """Counts one entry written to a calendar."""
        self._writes.labels(kind, change, result).inc()

    def fetched(self, status: int) -> None:
        """Counts one request to a feed address."""
        self._feeds.labels(status).inc()

    def answered(self, route: str, method: str, status: int, took: timedelta) -> None:
        """Counts any other request, and records its time; `route` is the template of its path."""
        self._requests.labels(route, method, status).inc()
        self._answering.observe(took.total_seconds())
