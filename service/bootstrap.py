"""Which adapter stands behind which port; nobody else knows."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from integrations._shared.feed_settings import FeedSettings
    from integrations.diary.settings import DiarySettings
    from integrations.ics.settings import IcsSettings
    from service.ports.appointment_source import AppointmentSource
    from service.ports.busy_source import BusySource
    from service.ports.clock import Clock
    from service.ports.entry_feed import EntryFeed
    from service.ports.training_log import TrainingLog


def busy_sources(calendars: Iterable["IcsSettings"]) -> tuple["BusySource", ...]:
    """One source for each calendar."""
    from integrations.ics.busy_source import IcsBusySource

    return tuple(IcsBusySource(settings) for settings in calendars)


def appointment_sources(calendars: Iterable["IcsSettings"]) -> tuple["AppointmentSource", ...]:
    """One source for each calendar that is looked through."""
    from integrations.ics.appointment_source import IcsAppointmentSource

    return tuple(IcsAppointmentSource(settings) for settings in calendars)


def entry_feed(path: Path, settings: "FeedSettings") -> "EntryFeed":
    """The file that shows the sessions."""
    from integrations.ics.entry_feed import IcsEntryFeed

    return IcsEntryFeed(path, settings)


def training_log(settings: "DiarySettings") -> "TrainingLog":
    """The log the athlete keeps."""
    from integrations.diary.training_log import DiaryTrainingLog

    return DiaryTrainingLog(settings)


def clock() -> "Clock":
    """The clock everything goes by."""
    from integrations._shared.system_clock import SystemClock

    return SystemClock()


def machine_zone() -> ZoneInfo | None:
    """The time zone the machine is set to, when it has one."""
    from integrations._shared.system_zone import system_zone

    return system_zone()
