"""What tables have in common that name a calendar on a server: exactly one road, and who asks there."""

from typing import Annotated

from pydantic import AfterValidator, Field

from integrations.caldav.settings import CalDavAccess
from service.config.address import is_url
from service.config.table import Table


def one_road(table: Table, *roads: str) -> None:
    """Pass a table that says in exactly one way where its calendar lies.

    Errors: ValueError that names the ways.
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
    """The keys that say which calendar of a CalDAV server is meant."""

    caldav: Annotated[str | None, AfterValidator(_server)] = None
    calendar: str = ""
    user: str = ""
    password_variable: str = Field(default="", pattern=r"^[A-Za-z_][A-Za-z0-9_]*$|^$")

    def access(self, allow_hosts: tuple[str, ...]) -> CalDavAccess:
        """Who asks which server."""
        return CalDavAccess(
            self.caldav or "", self.user, variable=self.password_variable, allow_hosts=allow_hosts
        )
