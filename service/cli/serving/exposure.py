"""The notes and warnings of `liftrun serve` about who can reach the service."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.config.serving import Serving

SET_UP = "note: another machine may set it up, once, by this link under the name it knows this one by: {link}"
LINK = "note: other machines need a sign-in link, which `liftrun athlete link` prints"
UNENCRYPTED = (
    "warning: what goes to other machines can be read on the way: put a proxy that speaks https before the "
    "service, and write its address down as link under [feed]"
)
OTHER_PLACE = (
    "note: `liftrun feed` and `liftrun athlete link` name {written}: write this place down under [serve], "
    "or an address for others as link under [feed]"
)
UNNAMED_PROXY = (
    "warning: if a proxy brings people here from {link}, write its address down as trusted_proxies under "
    "[serve]: who comes through it must not be taken for somebody at this machine"
)

LEFT_ALONE = (
    "warning: the database {database} has plans of {names}, but there is no {path}: name their file with "
    "--config; whoever sets Liftrun up here anew begins with a configuration of their own"
)


def plans_without_configuration(database: str, names: tuple[str, ...], path: Path) -> str:
    """The warning for a database that holds plans while no configuration file exists."""
    return LEFT_ALONE.format(database=database, names=", ".join(names), path=path.absolute())


def remarks(serving: "Serving", link: str, *, written: "Serving", set_up: str = "") -> Iterator[str]:
    """Yield a line for each thing to know about other machines: sign-in, encryption, address and proxy.

    Shape: `serving` is where the service listens, `written` what the configuration says about that. `link`
    is the configured address for other machines, empty for none. `set_up` is the link by which another
    machine may set up a service that has no athlete yet, empty for none.
    """
    from service.config.serving import is_loopback

    if not link and serving.address != written.address:
        yield OTHER_PLACE.format(written=written.address)
    is_secure = link.startswith("https://")
    if not is_loopback(serving.host):
        yield SET_UP.format(link=set_up) if set_up else LINK
        if not is_secure:
            yield UNENCRYPTED
    if link and not serving.trusted_proxies:
        yield UNNAMED_PROXY.format(link=link)
