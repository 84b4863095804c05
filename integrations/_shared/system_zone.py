"""The machine's own time zone."""

from zoneinfo import ZoneInfo, available_timezones


def system_zone() -> ZoneInfo | None:
    """The zone the machine is set to, or None when it is set to none that has a name."""
    from tzlocal import get_localzone_name

    try:
        name = get_localzone_name()
    except LookupError:
        # Two settings of the machine contradict each other.
        return None
    return ZoneInfo(name) if name in available_timezones() else None
