"""The hints on an error page."""

import pytest

from service import errors
from service.web.pages.page_hints import hint_of

EVERY = [
    errors.CalendarUnreadable(name="Work", reason="no answer"),
    errors.AddressRefused(name="Work", reason="it is a private host"),
    errors.CalendarUnwritable(name="Work", reason="it is read-only"),
    errors.EntryChanged(name="Work", reason="it is newer"),
    errors.SyncRefused(name="Work", reason="it would be emptied"),
    errors.LoginFailed(name="Google", reason="the token has expired"),
    errors.NotThere(reason="nothing is planned yet", hint="Plan first: `liftrun sync`."),
    errors.UsageError(reason="that cannot be", hint="`liftrun plan` shows what is."),
]


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_no_hint_speaks_of_commands(error: errors.LiftrunError) -> None:
    hint = hint_of(error)
    assert hint
    assert "--" not in hint
    assert "`" not in hint


def test_a_calendar_that_cannot_be_read_has_changed_nothing() -> None:
    hint = hint_of(errors.CalendarUnreadable(name="Work", reason="no answer", hint="Log in to it."))
    assert hint.startswith("Nothing was changed")


def test_a_hint_that_needs_no_terminal_stays() -> None:
    assert (
        hint_of(errors.UsageError(reason="no", hint="Name a day of the week.")) == "Name a day of the week."
    )
