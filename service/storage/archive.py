"""All stored data of one athlete."""

from contextlib import AbstractContextManager
from datetime import timedelta

from service.storage.database import Database
from service.storage.keys import usual_keys
from service.storage.stores.ledger import DatabaseLedger
from service.storage.stores.plan_store import DatabasePlanStore
from service.storage.stores.reading_store import DatabaseReadingStore
from service.storage.stores.served_feed import DatabaseServedFeed
from service.storage.stores.source_memory import DatabaseSourceMemory
from service.storage.stores.training_log import DatabaseTrainingLog
from service.storage.stores.vault import DatabaseVault


class Archive:
    """One athlete's part of a database, with an adapter for each port.

    Errors: StorageUnusable, from every adapter.
    """

    def __init__(self, database: Database, athlete: str) -> None:
        self._database = database
        self._athlete = athlete
        self.plans = DatabasePlanStore(database, athlete)
        self.ledger = DatabaseLedger(database, athlete)
        self.readings = DatabaseReadingStore(database, athlete)
        self.feed = DatabaseServedFeed(database, athlete)
        self.sources = DatabaseSourceMemory(database, athlete)
        self.log = DatabaseTrainingLog(database, athlete)
        self.vault = DatabaseVault(database, athlete, usual_keys())

    def athlete_lock(self, *, wait: timedelta) -> AbstractContextManager[None]:
        """Hold the lock of this athlete, which a process must have to change their calendars.

        Errors: SyncRefused when another process still holds it after `wait`.
        """
        return self._database.athlete_lock(self._athlete, wait=wait)
