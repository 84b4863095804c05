"""What one week asks of the athlete, and why it is not the usual week."""

from dataclasses import dataclass

from service.domain.busy import Busy
from service.domain.plan import Placement
from service.domain.training import Session


@dataclass(frozen=True)
class Prescription:
    """The sessions of one week, in the order and by the ids of the usual one.

    Shape: `notes` are whole sentences for people. `closed` are days on which nothing may stand, `ahead`
    is what the week must leave the legs fresh for.
    """

    sessions: tuple[Session, ...]
    notes: tuple[str, ...] = ()
    closed: tuple[Busy, ...] = ()
    ahead: tuple[Placement, ...] = ()
