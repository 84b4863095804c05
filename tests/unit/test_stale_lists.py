"""What a list leaves out, or shows as it was before, is asked for by itself before it is believed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from service.domain.mark import MarkKind
from service.ports.entry_sink import Shown
from service.usecases.syncing.propose import Proposal
from tests.fakes.entry_sink import FakeEntrySink
from tests.training_life import TrainingLife

HOUR = timedelta(hours=1)


class LateList(FakeEntrySink):
    """A calendar whose list is older than what it answers about one entry."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: dict[str, Shown] | None = None
        self.looked = list[str]()

    def freeze(self, *, without: str = "") -> None:
        standing = self.calendar.standing.items()
        self.listed = {uid: one for uid, one in standing if uid != without}

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        if self.listed is None:
            return super().shown(since=since)
        return tuple(one for one in self.listed.values() if since < one.entry.span.end)

    def look(self, uid: str) -> Shown | None:
        self.looked.append(uid)
        return super().look(uid)


@pytest.fixture
def calendar() -> LateList:
    return LateList()


@pytest.fixture
def life(calendar: LateList) -> TrainingLife:
    life = TrainingLife(sinks=[calendar])
    life.sync()
    return life


def is_quiet(proposal: Proposal) -> bool:
    return (proposal.edits, proposal.changes[0][1].writes) == ((), ())


def replanned(life: TrainingLife) -> None:
    """A meeting takes the easy run's hour, so that it is written a second time."""
    start = life.shown()["easy"].span.start.astimezone(life.run().request.athlete.zone)
    life.busy = (f"{start:%a %H:%M}-{start + HOUR:%H:%M} Board",)
    life.sync()


def test_what_the_list_leaves_out_stands_if_it_is_there(life: TrainingLife, calendar: LateList) -> None:
    easy = life.shown()["easy"]
    calendar.freeze(without=easy.uid)
    assert is_quiet(life.sync())
    assert calendar.looked == [easy.uid]
    assert life.memory.plans.marks() == ()


def test_what_is_not_there_either_counts_as_skipped_and_is_not_asked_for_again(
    life: TrainingLife, calendar: LateList
) -> None:
    life.delete_by_hand("easy")
    life.sync()
    (mark,) = life.memory.plans.marks()
    assert mark.kind is MarkKind.SKIPPED
    calendar.looked.clear()
    life.sync()
    assert calendar.looked == []


def test_an_empty_list_is_no_loss_if_everything_is_there(life: TrainingLife, calendar: LateList) -> None:
    calendar.listed = {}
    assert is_quiet(life.sync())


def test_an_older_state_in_the_list_is_no_edit(life: TrainingLife, calendar: LateList) -> None:
    calendar.freeze()
    stale = calendar.listed
    calendar.listed = None
    replanned(life)
    moved = life.shown()["easy"]
    calendar.listed = stale
    assert is_quiet(life.sync())
    assert calendar.calendar.standing[moved.uid].entry == moved
    assert life.memory.plans.marks() == ()


def test_an_edit_since_the_older_state_is_seen(life: TrainingLife, calendar: LateList) -> None:
    calendar.freeze()
    stale = calendar.listed
    calendar.listed = None
    replanned(life)
    span = life.move_by_hand("easy", life.shown()["easy"].span.start + 2 * HOUR)
    calendar.listed = stale
    life.sync()
    assert [mark.span for mark in life.memory.plans.marks()] == [span]


def test_a_calendar_put_back_from_a_copy_is_brought_up_to_date(
    life: TrainingLife, calendar: LateList
) -> None:
    before = life.shown()["easy"]
    replanned(life)
    wanted = life.shown()["easy"]
    calendar.calendar.put(before)
    assert life.sync().edits == ()
    now = life.shown()["easy"]
    assert (now.span, life.memory.plans.marks()) == (wanted.span, ())
    assert wanted.sequence < now.sequence
    assert is_quiet(life.sync())


def test_an_entry_that_lost_its_number_is_asked_for_by_nobody(life: TrainingLife, calendar: LateList) -> None:
    replanned(life)
    easy = life.shown()["easy"]
    calendar.calendar.put(replace(easy, session="", sequence=0))
    assert is_quiet(life.sync())
    assert calendar.looked == []
