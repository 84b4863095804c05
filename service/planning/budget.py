"""The budget of a search: how much work it may do, and how long it may take as a last resort."""

from dataclasses import dataclass, field
from math import inf
from time import monotonic

USUAL_WORK = 27.0
"""The deterministic time of one week, which stops the search at the same point on every machine."""


@dataclass
class Budget:
    """What is left for one week, or for several questions about it.

    Shape: without `seconds` only the work ends a search, so that the same week comes out on every machine.
    Units: `work` is in the solver's deterministic time; `seconds` are of the wall clock, from the start.
    """

    work: float = USUAL_WORK
    seconds: float = inf
    _began: float = field(default_factory=monotonic)

    @property
    def seconds_left(self) -> float:
        """The seconds until the ceiling; never negative."""
        return max(self._began + self.seconds - monotonic(), 0.0)

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be searched."""
        return self.work <= 0 or self.seconds_left <= 0

    def spend(self, work: float) -> None:
        """Takes what a search has used."""
        self.work -= work
