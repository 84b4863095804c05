"""Repeats a call and summarises its durations in two figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Self


@dataclass(frozen=True)
class Times:
    """The median duration, and the duration that 95 % do not exceed.

    Units: seconds.
    """

    middle: float
    late: float

    @classmethod
    def of(cls, taken: Iterable[float]) -> Self:
        """Those of all that were taken, one at least."""
        in_order = sorted(taken)
        return cls(median(in_order), in_order[ceil(0.95 * len(in_order)) - 1])

    def __str__(self) -> str:
        return f"{self.middle:6.2f} {self.late:6.2f}"
