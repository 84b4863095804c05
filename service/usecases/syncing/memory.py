"""What the service remembers of one athlete between two runs."""

from dataclasses import dataclass

from service.ports.ledger import Ledger
from service.ports.plan_store import PlanStore


@dataclass(frozen=True)
class Memory:
    """The athlete's plans and marks, and the record of what was written to their calendars."""

    plans: PlanStore
    ledger: Ledger
