"""The contract of every Roster."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from service.ports.roster import Enrolled, Roster

SINCE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def _somebody(name: str) -> Enrolled:
    return Enrolled(name, Path(f"/etc/liftrun/athletes/{name}.toml"), SINCE)


class RosterContract:
    """Inherit from it and give a `roster`, which others may write to as well, and a `twin` of it."""

    @pytest.fixture
    def names(self) -> tuple[str, str]:
        """Two that nobody else has, in order."""
        suffix = uuid4().hex
        return f"Zoë@{suffix}", f"anna.{suffix}"

    def test_shows_whom_it_took_in_in_order(
        self, roster: Roster, twin: Roster, names: tuple[str, str]
    ) -> None:
        first, second = map(_somebody, names)
        for each in (second, first):
            roster.enrol(each)
        assert [each for each in twin.every() if each.name in names] == [first, second]
        assert list(twin.every()) == sorted(twin.every(), key=lambda each: each.name)

    def test_gives_another_file(self, roster: Roster, twin: Roster, names: tuple[str, str]) -> None:
        somebody = _somebody(names[0])
        roster.enrol(somebody)
        moved = replace(somebody, config=Path("/home/zoë/training 🏋.toml"))
        roster.enrol(moved)
        assert [each for each in twin.every() if each.name == names[0]] == [moved]

    def test_forgets_one_and_no_other(self, roster: Roster, twin: Roster, names: tuple[str, str]) -> None:
        for name in names:
            roster.enrol(_somebody(name))
        assert roster.strike(names[0])
        left = [each.name for each in twin.every()]
        assert names[0] not in left
        assert names[1] in left

    def test_says_whether_it_knew_them(self, roster: Roster, names: tuple[str, str]) -> None:
        assert not roster.strike(names[0])
        roster.enrol(_somebody(names[0]))
        assert roster.strike(names[0])
        assert not roster.strike(names[0])
