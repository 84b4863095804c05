"""Hints on what to do about an error, for readers of a page, who have no command line."""

from service.errors import (
    AddressRefused,
    CalendarUnreadable,
    CalendarUnwritable,
    LiftrunError,
    LoginFailed,
    NotThere,
    SyncRefused,
)

OF_COMMANDS = ("`", "--")
"""Marks by which a hint written for a terminal is recognised."""

NOTHING_CHANGED = "Nothing was changed"

HINTS: dict[type[LiftrunError], str] = {
    AddressRefused: f"{NOTHING_CHANGED}. Whoever runs Liftrun has to allow that address.",
    CalendarUnreadable: f"{NOTHING_CHANGED}: the plan stands as it was, and Liftrun tries again by itself. "
    "“Your calendars” beneath the week says when each was last read, and reads them again at a press.",
    CalendarUnwritable: "Look at History which version stands, and plan again from “Your calendars” "
    "beneath the week once the calendar can be written.",
    LoginFailed: f"{NOTHING_CHANGED}. Whoever runs Liftrun has to log in to that calendar again.",
    NotThere: "Plan first: the page of the week has a button for it.",
    SyncRefused: f"{NOTHING_CHANGED}. Read your calendars and plan again beneath the week, then try again.",
}
"""The hint by class of error; the nearest class in the error's inheritance is used."""

OTHERWISE = f"{NOTHING_CHANGED}. Go back to the week and look how it stands there."


def hint_of(error: LiftrunError) -> str:
    """The error's own hint or, if it names commands or a calendar is unreadable, the page's better one."""
    own = next((HINTS[one] for one in type(error).__mro__ if one in HINTS), "")
    is_of_commands = any(mark in error.hint for mark in OF_COMMANDS)
    if own and (is_of_commands or isinstance(error, CalendarUnreadable)):
        return own
    return OTHERWISE if is_of_commands else error.hint
