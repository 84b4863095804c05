"""Every version of one athlete's plan, and the marks in force."""

from typing import Protocol

from service.domain.mark import Mark
from service.domain.version import Version


class PlanStore(Protocol):
    """One athlete's plans; every change is durable when it returns."""

    def head(self) -> Version | None:
        """The newest version, None before the first."""

    def version(self, number: int) -> Version | None:
        """The version of that number, None when there is none."""

    def versions(self, *, limit: int) -> tuple[Version, ...]:
        """The newest ones, the newest first."""

    def add(self, version: Version) -> Version:
        """Keep a version as the newest, and its marks as those in force: both or neither.

        Shape: its number is decided here.
        """

    def marks(self) -> tuple[Mark, ...]:
        """The marks in force, in order of session."""

    def mark(self, mark: Mark) -> None:
        """Put a mark in force, in place of the session's other one."""

    def unmark(self, session: str) -> None:
        """Take a session's mark away, if it has one."""
