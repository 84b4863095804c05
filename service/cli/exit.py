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


CODES: tuple[tuple[type[errors.LiftrunError], Exit], ...] = (
    (errors.ConfigurationError, Exit.CONFIGURATION),
    (errors.UsageError, Exit.CONFIGURATION),
    (errors.StorageUnusable, Exit.CONFIGURATION),
    (errors.VaultLocked, Exit.CONFIGURATION),
    (errors.WeekTooFull, Exit.NO_ROOM),
    # Before CalendarUnwritable, of which it is a kind.
    (errors.OutputRefused, Exit.REFUSED),
    (errors.SyncRefused, Exit.REFUSED),
    (errors.CalendarUnreadable, Exit.CALENDAR),
    (errors.CalendarUnwritable, Exit.CALENDAR),
    (errors.LoginFailed, Exit.CALENDAR),
    (errors.OutputUnwritable, Exit.CALENDAR),
)


def exit_for(error: errors.LiftrunError) -> Exit:
    """The exit code for an error; BUG for one that has no code of its own."""
    return next((code for kind, code in CODES if isinstance(error, kind)), Exit.BUG)
