"""The names of the IANA time zones, from the one file of the package tzdata that lists them."""

from functools import cache
from pkgutil import get_data


@cache
def iana_names() -> tuple[str, ...]:
    """Every name in tzdata, in its order; each is also a name in zoneinfo.

    Shape: zoneinfo.available_timezones() may know more, but opens six hundred files to find them.
    importlib.resources would take longer to import than this file to read.
    """
    listed = get_data("tzdata", "zones") or b""
    return tuple(listed.decode().split())
