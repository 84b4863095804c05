"""Stores the tokens of all athletes in the database."""

from datetime import datetime

from sqlmodel import col, delete, func, select, update

from service.domain.token import Purpose, Token
from service.storage.database import Database
from service.storage.tables import TokenRow


class DatabaseTokenStore:
    """The token store port, over all rows of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, token: Token) -> None:
        """Store a token; one with the same digest is replaced."""
        row = TokenRow(
            digest=token.digest,
            athlete=token.athlete,
            purpose=token.purpose.value,
            made_at=token.made_at,
            ends_at=token.ends_at,
            seen_at=token.seen_at,
            seen_by=token.seen_by,
            uses=token.uses,
        )
        with self._database.writing_athlete(token.athlete) as session:
            session.merge(row)

    def find(self, digest: str) -> Token | None:
        """The token with that digest, even an expired one; None when there is none."""
        with self._database.reading() as session:
            row = session.get(TokenRow, digest)
            return None if row is None else _token(row)

    def every(self, purpose: Purpose) -> tuple[Token, ...]:
        """The tokens of all athletes for one purpose, the oldest first."""
        asked = select(TokenRow).where(TokenRow.purpose == purpose.value)
        with self._database.reading() as session:
            found = map(_token, session.exec(asked))
            return tuple(sorted(found, key=lambda token: (token.made_at, token.digest)))

    def of(self, athlete: str, purpose: Purpose) -> tuple[Token, ...]:
        """The tokens of one athlete for one purpose, the oldest first."""
        return tuple(token for token in self.every(purpose) if token.athlete == athlete)

    def revoke(self, digest: str) -> bool:
        """Delete a token; returns whether it existed."""
        with self._database.writing() as session:
            return session.exec(delete(TokenRow).where(col(TokenRow.digest) == digest)).rowcount > 0

    def seen(self, digest: str, *, at: datetime, by: str, uses: int = 1) -> None:
        """Record when and by which client a token was last used, and add `uses`; ignore an unknown one."""
        changed = {"seen_at": at, "seen_by": by, "uses": col(TokenRow.uses) + uses}
        with self._database.writing() as session:
            session.exec(update(TokenRow).where(col(TokenRow.digest) == digest).values(**changed))

    def discard_ended(self, now: datetime) -> int:
        """Delete the expired tokens; returns how many there were."""
        ended = (col(TokenRow.ends_at).is_not(None), col(TokenRow.ends_at) <= now)
        with self._database.writing() as session:
            count = session.exec(select(func.count()).select_from(TokenRow).where(*ended)).one()
            session.exec(delete(TokenRow).where(*ended))
            return count


def _token(row: TokenRow) -> Token:
    return Token(
        digest=row.digest,
        athlete=row.athlete,
        purpose=Purpose(row.purpose),
        made_at=row.made_at,
        ends_at=row.ends_at,
        seen_at=row.seen_at,
        seen_by=row.seen_by,
        uses=row.uses,
    )
