"""A clock that always shows the same instant."""

from datetime import UTC, datetime


class FakeClock:
    """A Clock that always shows one instant."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    @classmethod
    def at(cls, written: str) -> "FakeClock":
        """The clock at an instant written as ISO 8601 with an offset."""
        return cls(datetime.fromisoformat(written))

    def now(self) -> datetime:
        return self._instant
