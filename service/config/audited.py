"""Which calendar an audit is about, and which others stand beside it."""

from collections.abc import Iterable

from integrations.ics.settings import IcsSettings
from service.config import Config, with_choices


def audited(
    config: Config, calendar: str, *, me: Iterable[str] = ()
) -> tuple[IcsSettings, tuple[IcsSettings, ...]]:
    """How to read it, as the configuration says when it is one of its own, and how to read the others.

    Errors: ValueError for an address that is none.
    """
    asked = with_choices(config, busy=[calendar], me=me).calendars[-1]
    known = next((each for each in config.calendars if each.address == asked.address), asked)
    return known, tuple(each for each in config.calendars if each.address != asked.address)
