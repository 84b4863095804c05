"""When use cases run by themselves."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.desks import Desks
    from service.ports.clock import Clock


class Timetable:
    """Does what is due, until it is stopped."""

    def __init__(self, desks: "Desks", clock: "Clock") -> None:
        self._desks = desks
        self._clock = clock

    def start(self) -> None:
        """Begin."""

    def wake(self) -> None:
        """Look at once whether something is due."""

    def stop(self) -> None:
        """Begin nothing new, and wait a little for what is under way."""
