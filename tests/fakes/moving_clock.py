"""A clock that a test moves."""

from datetime import UTC, datetime, timedelta

from tests.fakes.clock import FakeClock


class MovingClock(FakeClock):
    """A Clock that stands still until it is set."""

    def set(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def forward(self, duration: timedelta) -> None:
        self._instant += duration
