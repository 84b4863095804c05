"""The contract of every ReadingStore."""

from dataclasses import replace
from datetime import timedelta

from service.domain.busy import Busy
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import Effort, Kind, Session
from service.ports.busy_source import Reading
from service.ports.reading_store import KeptReading, ReadingStore
from tests.entries import HOUR, MADE_AT, MONDAY

WINDOW = Span.lasting(MONDAY - HOUR, timedelta(days=30))
RUN = Session("2026-W48-easy", Kind.EASY, HOUR, Effort.EASY)
READING = Reading(
    "work",
    "google",
    MADE_AT,
    busy=(Busy(Span.lasting(MONDAY, HOUR), "Böard \x00 “x”", "work"), Busy(Span.lasting(MONDAY, 2 * HOUR))),
    trained=(Placement(RUN, Span.lasting(MONDAY - HOUR, HOUR)),),
    warnings=("One event could not be understood.",),
)
WHOLE = KeptReading("work", "google", MADE_AT, READING, WINDOW)


class ReadingStoreContract:
    """Inherit from it and give an empty `store`, a `twin` of it, and that of a `stranger`."""

    def test_knows_nothing_at_first(self, store: ReadingStore) -> None:
        assert store.kept("work") is None
        assert store.every() == ()

    def test_gives_back_what_was_kept(self, store: ReadingStore, twin: ReadingStore) -> None:
        store.keep(WHOLE)
        assert twin.kept("work") == WHOLE
        assert WHOLE.read_at == MADE_AT

    def test_knows_one_that_never_came_whole(self, store: ReadingStore, twin: ReadingStore) -> None:
        failed = KeptReading("work", "ics", MADE_AT, trouble="it is gone", failures=3)
        store.keep(failed)
        assert twin.kept("work") == failed
        assert failed.read_at is None

    def test_knows_the_latest(self, store: ReadingStore, twin: ReadingStore) -> None:
        store.keep(WHOLE)
        later = replace(WHOLE, tried_at=MADE_AT + HOUR, trouble="it did not answer", failures=1)
        store.keep(later)
        assert twin.kept("work") == later

    def test_gives_all_in_order(self, store: ReadingStore, twin: ReadingStore) -> None:
        names = ["a", "b", "ü"]
        for name in reversed(names):
            store.keep(replace(WHOLE, name=name))
        assert [kept.name for kept in twin.every()] == names

    def test_forgets(self, store: ReadingStore, twin: ReadingStore) -> None:
        store.keep(WHOLE)
        store.keep(replace(WHOLE, name="home"))
        store.forget("work")
        store.forget("never known")
        assert twin.kept("work") is None
        assert [kept.name for kept in twin.every()] == ["home"]

    def test_keeps_athletes_apart(self, store: ReadingStore, stranger: ReadingStore) -> None:
        stranger.keep(WHOLE)
        assert store.kept("work") is None
        store.forget("work")
        assert stranger.every() == (WHOLE,)
