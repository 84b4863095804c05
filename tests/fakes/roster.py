"""A Roster in memory."""

from service.ports.roster import Enrolled


class FakeRoster:
    """A Roster that forgets everything with its process."""

    def __init__(self) -> None:
        self._enrolled: dict[str, Enrolled] = {}

    def every(self) -> tuple[Enrolled, ...]:
        return tuple(enrolled for _, enrolled in sorted(self._enrolled.items()))

    def enrol(self, enrolled: Enrolled) -> None:
        self._enrolled[enrolled.name] = enrolled

    def strike(self, name: str) -> bool:
        return self._enrolled.pop(name, None) is not None
