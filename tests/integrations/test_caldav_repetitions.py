"""An entry that the athlete lets repeat: its first date is ours, all other dates are theirs."""

from datetime import UTC, datetime, timedelta

import pytest

from integrations._shared.icalendar.lines import unfold
from integrations._shared.icalendar.wire import read_busy_time
from service.domain.span import Span
from tests.caldav_accounts import PASSWORD_IN_PLACE, Account
from tests.contracts.entry_sink import visible
from tests.entries import HOUR, MONDAY, entry
from tests.integrations.test_caldav_hand_edits import App

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
WINDOW = Span(MONDAY - WEEK, MONDAY + 4 * WEEK)
RULES = {
    "weekly": "RRULE:FREQ=WEEKLY;COUNT=4\r\n",
    "daily": "RRULE:FREQ=DAILY;COUNT=4\r\n",
    "dates": "RDATE:20261130T170000Z,20261207T170000Z\r\n",
}


@pytest.fixture
def app(account: Account, monkeypatch: pytest.MonkeyPatch) -> App:
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)
    return App(account, account.new_calendar())


def repeated(app: App, rule: str = "weekly") -> list[datetime]:
    """The entry, repeated by hand; returns the other dates."""
    app.sink.create(entry())
    app.edit(entry(), ("SUMMARY", f"{RULES[rule]}SUMMARY"))
    return others(app)


def others(app: App) -> list[datetime]:
    """The dates that a calendar shows beside the one that is ours: they are busy, never our training."""
    found = read_busy_time(app.data(entry()), app.account.settings(app.url), WINDOW)
    assert len(found.trained) <= 1
    return [busy.span.start for busy in sorted(found.busy)]


@pytest.mark.parametrize("rule", RULES)
def test_the_first_date_is_the_entry_as_it_was_written(app: App, rule: str) -> None:
    dates = repeated(app, rule)
    assert len(dates) == (2 if rule == "dates" else 3)
    assert visible(app.only().entry) == visible(entry())
    assert app.only().weekly == (rule == "weekly")
    assert app.sink.look(entry().uid) == app.only()


@pytest.mark.parametrize("rule", RULES)
def test_a_change_of_the_plan_moves_the_first_date_alone(app: App, rule: str) -> None:
    dates = repeated(app, rule)
    for number, hours in enumerate((5, 1), 1):
        wanted = entry(start=MONDAY + hours * HOUR, title="Legs", sequence=number)
        updated = app.sink.update(app.only(), wanted)
        assert visible(updated.entry) == visible(wanted)
        assert app.only() == updated
        assert others(app) == dates


@pytest.mark.parametrize("rule", RULES)
def test_skipped_the_first_date_goes_and_comes_back_alone(app: App, rule: str) -> None:
    dates = repeated(app, rule)
    for number in (1, 3):
        app.sink.delete(app.only())
        assert app.shown() == []
        assert app.sink.look(entry().uid) is None
        assert others(app) == dates
        wanted = entry(start=MONDAY + number * HOUR, sequence=number)
        back = app.sink.create(wanted)
        assert visible(back.entry) == visible(wanted)
        assert app.only() == back
        assert others(app) == dates


def test_deleted_after_it_was_moved_it_does_not_come_back_at_its_old_hour(app: App) -> None:
    dates = repeated(app)
    moved = app.sink.update(app.only(), entry(start=MONDAY + HOUR, sequence=1))
    app.sink.delete(moved)
    assert (app.shown(), others(app)) == ([], dates)


def test_without_its_first_date_the_series_is_no_entry(app: App) -> None:
    dates = repeated(app)
    app.edit(entry(), ("SUMMARY", "EXDATE:20261123T170000Z\r\nSUMMARY"))
    assert app.shown() == []
    assert app.sink.look(entry().uid) is None
    assert others(app) == dates


@pytest.mark.parametrize(
    "named", ["RECURRENCE-ID:20261123T170000Z", "RECURRENCE-ID;TZID=Europe/Berlin:20261123T180000"]
)
def test_a_first_date_moved_by_itself_is_the_entry_there(app: App, named: str) -> None:
    dates = repeated(app)
    override = (
        f"BEGIN:VEVENT\r\nUID:{entry().uid}\r\nDTSTAMP:20261101T000000Z\r\n{named}\r\n"
        "DTSTART:20261124T060000Z\r\nDTEND:20261124T070000Z\r\nSUMMARY:Early\r\nX-LIFTRUN-KIND:lower\r\n"
        "X-LIFTRUN-EFFORT:hard\r\nX-LIFTRUN-SESSION:2026-W48-lower\r\nEND:VEVENT\r\n"
    )
    app.edit(entry(), ("END:VCALENDAR", f"{override}END:VCALENDAR"))
    early = app.only().entry
    assert (early.span.start, early.title) == (datetime(2026, 11, 24, 6, tzinfo=UTC), "Early")
    assert others(app) == dates
    updated = app.sink.update(app.only(), entry(start=MONDAY + 5 * HOUR, sequence=1))
    assert app.only() == updated
    assert others(app) == dates


def test_other_dates_that_were_changed_by_themselves_stay(app: App) -> None:
    repeated(app)
    hours = "DTSTART:20261130T190000Z\r\nDTEND:20261130T200000Z"
    other = f"RECURRENCE-ID:20261130T170000Z\r\n{hours}\r\nSUMMARY:Later\r\nEND:VEVENT"
    one = f"BEGIN:VEVENT\r\nUID:{entry().uid}\r\nDTSTAMP:20261101T000000Z\r\n{other}"
    app.edit(entry(), ("END:VEVENT", f"END:VEVENT\r\n{one}"))
    dates = others(app)
    assert datetime(2026, 11, 30, 19, tzinfo=UTC) in dates
    app.sink.update(app.only(), entry(start=MONDAY + DAY, sequence=1))
    assert others(app) == dates
    app.sink.delete(app.only())
    assert others(app) == dates
    assert b"SUMMARY:Later" in unfold(app.data(entry()))
