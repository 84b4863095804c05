"""The source of the current time, separate from the code that needs it so that tests can choose the time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """A source of the current instant."""

    def now(self) -> datetime:
        """The current instant, in UTC."""
