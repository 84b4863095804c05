"""What an athlete decides about Google Calendar: by whose leave, what is read, where is written."""

from dataclasses import dataclass
from pathlib import Path

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.feed_settings import FeedSettings

API_ROOT = "https://www.googleapis.com"
AUTH_URI = "https://accounts.google.com/o/oauth2/v2/auth"
TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105  # an address, no token
REVOKE_URI = "https://oauth2.googleapis.com/revoke"


@dataclass(frozen=True)
class GoogleAccess:
    """By whose leave Google is asked, and where it lies.

    Shape: `client_file` is the JSON that Google's console gives out for a desktop application,
    `service_account` that of a service account, which needs no login. `testing` says that the consent
    screen is in testing, so that a login lasts seven days. `secret` is the login's name in the vault.
    Of the addresses, those said here come first, then those of the client file, then Google's own.
    """

    client_file: Path | None = None
    service_account: Path | None = None
    testing: bool = False
    secret: str = "google"  # noqa: S105  # a name, no secret
    api_root: str = API_ROOT
    auth_uri: str = ""
    token_uri: str = ""
    revoke_uri: str = ""


@dataclass(frozen=True)
class GoogleSettings(CalendarSettings):
    """One Google calendar to read.

    Shape: `calendar` is its id or its name; `free_busy` asks only for when it is busy, never for titles.
    """

    access: GoogleAccess
    calendar: str = "primary"
    free_busy: bool = False


@dataclass(frozen=True)
class GoogleTarget:
    """One Google calendar to write to.

    Shape: `calendar` is its id or its name; with `create`, one of that name is made if there is none.
    """

    name: str
    access: GoogleAccess
    look: FeedSettings
    calendar: str = "Training"
    create: bool = True
