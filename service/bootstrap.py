"""Chooses the adapter for each port; no other module of `service` imports an adapter."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from integrations._shared.calendar_settings import CalendarSettings
    from integrations._shared.feed_settings import FeedSettings
    from integrations.caldav.settings import CalDavTarget
    from integrations.diary.settings import DiarySettings
    from integrations.google.settings import GoogleAccess, GoogleTarget
    from integrations.ics.settings import IcsTarget
    from integrations.mail.settings import MailSettings
    from integrations.webhook.settings import WebhookSettings
    from service.domain.entry import Entry
    from service.ports.appointment_source import AppointmentSource
    from service.ports.busy_source import BusySource
    from service.ports.calendar_account import CalendarAccount
    from service.ports.clock import Clock
    from service.ports.consent import ConsentedAccount
    from service.ports.entry_feed import EntryFeed
    from service.ports.entry_sink import EntrySink
    from service.ports.notifier import Notifier
    from service.ports.training_log import TrainingLog
    from service.ports.vault import Vault
    from service.storage.archive import Archive


def busy_sources(
    calendars: Iterable["CalendarSettings"], kept: Callable[[], "Archive"]
) -> tuple["BusySource", ...]:
    """Returns one busy source for each calendar; `kept` is called only for calendars that need storage."""
    return tuple(_busy_source(settings, kept) for settings in calendars)


def _busy_source(settings: "CalendarSettings", kept: Callable[[], "Archive"]) -> "BusySource":
    from integrations.caldav.settings import CalDavSettings
    from integrations.google.settings import GoogleSettings
    from integrations.ics.settings import IcsSettings

    match settings:
        case GoogleSettings():
            from integrations.google.busy_source import GoogleBusySource

            return GoogleBusySource(settings, kept().vault, kept().sources)
        case CalDavSettings():
            from integrations.caldav.busy_source import CalDavBusySource

            return CalDavBusySource(settings, kept().vault, kept().sources)
        case IcsSettings():
            from integrations.ics.busy_source import IcsBusySource

            return IcsBusySource(settings)
    raise AssertionError(f"no reader for {type(settings)}")


def appointment_sources(
    calendars: Iterable["CalendarSettings"], kept: Callable[[], "Archive"]
) -> tuple["AppointmentSource", ...]:
    """Returns one appointment source for each calendar; `kept` is called only for those that need storage."""
    return tuple(_appointment_source(settings, kept) for settings in calendars)


def _appointment_source(settings: "CalendarSettings", kept: Callable[[], "Archive"]) -> "AppointmentSource":
    from integrations.caldav.settings import CalDavSettings
    from integrations.google.settings import GoogleSettings
    from integrations.ics.settings import IcsSettings

    match settings:
        case GoogleSettings():
            from integrations.google.appointment_source import GoogleAppointmentSource

            return GoogleAppointmentSource(settings, kept().vault)
        case CalDavSettings():
            from integrations.caldav.appointment_source import CalDavAppointmentSource

            return CalDavAppointmentSource(settings, kept().vault)
        case IcsSettings():
            from integrations.ics.appointment_source import IcsAppointmentSource

            return IcsAppointmentSource(settings)
    raise AssertionError(f"no reader for {type(settings)}")


def entry_feed(path: Path, settings: "FeedSettings") -> "EntryFeed":
    """Returns the feed in the file at `path`."""
    from integrations.ics.entry_feed import IcsEntryFeed

    return IcsEntryFeed(path, settings)


def written_feed(
    entries: Iterable["Entry"], settings: "FeedSettings", *, id_key: bytes | None = None
) -> bytes:
    """Returns a feed with these entries as bytes; with an `id_key`, the one that shows only busy time."""
    from integrations._shared.icalendar import feed

    return feed.write(entries, settings) if id_key is None else feed.write_busy(entries, settings, id_key)


def entry_sinks(
    targets: Iterable["GoogleTarget | CalDavTarget | IcsTarget"],
    kept: "Archive",
    *,
    looks_only: bool,
    anew: bool,
) -> tuple["EntrySink", ...]:
    """Returns one entry sink for each target.

    Shape: with `looks_only` no missing calendar is created; with `anew` also a deleted one is created
    again.
    """
    return tuple(_entry_sink(target, kept, looks_only=looks_only, anew=anew) for target in targets)


def targets_read(
    targets: Iterable["GoogleTarget | CalDavTarget | IcsTarget"], calendars: Iterable["CalendarSettings"]
) -> frozenset[str]:
    """Returns the names of those targets that are configured as calendars to read, too."""
    places = {_place(calendar) for calendar in calendars}
    return frozenset(target.name for target in targets if _place(target) in places)


def _place(calendar: "CalendarSettings | GoogleTarget | CalDavTarget | IcsTarget") -> tuple[str, ...]:
    from integrations.caldav.settings import CalDavSettings, CalDavTarget
    from integrations.google.settings import GoogleSettings, GoogleTarget
    from integrations.ics.settings import IcsSettings, IcsTarget

    match calendar:
        case GoogleSettings() | GoogleTarget():
            return "google", calendar.access.secret, calendar.calendar
        case CalDavSettings() | CalDavTarget():
            return "caldav", calendar.access.user, calendar.access.url.rstrip("/"), calendar.calendar.strip()
        case IcsTarget():
            return "ics", str(calendar.path.resolve())
        case IcsSettings() if "://" not in calendar.address:
            return "ics", str(Path(calendar.address).expanduser().resolve())
    return ()


def kind_of(target: "GoogleTarget | CalDavTarget | IcsTarget") -> str:
    """Returns the kind of a target, the same word as its busy source uses."""
    from integrations.caldav.settings import CalDavTarget
    from integrations.google.settings import GoogleTarget

    return {GoogleTarget: "google", CalDavTarget: "caldav"}.get(type(target), "ics")


def _entry_sink(
    target: "GoogleTarget | CalDavTarget | IcsTarget",
    kept: "Archive",
    *,
    looks_only: bool,
    anew: bool,
) -> "EntrySink":
    from integrations.caldav.settings import CalDavTarget
    from integrations.google.settings import GoogleTarget

    match target:
        case GoogleTarget():
            from integrations.google.entry_sink import GoogleEntrySink

            return GoogleEntrySink(target, kept.vault, kept.sources, looks_only=looks_only, anew=anew)
        case CalDavTarget():
            from integrations.caldav.entry_sink import CalDavEntrySink

            return CalDavEntrySink(target, kept.vault, kept.sources, looks_only=looks_only, anew=anew)
        case _:
            from integrations.ics.entry_sink import IcsEntrySink

            return IcsEntrySink(target)


def caldav_account(url: str, *, user: str, allow_hosts: Iterable[str], vault: "Vault") -> "CalendarAccount":
    """Returns the CalDAV account at an address that the athlete typed."""
    from integrations.caldav.login import CalDavAccount

    return CalDavAccount(url, user, allow_hosts, vault)


def google_account(access: "GoogleAccess", vault: "Vault") -> "ConsentedAccount":
    """Returns the athlete's account at Google."""
    from integrations.google.account import GoogleAccount

    return GoogleAccount(access, vault)


def training_log(settings: "DiarySettings") -> "TrainingLog":
    """Returns the reader of the log file that the athlete keeps."""
    from integrations.diary.training_log import DiaryTrainingLog

    return DiaryTrainingLog(settings)


def notifiers(mail: "MailSettings | None", webhook: "WebhookSettings | None") -> tuple["Notifier", ...]:
    """Returns a notifier for mail and one for the webhook, if they are configured."""
    notifiers = list["Notifier"]()
    if mail:
        from integrations.mail.notifier import MailNotifier

        notifiers.append(MailNotifier(mail))
    if webhook:
        from integrations.webhook.notifier import WebhookNotifier

        notifiers.append(WebhookNotifier(webhook))
    return tuple(notifiers)


def clock() -> "Clock":
    """Returns the system clock."""
    from integrations._shared.system_clock import SystemClock

    return SystemClock()


def machine_zone() -> ZoneInfo | None:
    """Returns the time zone the machine is set to, or None."""
    from integrations._shared.system_zone import system_zone

    return system_zone()
