"""One entry that a calendar does not take keeps nobody else's from being written."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from service.domain.entry import Entry
from service.errors import CalendarUnwritable, EntryRefused, OnlyReadable
from service.ports.entry_sink import Shown
from tests.fakes.entry_sink import Calendar, FakeEntrySink
from tests.training_life import TrainingLife

WORDS = "it answered 400: “the title is a bad one”"


@dataclass
class Picky(FakeEntrySink):
    """A calendar that takes no entry of some kinds; with `says` it tells that they are at fault."""

    bad: set[str] = field(default_factory=set)
    says: bool = True
    tried: int = 0

    def __post_init__(self) -> None:
        super().__init__(Calendar(), name="picky")

    def create(self, entry: Entry) -> Shown:
        self._judge(entry)
        return super().create(entry)

    def update(self, shown: Shown, entry: Entry) -> Shown:
        self._judge(entry)
        return super().update(shown, entry)

    def _judge(self, entry: Entry) -> None:
        if entry.kind not in self.bad:
            return
        self.tried += 1
        if self.says:
            raise EntryRefused(name=self.name, session=f"{entry.title} of Tue", reason=WORDS)
        raise CalendarUnwritable(name=self.name, reason="it answered 500")


def life_with(*sinks: FakeEntrySink) -> TrainingLife:
    return TrainingLife(sinks=sinks)


@pytest.mark.parametrize("bad", [{"lower"}, {"easy"}, {"lower", "upper"}, {"lower", "upper", "intervals"}])
def test_all_others_are_written_and_the_message_names_it(bad: set[str]) -> None:
    picky, other = Picky(bad=bad), FakeEntrySink(name="other")
    life = life_with(picky, other)
    with pytest.raises(EntryRefused, match="the title is a bad one") as caught:
        life.sync()
    assert set(life.shown(0)) == {"lower", "upper", "easy", "intervals"} - bad
    assert set(life.shown(1)) == {"lower", "upper", "easy", "intervals"}
    assert all(
        name in str(caught.value) for name in (e.title for e in life.shown(1).values() if e.kind in bad)
    )
    assert life.memory.ledger.intents(picky.key) == {}


def test_it_is_tried_again_and_is_no_hand_edit() -> None:
    picky = Picky(bad={"easy"})
    life = life_with(picky)
    for _ in range(2):
        with pytest.raises(EntryRefused):
            life.sync()
    assert picky.tried == 2
    picky.bad = set()
    assert life.sync().edits == ()
    assert set(life.shown()) == {"lower", "upper", "easy", "intervals"}
    assert life.memory.plans.marks() == ()


@pytest.mark.parametrize("kind", ["lower", "easy", "upper", "intervals"])
def test_a_failure_without_a_word_is_the_entry_s_if_others_are_taken(kind: str) -> None:
    life = life_with(Picky(bad={kind}, says=False))
    with pytest.raises(EntryRefused, match=r"did not take .+ of \w{3} \d+ Mar: it answered 500"):
        life.sync()
    assert set(life.shown()) == {"lower", "upper", "easy", "intervals"} - {kind}


def test_a_calendar_that_takes_nothing_is_asked_no_more_than_twice() -> None:
    picky, other = Picky(bad={"lower", "upper", "easy", "intervals"}, says=False), FakeEntrySink(name="other")
    life = life_with(picky, other)
    with pytest.raises(CalendarUnwritable, match="picky could not be written: it answered 500"):
        life.sync()
    assert picky.tried == 2
    assert len(life.shown(1)) == 4


def test_an_entry_whose_change_is_refused_stays_as_it_is() -> None:
    picky = Picky()
    life = life_with(picky)
    life.sync()
    easy = life.shown()["easy"]
    picky.bad = {"easy"}
    start = easy.span.start.astimezone(life.run().request.athlete.zone)
    life.busy = (f"{start:%a %H:%M}-{start + timedelta(hours=1):%H:%M} Board",)
    with pytest.raises(EntryRefused):
        life.sync()
    assert life.shown()["easy"] == easy
    picky.bad = set()
    assert life.sync().edits == ()
    assert life.shown()["easy"].span != easy.span


class Locked(FakeEntrySink):
    """A calendar that was taken away: nothing can be written, and perhaps nothing be read."""

    def __init__(self, error: Exception) -> None:
        super().__init__(name="locked")
        self.error: Exception | None = error

    @property
    def key(self) -> str:
        if isinstance(self.error, CalendarUnwritable):
            raise self.error
        return "fake:locked"

    @key.setter
    def key(self, _: str) -> None: ...

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        if self.error:
            raise self.error
        return super().shown(since=since)


@pytest.mark.parametrize(
    "error",
    [
        CalendarUnwritable(name="locked", reason="the calendar could not be made: “no”", retryable=False),
        OnlyReadable(name="locked", reason="you may only read it"),
    ],
)
def test_a_calendar_that_takes_no_write_at_all_keeps_no_other_from_its_own(error: Exception) -> None:
    locked, other = Locked(error), FakeEntrySink(name="other")
    life = life_with(locked, other)
    for _ in range(2):
        with pytest.raises(CalendarUnwritable, match=r"locked could not be written: (the|you may only)"):
            life.sync()
        assert len(life.shown(1)) == 4
    life.move_by_hand("easy", life.shown(1)["easy"].span.start + timedelta(hours=2), sink=1)
    with pytest.raises(CalendarUnwritable):
        life.sync()
    assert len(life.memory.plans.marks()) == 1
    locked.error = None
    life.sync()
    assert {e.span for e in life.shown(0).values()} == {e.span for e in life.shown(1).values()}
