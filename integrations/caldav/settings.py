"""What an athlete decides about a CalDAV server: who asks, what is read, where is written."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.feed_settings import FeedSettings


@dataclass(frozen=True)
class CalDavAccess:
    """One server and who asks it.

    Shape: `url` is the server's, the principal's or the calendar's own. With a `user` the secret is a
    password (Basic), without one a token (Bearer). `variable` is the environment variable that holds it,
    if any; otherwise the vault keeps it under `secret`.
    """

    url: str
    user: str = ""
    variable: str = ""
    allow_hosts: tuple[str, ...] = ()
    time_limit: timedelta = timedelta(seconds=30)

    @property
    def secret(self) -> str:
        """The name of the password or token in the vault, one for all calendars of an account."""
        server = urlsplit(self.url.strip()).netloc.rpartition("@")[2].casefold()
        return f"caldav:{self.user}@{server}" if self.user else f"caldav:{server}"


@dataclass(frozen=True)
class CalDavSettings(CalendarSettings):
    """One CalDAV calendar to read.

    Shape: `calendar` is its name or path on the server; empty when the url is the calendar's own, or the
    account has only one.
    """

    access: CalDavAccess
    calendar: str = ""


@dataclass(frozen=True)
class CalDavTarget:
    """One CalDAV calendar to write to.

    Shape: `calendar` as for reading; with `create`, one of that name is made if there is none.
    """

    name: str
    access: CalDavAccess
    look: FeedSettings
    calendar: str = ""
    create: bool = False
