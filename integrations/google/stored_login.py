"""The Google login as JSON in the vault, and the warning before it ends."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from integrations.google.settings import GoogleAccess
from service.domain.wording import day

TESTING_LASTS = timedelta(days=7)
WARN_BEFORE = timedelta(days=2)


@dataclass(frozen=True)
class StoredLogin:
    """The tokens of one Google login and the OAuth client that they belong to.

    Shape: `ends_at` is when Google said that the refresh token ends, None when it did not say. `token` is the
    access token, valid until `token_ends_at` and renewed with `refresh_token`.
    """

    refresh_token: str
    client_id: str
    client_secret: str
    token_uri: str
    scopes: tuple[str, ...]
    logged_in_at: datetime
    ends_at: datetime | None = None
    token: str = ""
    token_ends_at: datetime | None = None

    def to_json(self) -> str:
        """The login as the JSON text to store in the vault."""
        return json.dumps(asdict(self), default=datetime.isoformat)

    @classmethod
    def from_json(cls, text: str) -> "StoredLogin":
        """The login in a text of `to_json`.

        Errors: ValueError when the text is no login.
        """
        try:
            said = json.loads(text)
            moments = {name: _moment(said, name) for name in ("ends_at", "token_ends_at")}
            fields = {**said, **moments, "scopes": tuple(said["scopes"])}
            return cls(**fields | {"logged_in_at": datetime.fromisoformat(said["logged_in_at"])})
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("this is no login") from error

    def warning(self, access: GoogleAccess, *, now: datetime) -> str | None:
        """The warning that this login has ended, or ends within WARN_BEFORE; None before that."""
        ends = self.ends_at or (self.logged_in_at + TESTING_LASTS if access.testing else None)
        if ends is None or now < ends - WARN_BEFORE:
            return None
        if now >= ends:
            return "The login to Google has lasted its time: run `liftrun google login` again."
        # The date is in UTC, because the vault knows no time zone; one day too early does no harm.
        because = "" if self.ends_at else ", as every login does while its consent screen is in testing"
        return f"The login to Google ends on {day(ends.date())}{because}: run `liftrun google login` by then."


def _moment(said: Mapping[str, str | None], name: str) -> datetime | None:
    text = said.get(name)
    return datetime.fromisoformat(text) if text else None
