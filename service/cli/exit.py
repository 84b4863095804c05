"""What each exit code tells the script that called."""

from enum import IntEnum

from service import errors


class Exit(IntEnum):
    """The contract with callers; a code never changes its meaning.

    Shape: FINDINGS is NO_ROOM by another name: all went well, and there is something to read.
    """

    DONE = 0
    BUG = 1
    CONFIGURATION = 2
    NO_ROOM = 3
    FINDINGS = 3
    REFUSED = 4
    CALENDAR = 5
    INTERRUPTED = 130


def exit_for(error: errors.LiftrunError) -> Exit:
    """The code that stands for an error."""
    if isinstance(error, errors.ConfigurationError | errors.UsageError):
        return Exit.CONFIGURATION
    if isinstance(error, errors.StorageUnusable | errors.VaultLocked):
        return Exit.CONFIGURATION
    if isinstance(error, errors.WeekTooFull):
        return Exit.NO_ROOM
    if isinstance(error, errors.OutputRefused | errors.SyncRefused):
        return Exit.REFUSED
    if isinstance(error, errors.CalendarUnreadable | errors.CalendarUnwritable | errors.LoginFailed):
        return Exit.CALENDAR
    return Exit.BUG
