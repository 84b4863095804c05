"""The log the athlete keeps of what was done."""

from typing import Protocol

from service.domain.log import Logged


class TrainingLog(Protocol):
    """One log to read from.

    Errors: ConfigurationError when it is not there, or a line of it cannot be understood.
    """

    @property
    def name(self) -> str:
        """What the athlete calls this log."""

    def read(self) -> tuple[Logged, ...]:
        """Every session it holds, in order of their days."""
