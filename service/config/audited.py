"""Which calendar an audit is about, and which others stand beside it."""

from collections.abc import Iterable

from integrations._shared.calendar_settings import CalendarSettings
from integrations.ics.settings import IcsSettings
from service.config import Config, with_choices


def audited(
    config: Config, calendar: str, *, me: Iterable[str] = ()
) -> tuple[CalendarSettings, tuple[CalendarSettings, ...]]:
    """How to read it, as the configuration says when it is one of its own, and how to read the others.

    Shape: `calendar` is the name of one in the configuration, an address or a file.
    Errors: ValueError for an address that is none.
    """
    named = [each for each in config.calendars if each.name == calendar]
    asked = named[0] if named else with_choices(config, busy=[calendar], me=me).calendars[-1]
    known = next((each for each in config.calendars if _are_one(each, asked)), asked)
    return known, tuple(each for each in config.calendars if not _are_one(each, asked))


def _are_one(one: CalendarSettings, other: CalendarSettings) -> bool:
    if isinstance(one, IcsSettings) and isinstance(other, IcsSettings):
        return one.address == other.address
    return one == other
