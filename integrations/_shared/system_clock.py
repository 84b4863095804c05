"""The machine's own clock; the only file that asks for the present instant."""

from datetime import UTC, datetime


class SystemClock:
    """The clock port over the machine's clock."""

    def now(self) -> datetime:
        """This instant, in UTC, to the second: calendars know nothing finer."""
        return datetime.now(UTC).replace(microsecond=0)
