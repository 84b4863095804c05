"""The athlete's settings for CalDAV: the access, the calendars to read and the targets."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.feed_settings import FeedSettings


@dataclass(frozen=True)
class CalDavAccess:
    """One server and the account on it.

    Shape: `url` is the address of the server, a principal or a calendar. With a `user` the secret is a
    password (Basic, or Digest where the server asks for it), without one it is a token (Bearer). `variable`
    is the environment variable that holds the secret, if any; otherwise it is in the vault under `secret`.
    `allow_hosts` may be on a private network and may be reached without https.
    """

    url: str
    user: str = ""
    variable: str = ""
    allow_hosts: tuple[str, ...] = ()
    time_limit: timedelta = timedelta(seconds=30)

    @property
    def secret(self) -> str:
        """The name of the password or token in the vault, the same for all calendars of an account."""
        server = urlsplit(self.url.strip()).netloc.rpartition("@")[2].casefold()
        return f"caldav:{self.user}@{server}" if self.user else f"caldav:{server}"


@dataclass(frozen=True)
class CalDavSettings(CalendarSettings):
    """One CalDAV calendar to read.

    Shape: `calendar` is its name or its path on the server. It is empty when the url is the calendar's own,
    or when the account has only one calendar.
    """

    access: CalDavAccess
    calendar: str = ""


@dataclass(frozen=True)
class CalDavTarget:
    """One CalDAV calendar to write to.

    Shape: `calendar` is as in CalDavSettings. With `create` a calendar of that name is created when there is
    none.
    """

    name: str
    access: CalDavAccess
    look: FeedSettings
    calendar: str = ""
    create: bool = False
