"""Every error a caller may catch, each with a hint that says what to do next."""


class LiftrunError(Exception):
    """Something a person can mend went wrong: {reason}."""

    # The docstring of each subclass is its message; the facts fill the braces.
    hint: str = "Run the command again with --debug to see where it happened."
    retryable: bool = False

    def __init__(self, *, hint: str | None = None, retryable: bool | None = None, **facts: object) -> None:
        self.facts = facts
        # One instance may know better than its class.
        self.hint = type(self).hint if hint is None else hint
        self.retryable = type(self).retryable if retryable is None else retryable
        super().__init__((type(self).__doc__ or "").format(**facts))


class ConfigurationError(LiftrunError):
    """{path}: {problems}"""

    hint = "Compare with config.example.toml, or write a fresh file with `liftrun init`."


class UsageError(LiftrunError):
    """{reason}"""

    hint = "See `liftrun --help`, or the command's own --help."


class NotThere(UsageError):
    """{reason}"""

    # What was asked for does not exist, where UsageError alone may mean any mistake.


class CalendarUnreadable(LiftrunError):
    """{name} could not be read: {reason}"""

    hint = "Check the address, or plan without it with --ignore-unreadable."
    retryable = True


class CalendarUnwritable(LiftrunError):
    """{name} could not be written: {reason}"""

    hint = "Check that the place exists and may be written."
    retryable = True


class EntryChanged(CalendarUnwritable):
    """{name} was changed by somebody else in the meantime: {reason}"""

    hint = "Run `liftrun sync` again: it looks at the calendar afresh."


class EntryRefused(CalendarUnwritable):
    """{name} did not take {session}: {reason}"""

    hint = "All else was written; this is tried again with every sync, by the service less and less often."


class OutputRefused(CalendarUnwritable):
    """{name} was left as it is: {reason}"""

    hint = "Name another file, or move this one away."
    retryable = False


class OutputUnwritable(LiftrunError):
    """What is printed could not be written: {reason}"""

    hint = "Print it to a place with room."


class OnlyReadable(CalendarUnreadable):
    """{name} cannot be kept up to date: {reason}"""

    # Of a target: what it shows is not needed, because nothing can be written to it.
    hint = "Name a calendar that you may write to."
    retryable = False


class AddressRefused(CalendarUnreadable):
    """{name} could not be read: {reason}"""

    hint = "If this host is your own, name it in the configuration: allow_hosts in [network]."
    retryable = False


class NoticeUndelivered(LiftrunError):
    """{name} could not be told: {reason}"""

    hint = "Check the [notices] table of the configuration."
    retryable = True


class SyncRefused(LiftrunError):
    """{name} was left as it is: {reason}"""

    hint = "If that is what you want, run it again with --force."


class StorageUnusable(LiftrunError):
    """{path} cannot be used as the database: {reason}"""

    hint = (
        "See whether its folder may be written and the disk has room, or name another with --database; "
        "a damaged one comes back by `liftrun restore FILE`."
    )


class VaultLocked(LiftrunError):
    """The secrets kept in the database cannot be opened: {reason}"""

    hint = "Give the key by the environment (LIFTRUN_KEY) or its file, or log in again."


class LoginFailed(LiftrunError):
    """{name} did not let Liftrun in: {reason}"""

    hint = "Log in again."


class WeekTooFull(LiftrunError):
    """{dropped} of {wanted} sessions found no room, so nothing was written: {names}."""

    hint = "Leave out --strict to keep the sessions that do fit."


class RuleHalvesDisagree(LiftrunError):
    """The planner placed what its own rule forbids ({rule}): {sentence}"""

    hint = "This is a bug in Liftrun; please report it with the calendar's free and busy hours."
