"""A training log in memory."""

from service.domain.log import Logged


class FakeTrainingLog:
    """A TrainingLog that holds what it was told."""

    def __init__(self, *logged: Logged, name: str = "memory") -> None:
        self.name = name
        self._logged = logged

    def read(self) -> tuple[Logged, ...]:
        return tuple(sorted(self._logged, key=lambda each: each.day))
