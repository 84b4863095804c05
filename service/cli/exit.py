"""The exit codes of `liftrun`, and the code for each error."""

from enum import IntEnum

from service import errors


class Exit(IntEnum):
    """The exit codes that scripts may rely on; a code never changes its meaning.

    Shape: FINDINGS is an alias of NO_ROOM: the command succeeded, and its output needs to be read.
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
    """The exit code for an error; BUG for one that has no code of its own."""
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
