"""What time it is: the only question the service may not answer itself."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """A source of the present instant."""

    def now(self) -> datetime:
        """This instant, in UTC."""
