"""Deletes stored readings and job records that an athlete's configuration no longer needs."""

from collections.abc import Collection

from service.ports.job_store import JobStore
from service.ports.reading_store import ReadingStore


def forget_readings(readings: ReadingStore, *, configured: Collection[str]) -> None:
    """Deletes the readings of calendars that are not in `configured`."""
    for kept in readings.every():
        if kept.name not in configured:
            readings.forget(kept.name)


def forget_jobs(records: JobStore, athlete: str, *, known: Collection[str]) -> None:
    """Deletes the athlete's job records whose names are not in `known`."""
    for record in records.of(athlete):
        if record.name not in known:
            records.forget(athlete, record.name)
