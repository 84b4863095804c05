"""The stores of one athlete that a sync reads and writes."""

from dataclasses import dataclass

from service.ports.ledger import Ledger
from service.ports.plan_store import PlanStore


@dataclass(frozen=True)
class Memory:
    """One athlete's versions and marks, and the ledger of writes to their calendars."""

    plans: PlanStore
    ledger: Ledger
