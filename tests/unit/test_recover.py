"""Recovery decides whether a write that was begun took place."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.entry import Entry
from service.ports.entry_sink import Shown
from service.ports.ledger import Intent
from service.sync.recover import recover
from tests.entries import MONDAY, entry

OLD = entry(sequence=2)
NEW = entry(start=MONDAY + timedelta(days=1), sequence=3)
BY_HAND = timedelta(days=2)


@pytest.mark.parametrize(
    ("intended", "written", "shown", "stands_written"),
    [
        (NEW, OLD, NEW, NEW),  # made
        (NEW, OLD, OLD, OLD),  # not made
        (NEW, OLD, replace(NEW, title="By hand"), NEW),  # made, then changed by hand
        (NEW, OLD, replace(OLD, title="By hand"), OLD),  # changed by hand, so not made
        (NEW, OLD, replace(NEW, sequence=0), NEW),  # made, its marks lost
        (NEW, OLD, None, OLD),  # deleted by hand
        (NEW, None, NEW, NEW),
        (NEW, None, None, None),
        (None, OLD, None, None),
        (None, OLD, OLD, OLD),
    ],
)
def test_a_write_was_made_or_was_not(
    intended: Entry | None, written: Entry | None, shown: Entry | None, stands_written: Entry | None
) -> None:
    found = recover(
        {OLD.uid: Intent(OLD.uid, intended)},
        {OLD.uid: Shown(shown, "v")} if shown else {},
        {OLD.uid: written} if written else {},
    )
    assert list(found) == [(OLD.uid, stands_written)]
