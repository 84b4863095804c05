"""The lines that a sync prints before it writes."""

from dataclasses import replace

from service.cli.output.pending_changes import differences, edits_by_hand, kept_though_skipped
from service.errors import CalendarUnwritable
from service.sync.diff import Difference
from service.usecases.syncing.read_targets import TargetView
from tests.builders import BERLIN, MONDAY
from tests.fakes.entry_sink import FakeEntrySink
from tests.training_life import TrainingLife
from tests.unit.test_all_day_by_hand import to_day


def test_a_calendar_that_takes_no_write_is_not_said_to_need_none() -> None:
    closed = CalendarUnwritable(name="Mine", reason="you may only read it")
    view = TargetView(FakeEntrySink(name="Mine"), "", closed=closed)
    assert [*differences([(view, Difference())], BERLIN)] == [
        "Mine: nothing can be written, you may only read it."
    ]


def test_a_wish_for_a_day_is_said_to_get_an_hour() -> None:
    life = TrainingLife()
    life.sync()
    to_day(life, "easy", MONDAY)
    (said,) = edits_by_hand(life.sync().edits, BERLIN)
    assert said.endswith("all-day on Mon 2 Mar: it gets an hour that day.")


def test_what_is_skipped_but_written_into_is_said_to_be_the_athletes() -> None:
    life = TrainingLife(sinks=[FakeEntrySink(name="one"), FakeEntrySink(name="two")])
    life.sync()
    life.change_by_hand(replace(life.shown()["easy"], title="Run with Mia"))
    life.delete_by_hand("easy", sink=1)
    proposal = life.sync()
    assert [*kept_though_skipped(proposal.changes, proposal.left_out)] == [
        "Run with Mia stays in one, with your words; it is yours now."
    ]
