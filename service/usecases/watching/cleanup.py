"""Forget what is kept of calendars, and of duties, that an athlete's configuration names no more."""

from collections.abc import Collection

from service.ports.job_store import JobStore
from service.ports.reading_store import ReadingStore


def forget_readings(readings: ReadingStore, *, configured: Collection[str]) -> None:
    """Keep those of configured calendars alone."""
    for kept in readings.every():
        if kept.name not in configured:
            readings.forget(kept.name)


def forget_jobs(records: JobStore, athlete: str, *, known: Collection[str]) -> None:
    """Keep those that somebody will do again."""
    for record in records.of(athlete):
        if record.name not in known:
            records.forget(athlete, record.name)
