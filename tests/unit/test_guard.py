"""The guard stops a plan or a calendar that loses too much at once."""

from dataclasses import replace

import pytest

from service.domain.entry import Entry
from service.domain.training import Kind
from service.errors import SyncRefused
from service.ports.entry_sink import Shown
from service.sync.diff import diff
from service.sync.guard import guard, guard_against_loss
from tests.entries import HOUR, MADE_AT, MONDAY, entry

SIX = [entry(kind) for kind in (Kind.UPPER, Kind.LOWER, Kind.EASY, Kind.LONG, Kind.TEMPO, Kind.MOBILITY)]


def guarded(shown: list[Entry], wanted: list[Entry]) -> None:
    standing = [Shown(each, "v") for each in shown]
    guard(diff(wanted, {e.uid: e for e in shown}, standing, now=MADE_AT), standing, name="Training")


def test_half_a_week_may_go() -> None:
    guarded(SIX, SIX[3:])


def test_more_than_half_a_week_may_not() -> None:
    with pytest.raises(SyncRefused, match="4 of the 6 sessions of 2026-W48 would be deleted"):
        guarded(SIX, SIX[4:])


def test_two_may_always_go() -> None:
    guarded(SIX[:2], [])


def test_each_week_is_guarded_by_itself() -> None:
    others = [replace(e, session=e.session.replace("W48", "W49"), uid=f"x{e.uid}") for e in SIX]
    with pytest.raises(SyncRefused, match="W48"):
        guarded([*SIX, *others], others)


def test_a_calendar_that_lost_everything_is_doubted() -> None:
    written = {e.uid: e for e in SIX}
    with pytest.raises(SyncRefused, match="all 6 sessions"):
        guard_against_loss(written, [], name="Training", now=MADE_AT)
    guard_against_loss(written, [Shown(SIX[0], "v")], name="Training", now=MADE_AT)
    guard_against_loss(dict(list(written.items())[:2]), [], name="Training", now=MADE_AT)
    guard_against_loss(written, [], name="Training", now=MONDAY + HOUR)
