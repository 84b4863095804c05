"""Chooses the calendar that is audited, and the other calendars that are read with it."""

from collections.abc import Iterable

from integrations._shared.calendar_settings import CalendarSettings
from integrations.ics.settings import IcsSettings
from service.config import Config, with_choices


def calendars_to_audit(
    config: Config, calendar: str, *, me: Iterable[str] = ()
) -> tuple[CalendarSettings, tuple[CalendarSettings, ...]]:
    """The settings of the calendar to audit, and those of the other configured calendars.

    Shape: `calendar` is the name of a configured calendar, an address or a file. The address of a
    configured calendar gets the configured settings.
    Errors: ValueError for an invalid address.
    """
    named = [each for each in config.calendars if each.name == calendar]
    asked = named[0] if named else with_choices(config, busy=[calendar], me=me).calendars[-1]
    known = next((each for each in config.calendars if _is_same_calendar(each, asked)), asked)
    return known, tuple(each for each in config.calendars if not _is_same_calendar(each, asked))


def _is_same_calendar(one: CalendarSettings, other: CalendarSettings) -> bool:
    if isinstance(one, IcsSettings) and isinstance(other, IcsSettings):
        return one.address == other.address
    return one == other
