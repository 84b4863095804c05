"""A SourceMemory in memory."""

from service.ports.source_memory import Remembered


class FakeSourceMemory:
    """A SourceMemory that forgets everything with its process."""

    def __init__(self) -> None:
        self._sources: dict[str, Remembered] = {}

    def recall(self, source: str) -> Remembered | None:
        return self._sources.get(source)

    def remember(self, source: str, remembered: Remembered) -> None:
        self._sources[source] = remembered

    def forget(self, source: str) -> None:
        self._sources.pop(source, None)
