"""A clock that a test moves."""

from datetime import UTC, datetime, timedelta


class MovingClock:
    """A Clock that stands still until it is set."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant.astimezone(UTC)

    @classmethod
    def at(cls, written: str) -> "MovingClock":
        """The clock at an instant written as ISO 8601 with an offset."""
        return cls(datetime.fromisoformat(written))

    def now(self) -> datetime:
        return self.instant

    def set(self, instant: datetime) -> None:
        self.instant = instant.astimezone(UTC)

    def forward(self, duration: timedelta) -> None:
        self.instant += duration
