"""Finds the time zone that the machine is set to."""

from zoneinfo import ZoneInfo, available_timezones

from integrations._shared.iana_names import iana_names


def system_zone() -> ZoneInfo | None:
    """The zone that the machine is set to, or None when that zone has no IANA name or cannot be found out."""
    from tzlocal import get_localzone_name

    try:
        name = get_localzone_name()
    except LookupError:
        # tzlocal raises this when two settings of the machine contradict each other.
        return None
    return ZoneInfo(name) if name in iana_names() or name in available_timezones() else None
