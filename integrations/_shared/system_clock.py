"""Reads the machine's clock; no other file asks for the present instant."""

from datetime import UTC, datetime


class SystemClock:
    """Implements the clock port with the machine's clock."""

    def now(self) -> datetime:
        """The present instant in UTC, in whole seconds because calendars have no finer times."""
        return datetime.now(UTC).replace(microsecond=0)
