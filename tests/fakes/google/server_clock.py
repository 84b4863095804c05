"""The server's own clock, which a test moves."""

from datetime import UTC, datetime, timedelta


class ServerClock:
    """Real time, shifted."""

    def __init__(self) -> None:
        self._shift = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def move(self, by: timedelta) -> None:
        self._shift += by

    def set(self, now: datetime) -> None:
        self._shift = now - datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """An instant as the API writes created and updated."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
