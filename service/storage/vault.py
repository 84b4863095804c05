"""One athlete's secrets, sealed, in the database."""

from cryptography.fernet import InvalidToken
from sqlmodel import col, delete, select

from service.errors import VaultLocked
from service.storage.database import Database
from service.storage.keys import Keys
from service.storage.tables import SecretRow


class DatabaseVault:
    """The vault port over one athlete's rows.

    Shape: a secret sealed with an older key is sealed with the first one whenever it is asked for, so
    that the older key is needed no more once every secret was.
    """

    def __init__(self, database: Database, athlete: str, keys: Keys) -> None:
        self._database = database
        self._athlete = athlete
        self._keys = keys

    def secret(self, name: str) -> str | None:
        """The secret of that name, None when there is none."""
        with self._database.reading() as session:
            row = session.get(SecretRow, (self._athlete, name))
        if row is None:
            return None
        try:
            secret, is_by_first_key = self._keys.open(row.sealed)
        except InvalidToken:
            raise VaultLocked(reason=f"{name} was sealed with another key") from None
        if not is_by_first_key:
            self._renew(row, secret)
        return secret

    def keep(self, name: str, secret: str) -> None:
        """Keep it, in place of what was kept under that name."""
        row = SecretRow(athlete=self._athlete, name=name, sealed=self._keys.seal(secret))
        with self._database.writing_of(self._athlete) as session:
            session.merge(row)

    def discard(self, name: str) -> None:
        """Forget it, if it is there."""
        of_name = (col(SecretRow.athlete) == self._athlete, col(SecretRow.name) == name)
        with self._database.writing_of(self._athlete) as session:
            session.exec(delete(SecretRow).where(*of_name))

    def names(self) -> tuple[str, ...]:
        """The names of all that is kept, in order."""
        names = select(SecretRow.name).where(SecretRow.athlete == self._athlete)
        with self._database.reading() as session:
            return tuple(sorted(session.exec(names)))

    def _renew(self, old: SecretRow, secret: str) -> None:
        """Seal it with the first key, unless another has been kept in the meantime."""
        with self._database.writing_of(self._athlete) as session:
            row = session.get(SecretRow, (self._athlete, old.name))
            if row is not None and row.sealed == old.sealed:
                row.sealed = self._keys.seal(secret)
                session.add(row)
