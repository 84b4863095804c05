"""Stores the ledger of one athlete in the database: what was written to each target, and the intents."""

from collections.abc import Mapping

from sqlmodel import Session, col, delete, select

from service.domain.entry import Entry
from service.ports.ledger import Intent
from service.storage.database import Database
from service.storage.documents import entry as entries
from service.storage.tables import IntentRow, WrittenRow


class DatabaseLedger:
    """The ledger port, over one athlete's rows."""

    def __init__(self, database: Database, athlete: str) -> None:
        self._database = database
        self._athlete = athlete

    def written(self, target: str) -> Mapping[str, Entry]:
        """The entries we last wrote to the target, by uid."""
        of_target = (WrittenRow.athlete == self._athlete, WrittenRow.target == target)
        with self._database.reading() as session:
            rows = session.exec(select(WrittenRow).where(*of_target))
            return {row.uid: entries.read(row.entry) for row in rows}

    def intents(self, target: str) -> Mapping[str, Intent]:
        """The writes to the target whose outcome is not recorded, by uid."""
        of_target = (IntentRow.athlete == self._athlete, IntentRow.target == target)
        with self._database.reading() as session:
            rows = session.exec(select(IntentRow).where(*of_target))
            return {row.uid: Intent(row.uid, entries.read(row.entry) if row.entry else None) for row in rows}

    def intend(self, target: str, intent: Intent) -> None:
        """Record a write before it is made; it replaces an older intent for the same uid."""
        document = entries.document(intent.entry) if intent.entry else None
        row = IntentRow(athlete=self._athlete, target=target, uid=intent.uid, entry=document)
        with self._database.writing_athlete(self._athlete) as session:
            session.merge(row)

    def settle(self, target: str, uid: str, entry: Entry | None) -> None:
        """Record the entry that was written, None for a removal, and delete the intent: both or neither."""
        with self._database.writing_athlete(self._athlete) as session:
            self._forget(IntentRow, session, target, uid)
            if entry is None:
                self._forget(WrittenRow, session, target, uid)
            else:
                document = entries.document(entry)
                session.merge(WrittenRow(athlete=self._athlete, target=target, uid=uid, entry=document))

    def _forget(
        self, row: type[IntentRow] | type[WrittenRow], session: Session, target: str, uid: str
    ) -> None:
        whose = (col(row.athlete) == self._athlete, col(row.target) == target, col(row.uid) == uid)
        session.exec(delete(row).where(*whose))
