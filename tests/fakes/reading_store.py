"""A ReadingStore in memory."""

from service.ports.reading_store import KeptReading


class FakeReadingStore:
    """A ReadingStore that forgets everything with its process."""

    def __init__(self) -> None:
        self._readings: dict[str, KeptReading] = {}

    def kept(self, name: str) -> KeptReading | None:
        return self._readings.get(name)

    def every(self) -> tuple[KeptReading, ...]:
        return tuple(kept for _, kept in sorted(self._readings.items()))

    def keep(self, kept: KeptReading) -> None:
        self._readings[kept.name] = kept

    def forget(self, name: str) -> None:
        self._readings.pop(name, None)
