"""Stores one athlete's secrets in the database, sealed with a key from outside."""

from cryptography.fernet import InvalidToken
from sqlmodel import col, delete, select

from service.errors import VaultLocked
from service.storage.database import Database
from service.storage.keys import Keys
from service.storage.tables import SecretRow


class DatabaseVault:
    """The vault port, over one athlete's rows.

    Shape: a secret that an older key has sealed is sealed again with the first key when it is read. When
    every secret has been read once, the older key is no longer needed.
    Errors: VaultLocked, from reading or storing a secret.
    """

    def __init__(self, database: Database, athlete: str, keys: Keys) -> None:
        self._database = database
        self._athlete = athlete
        self._keys = keys

    def secret(self, name: str) -> str | None:
        """The secret with that name, None when there is none."""
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
        """Seal a secret and store it; it replaces an earlier one with that name."""
        row = SecretRow(athlete=self._athlete, name=name, sealed=self._keys.seal(secret))
        with self._database.writing_athlete(self._athlete) as session:
            session.merge(row)

    def discard(self, name: str) -> None:
        """Delete the secret with that name, if there is one."""
        of_name = (col(SecretRow.athlete) == self._athlete, col(SecretRow.name) == name)
        with self._database.writing_athlete(self._athlete) as session:
            session.exec(delete(SecretRow).where(*of_name))

    def names(self) -> tuple[str, ...]:
        """The names of the athlete's secrets, sorted."""
        names = select(SecretRow.name).where(SecretRow.athlete == self._athlete)
        with self._database.reading() as session:
            return tuple(sorted(session.exec(names)))

    def _renew(self, old: SecretRow, secret: str) -> None:
        """Seal the secret again with the first key, unless it has been replaced in the meantime."""
        with self._database.writing_athlete(self._athlete) as session:
            row = session.get(SecretRow, (self._athlete, old.name))
            if row is not None and row.sealed == old.sealed:
                row.sealed = self._keys.seal(secret)
                session.add(row)
