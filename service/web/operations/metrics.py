"""Serves the metrics in Prometheus' format, to this machine or to a client with the token."""

import os
from hmac import compare_digest
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.exceptions import HTTPException
from starlette.responses import Response

from service.errors import StorageUnusable
from service.web.access.origin import is_local
from service.web.service import Service, service_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.metrics_core import Metric

VARIABLE = "LIFTRUN_METRICS_TOKEN"
"""Holds the token. Without it no other machine gets metrics: names of athletes and calendars are private."""

TEXT = "text/plain; version=0.0.4; charset=utf-8"

router = APIRouter(include_in_schema=False)


class DatabaseCollector(Collector):
    """Metrics from the database, read for every request: other processes may have changed it."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def collect(self) -> "Iterator[Metric]":
        """The ages of all readings and plans, and the state of the jobs."""
        up = GaugeMetricFamily("liftrun_database_up", "Whether the database answers")
        try:
            metrics = [*self._sources(), *self._plans(), *self._records()]
        except StorageUnusable:
            metrics = []
        up.add_metric([], float(bool(metrics)))
        yield from (up, *metrics)

    def _sources(self) -> "Iterator[Metric]":
        now, labels = self._service.clock.now(), ["athlete", "source"]
        age = GaugeMetricFamily("liftrun_source_age_seconds", "Since a calendar was last read", labels=labels)
        failures = GaugeMetricFamily("liftrun_source_failures", "Failed tries since then", labels=labels)
        for context in self._service.directory.each():
            for kept in context.archive.readings.every():
                failures.add_metric([context.athlete, kept.name], kept.failures)
                if kept.read_at:
                    age.add_metric([context.athlete, kept.name], (now - kept.read_at).total_seconds())
        yield from (age, failures)

    def _plans(self) -> "Iterator[Metric]":
        now, labels = self._service.clock.now(), ["athlete"]
        age = GaugeMetricFamily("liftrun_plan_age_seconds", "Since the newest version", labels=labels)
        number = GaugeMetricFamily("liftrun_plan_version", "The number of the newest version", labels=labels)
        for context in self._service.directory.each():
            if head := context.archive.plans.head():
                age.add_metric([context.athlete], (now - head.made_at).total_seconds())
                number.add_metric([context.athlete], head.number)
        yield from (age, number)

    def _records(self) -> "Iterator[Metric]":
        from service.storage.stores.job_store import DatabaseJobStore

        now, labels = self._service.clock.now(), ["athlete", "duty"]
        overdue = GaugeMetricFamily("liftrun_duty_overdue_seconds", "Since a duty was due", labels=labels)
        failures = GaugeMetricFamily("liftrun_duty_failures", "Failures in a row", labels=labels)
        for record in DatabaseJobStore(self._service.directory.database).every():
            late = max((now - record.due_at).total_seconds(), 0.0)
            overdue.add_metric([record.athlete, record.name], late)
            failures.add_metric([record.athlete, record.name], record.failures)
        yield from (overdue, failures)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Serves all metrics to a permitted client."""
    if not _is_permitted(request):
        # Not 403: a stranger need not learn that there are metrics.
        raise HTTPException(404)
    service = service_of(request)
    found = CollectorRegistry()
    found.register(DatabaseCollector(service))
    return Response(generate_latest(service.metrics.registry) + generate_latest(found), media_type=TEXT)


def _is_permitted(request: Request) -> bool:
    expected = os.environ.get(VARIABLE, "").strip()
    _, _, given = request.headers.get("authorization", "").partition(" ")
    if expected and compare_digest(given.strip().encode(), expected.encode()):
        return True
    return is_local(request) and not _has_several_athletes(service_of(request))


def _has_several_athletes(service: Service) -> bool:
    """Whether there are several athletes, whose names are private from each other, also on this machine."""
    try:
        return service.directory.has_several_athletes
    except StorageUnusable:
        # Without its database the service has no names to show.
        return False
