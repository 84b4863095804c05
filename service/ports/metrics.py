"""Somebody who counts what is done, so that whoever runs a service sees how it fares."""

from datetime import timedelta
from typing import Protocol


class Metrics(Protocol):
    """Told of each thing right after it was done, from any thread; must neither fail nor wait.

    Shape: `result` is done, or the name of the error that came of it.
    """

    def planned(self, result: str, solving: timedelta) -> None:
        """A sync has planned; `solving` is what the solver took of it."""

    def read(self, kind: str, result: str) -> None:
        """A calendar of that kind was asked."""

    def wrote(self, kind: str, change: str, result: str) -> None:
        """An entry was created, updated or deleted in a calendar of that kind."""


class NoMetrics:
    """A witness that looks away, for whoever does not serve."""

    def planned(self, result: str, solving: timedelta) -> None:
        """Pass."""

    def read(self, kind: str, result: str) -> None:
        """Pass."""

    def wrote(self, kind: str, change: str, result: str) -> None:
        """Pass."""
