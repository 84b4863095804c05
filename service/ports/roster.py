"""The athletes of one service."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Enrolled:
    """One athlete, and the file that says what they decided."""

    name: str
    config: Path
    since: datetime


class Roster(Protocol):
    """Who is planned for; empty for a service of the one athlete its own configuration speaks of."""

    def every(self) -> tuple[Enrolled, ...]:
        """All of them, in order of their names."""

    def enrol(self, enrolled: Enrolled) -> None:
        """Take one in, or give one another file."""

    def strike(self, name: str) -> bool:
        """Forget one, with all that is kept of them; whether they were known."""
