"""The sessions that one week asks for, and why they differ from the usual week."""

from dataclasses import dataclass

from service.domain.busy import Busy
from service.domain.plan import Placement
from service.domain.training import Session


@dataclass(frozen=True)
class Prescription:
    """The sessions of one week, in the order and with the ids of the usual week.

    Shape: `notes` are whole sentences for people. `closed` are days on which nothing may be placed.
    `ahead` is what comes after the week and needs rested legs, such as a race.
    """

    sessions: tuple[Session, ...]
    notes: tuple[str, ...] = ()
    closed: tuple[Busy, ...] = ()
    ahead: tuple[Placement, ...] = ()
