"""The training log that the athlete keeps."""

from typing import Protocol

from service.domain.log import Logged


class TrainingLog(Protocol):
    """One training log to read.

    Errors: ConfigurationError when it is missing, or one of its lines cannot be understood.
    """

    @property
    def name(self) -> str:
        """The athlete's name for this log."""

    def read(self) -> tuple[Logged, ...]:
        """Every session in the log, in order of their days."""
