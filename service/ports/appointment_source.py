"""A calendar whose appointments can be read with their titles, training and everything else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.appointment import Appointment
from service.domain.span import Span


@dataclass(frozen=True)
class Page:
    """The appointments of one calendar in one window, and when they were read.

    Shape: `appointments` are those that touch the window, unclipped and in order; cancelled ones, and
    those the athlete declined, are left out. `warnings` are whole sentences about what could not be read.
    """

    name: str
    kind: str
    read_at: datetime
    appointments: tuple[Appointment, ...]
    warnings: tuple[str, ...] = ()


class AppointmentSource(Protocol):
    """One calendar whose appointments are read.

    Errors: CalendarUnreadable when it cannot be read whole; a part that cannot be read is a warning.
    """

    @property
    def name(self) -> str:
        """The athlete's name for this calendar; never a secret address."""

    def read_appointments(self, window: Span, *, now: datetime) -> Page:
        """Reads every appointment that touches `window`."""
