"""Counts what the service does, for the operator's monitoring."""

from datetime import timedelta
from typing import Protocol


class Metrics(Protocol):
    """Counts each action right after it was done; called from any thread, must neither fail nor block.

    Shape: `result` is done, or the name of the error.
    """

    def planned(self, result: str, solving: timedelta) -> None:
        """Counts a planning run of a sync; `solving` is the time the solver took."""

    def read(self, kind: str, result: str) -> None:
        """Counts a read of a calendar of that kind."""

    def wrote(self, kind: str, change: str, result: str) -> None:
        """Counts an entry created, updated or deleted in a calendar of that kind."""


class NoMetrics:
    """Counts nothing, for a process that is not a running service."""

    def planned(self, result: str, solving: timedelta) -> None:
        """Counts nothing."""

    def read(self, kind: str, result: str) -> None:
        """Counts nothing."""

    def wrote(self, kind: str, change: str, result: str) -> None:
        """Counts nothing."""
