"""The store of every version of one athlete's plan, and of the marks in force."""

from typing import Protocol

from service.domain.mark import Mark
from service.domain.version import Version


class PlanStore(Protocol):
    """One athlete's versions and marks; every change is durable when it returns."""

    def head(self) -> Version | None:
        """The newest version, None before the first."""

    def version(self, number: int) -> Version | None:
        """The version with that number, None when there is none."""

    def versions(self, *, limit: int) -> tuple[Version, ...]:
        """The `limit` newest versions, the newest first."""

    def add(self, version: Version) -> Version:
        """Stores a version as the newest, and its marks as those in force: both or neither.

        Shape: the store chooses its number.
        """

    def marks(self) -> tuple[Mark, ...]:
        """The marks in force, in order of session."""

    def mark(self, mark: Mark) -> None:
        """Puts a mark in force; it replaces the session's other mark."""

    def unmark(self, session: str) -> None:
        """Removes a session's mark, if it has one."""
