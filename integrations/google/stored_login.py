"""A login as it is kept in the vault."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from integrations.google.settings import GoogleAccess
from service.domain.wording import day

TESTING_LASTS = timedelta(days=7)
WARN_BEFORE = timedelta(days=2)


@dataclass(frozen=True)
class KeptLogin:
    """What lets Liftrun in again without the athlete.

    Shape: `ends_at` is when Google said that it ends, None where it said nothing. `token` opens the API until
    `token_ends_at` and is fetched anew with `refresh_token`.
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
        """The text the vault keeps."""
        return json.dumps(asdict(self), default=datetime.isoformat)

    @classmethod
    def from_json(cls, text: str) -> "KeptLogin":
        """What such a text says.

        Errors: ValueError for one that is none.
        """
        try:
            said = json.loads(text)
            moments = {name: _moment(said, name) for name in ("ends_at", "token_ends_at")}
            fields = {**said, **moments, "scopes": tuple(said["scopes"])}
            return cls(**fields | {"logged_in_at": datetime.fromisoformat(said["logged_in_at"])})
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("this is no login") from error

    def warning(self, access: GoogleAccess, *, now: datetime) -> str | None:
        """What to tell the athlete while there is still time: that this login is about to end."""
        ends = self.ends_at or (self.logged_in_at + TESTING_LASTS if access.testing else None)
        if ends is None or now < ends - WARN_BEFORE:
            return None
        if now >= ends:
            return "The login to Google has lasted its time: run `liftrun google login` again."
        # In UTC, because the vault knows no zone; a day early is early enough.
        because = "" if self.ends_at else ", as every login does while its consent screen is in testing"
        return f"The login to Google ends on {day(ends.date())}{because}: run `liftrun google login` by then."


def _moment(said: Mapping[str, str | None], name: str) -> datetime | None:
    text = said.get(name)
    return datetime.fromisoformat(text) if text else None
