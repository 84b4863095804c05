"""The list of the athletes of one service."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Enrolled:
    """One athlete of the service, and the path of their configuration file."""

    name: str
    config: Path
    since: datetime


class Roster(Protocol):
    """The athletes of a service; empty when it serves only the athlete of its own configuration."""

    def every(self) -> tuple[Enrolled, ...]:
        """All athletes, in order of their names."""

    def enrol(self, enrolled: Enrolled) -> None:
        """Adds an athlete, or gives one another configuration file."""

    def strike(self, name: str) -> bool:
        """Removes an athlete and everything stored about them; False when the name is unknown."""
