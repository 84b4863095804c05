"""What the [[calendar]] and [[target]] tables share: one kind of calendar, and the keys for CalDAV."""

from typing import Annotated

from pydantic import AfterValidator, Field

from integrations.caldav.settings import CalDavAccess
from service.config.address import is_url
from service.config.tables.table import Table


def exactly_one_key(table: Table, *roads: str) -> None:
    """Check that a table has exactly one of the keys that say where its calendar is.

    Errors: ValueError that names the keys.
    """
    if sum(getattr(table, road) is not None for road in roads) != 1:
        raise ValueError(f"should have exactly one of {', '.join(roads[:-1])} and {roads[-1]}")


def _server(text: str) -> str:
    if not is_url(text) or not text.startswith(("https://", "http://")):
        raise ValueError("should begin with https:// and name a server")
    if "@" in text.split("//", 1)[1].split("/", 1)[0]:
        raise ValueError("should hold no user and no password: see user, and `liftrun caldav login`")
    return text.strip()


class CalDavKeys(Table):
    """The keys that name a calendar on a CalDAV server, and the account for it."""

    caldav: Annotated[str | None, AfterValidator(_server)] = None
    calendar: str = ""
    user: str = ""
    password_variable: str = Field(default="", pattern=r"^[A-Za-z_][A-Za-z0-9_]*$|^$")

    def access(self, allow_hosts: tuple[str, ...]) -> CalDavAccess:
        """The server and the account for it; the hosts in `allow_hosts` may be on a private network."""
        return CalDavAccess(
            self.caldav or "", self.user, variable=self.password_variable, allow_hosts=allow_hosts
        )
