"""The athlete's settings for Google Calendar: the access, the calendars to read and the targets."""

from dataclasses import dataclass
from pathlib import Path

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.feed_settings import FeedSettings

API_ROOT = "https://www.googleapis.com"
AUTH_URI = "https://accounts.google.com/o/oauth2/v2/auth"
TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105  # an address, not a token
REVOKE_URI = "https://oauth2.googleapis.com/revoke"


@dataclass(frozen=True)
class GoogleAccess:
    """The access to Google and the endpoints in use.

    Shape: `client_file` is the JSON file of an OAuth client for desktop applications from Google's console.
    `service_account` is the JSON file of a service account's key, which needs no login. `testing` means that
    the consent screen is in testing, so that a login ends after seven days. `secret` is the login's name in
    the vault. An endpoint that is set here takes precedence over that in the client file, and that over
    Google's own.
    """

    client_file: Path | None = None
    service_account: Path | None = None
    testing: bool = False
    secret: str = "google"  # noqa: S105  # a name, not a secret
    api_root: str = API_ROOT
    auth_uri: str = ""
    token_uri: str = ""
    revoke_uri: str = ""


@dataclass(frozen=True)
class GoogleSettings(CalendarSettings):
    """One Google calendar to read.

    Shape: `calendar` is its id or its name. With `free_busy` only busy spans are read, never titles.
    """

    access: GoogleAccess
    calendar: str = "primary"
    free_busy: bool = False


@dataclass(frozen=True)
class GoogleTarget:
    """One Google calendar to write to.

    Shape: `calendar` is its id or its name. With `create` a calendar of that name is created when there is
    none.
    """

    name: str
    access: GoogleAccess
    look: FeedSettings
    calendar: str = "Training"
    create: bool = True
