"""A calendar that can show its appointments by name, training and all else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.appointment import Appointment
from service.domain.span import Span


@dataclass(frozen=True)
class Page:
    """What stands in one calendar over one window, and when it was asked.

    Shape: `appointments` are those that touch the window, whole and in order; what is called off, or
    was declined by the athlete, is none. `warnings` are whole sentences about what could not be read.
    """

    name: str
    kind: str
    read_at: datetime
    appointments: tuple[Appointment, ...]
    warnings: tuple[str, ...] = ()


class AppointmentSource(Protocol):
    """One calendar to look through.

    Errors: CalendarUnreadable when it cannot be read whole; a part that cannot be read is a warning.
    """

    @property
    def name(self) -> str:
        """What the athlete calls this calendar; never a secret address."""

    def read_appointments(self, window: Span, *, now: datetime) -> Page:
        """Ask for everything that touches `window`."""
