"""A year of clock changes goes through a server and comes back at the same instants."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from integrations.caldav.busy_source import CalDavBusySource
from integrations.caldav.entry_sink import CalDavEntrySink
from service.domain.entry import Entry, session_key, uid
from service.domain.span import Span
from tests.caldav_accounts import PASSWORD_IN_PLACE, Account
from tests.contracts.entry_sink import LONG_AGO
from tests.entries import HOUR, entry

# For each zone the nights in which its clocks change, or a quiet one where they never do.
NIGHTS = {
    "Europe/Berlin": [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)],
    "America/New_York": [datetime(2026, 3, 8, 7, tzinfo=UTC), datetime(2026, 11, 1, 6, tzinfo=UTC)],
    "Australia/Lord_Howe": [datetime(2026, 4, 4, 15, tzinfo=UTC), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)],
    "America/Sao_Paulo": [datetime(2018, 11, 4, 3, tzinfo=UTC), datetime(2019, 2, 17, 2, tzinfo=UTC)],
    "Asia/Kathmandu": [datetime(2026, 6, 1, 1, tzinfo=UTC)],
}
STEPS = (-30, -24, -3, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 3, 24)


def around(night: datetime) -> Iterator[Entry]:
    """An hour and a half of training at many distances from a change, each a session of its own."""
    for number, step in enumerate(STEPS):
        key = {"week": "2026-W10", "session": f"s{number}"}
        start = night + step * HOUR
        yield entry(
            session=session_key(**key), uid=uid(athlete="me", **key), span=Span.lasting(start, 1.5 * HOUR)
        )


@pytest.mark.parametrize(
    ("name", "night"), [(name, night) for name, nights in NIGHTS.items() for night in nights]
)
def test_every_instant_comes_back(
    account: Account, monkeypatch: pytest.MonkeyPatch, name: str, night: datetime
) -> None:
    for variable, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(variable, value)
    url, zone = account.new_calendar(), ZoneInfo(name)
    sink = CalDavEntrySink(account.target(url, zone))
    wanted = sorted(around(night), key=lambda one: one.span)
    created = {one.uid: sink.create(one) for one in wanted}
    assert [one.entry.span for one in sink.shown(since=LONG_AGO)] == [one.span for one in wanted]
    for one in wanted:
        later = Span.lasting(one.span.start + 26 * HOUR, HOUR)
        sink.update(created[one.uid], replace(one, span=later, sequence=1))
    moved = [Span.lasting(one.span.start + 26 * HOUR, HOUR) for one in wanted]
    assert [one.entry.span for one in sink.shown(since=LONG_AGO)] == moved
    window = Span(moved[0].start - timedelta(days=1), moved[-1].end + timedelta(days=1))
    reading = CalDavBusySource(account.settings(url, zone)).read(window, now=window.start)
    assert [one.span for one in reading.trained] == moved
    assert reading.busy == ()
