"""Hand edits in a calendar app, and their effect on the plan."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.entry import Entry
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import Session
from service.errors import SyncRefused
from service.sync.hand_edit import HandEditKind
from service.usecases.json_documents.weekly_offers import offers_of
from tests.fakes.entry_sink import FakeEntrySink
from tests.training_life import TrainingLife

HOUR = timedelta(hours=1)


@pytest.fixture
def life() -> TrainingLife:
    return TrainingLife()


class TestMovedByHand:
    def test_it_stays_there_and_is_told_once(self, life: TrainingLife) -> None:
        life.sync()
        span = life.move_by_hand("easy", life.shown()["easy"].span.start + 2 * HOUR)
        (edit,) = life.sync().edits
        assert edit.kind is HandEditKind.MOVED
        before = life.writes()
        again = life.sync()
        assert (again.edits, again.version, life.writes()) == ((), None, before)
        assert life.shown()["easy"].span == span
        head = life.memory.plans.head()
        assert head is not None
        assert {p.session.id for p in head.placements if p.pinned} == {"2026-W10-easy"}

    def test_what_it_breaks_is_told(self, life: TrainingLife) -> None:
        life.sync()
        life.move_by_hand("intervals", life.shown()["lower"].span.start)
        life.move_by_hand("lower", life.shown()["lower"].span.start)
        life.move_by_hand("upper", life.shown()["lower"].span.start)
        planned = life.sync().planned
        assert [broken for plan in planned.plans for broken in plan.broken if broken.is_hard]

    def test_put_back_it_is_ours_again(self, life: TrainingLife) -> None:
        life.sync()
        home = life.shown()["easy"]
        life.move_by_hand("easy", home.span.start + 2 * HOUR)
        life.sync()
        life.move_by_hand("easy", home.span.start)
        (edit,) = life.sync().edits
        assert edit.kind is HandEditKind.RETURNED
        assert life.memory.plans.marks() == ()
        assert life.shown()["easy"].span == home.span

    def test_it_is_kept_even_from_a_meeting(self, life: TrainingLife) -> None:
        life.sync()
        span = life.move_by_hand("easy", life.shown()["easy"].span.start + 2 * HOUR)
        start, end = (each.astimezone(life.run().request.athlete.zone) for each in (span.start, span.end))
        life.busy = (f"{start:%a %H:%M}-{end:%H:%M} Board",)
        planned = life.sync().planned
        assert life.shown()["easy"].span == span
        assert any(broken.is_hard for plan in planned.plans for broken in plan.broken)

    def test_into_another_week_it_stands_there_and_nowhere_else(self, life: TrainingLife) -> None:
        life.sync()
        span = life.move_by_hand("easy", life.shown()["easy"].span.start + timedelta(days=8))
        life.sync()
        before = life.writes()
        life.sync()
        assert life.writes() == before
        assert life.shown()["easy"].span == span
        life.weeks = 2
        life.sync()
        assert sum(entry.kind == "easy" for entry in life.standing_entries()) == 2
        assert not any(entry.span.overlaps(span) for entry in life.standing_entries() if entry.span != span)

    def test_longer_it_is_trained_longer(self, life: TrainingLife) -> None:
        life.sync()
        easy = life.shown()["easy"]
        longer = replace(easy, span=replace(easy.span, end=easy.span.end + HOUR))
        life.change_by_hand(longer)
        planned = life.sync().planned
        (placement,) = [p for p in planned.plans[0].placements if p.session.id == "easy"]
        assert placement.span == longer.span
        assert life.shown()["easy"].span == longer.span


def test_what_is_pinned_but_asked_for_no_more_keeps_its_time(life: TrainingLife) -> None:
    life.sync()
    upper = life.shown()["upper"]
    life.sync(decided={upper.session: Mark(upper.session, MarkKind.PINNED, life.now, span=upper.span)})
    life.lines = ("lower 60", "full 60", "easy 40", "intervals 50")
    life.sync()
    others = [entry for entry in life.standing_entries() if entry.session != upper.session]
    assert life.shown()["upper"].span == upper.span
    assert not any(entry.span.overlaps(upper.span) for entry in others)


class TestDeletedByHand:
    def test_it_counts_as_skipped(self, life: TrainingLife) -> None:
        life.sync()
        life.delete_by_hand("easy")
        (edit,) = life.sync().edits
        assert edit.kind is HandEditKind.DELETED
        assert "easy" not in life.shown()
        before = life.writes()
        assert life.sync().edits == ()
        assert life.writes() == before

    def test_restored_by_hand_it_is_ours_again(self, life: TrainingLife) -> None:
        life.sync()
        (easy,) = [one for one in life.standing().values() if one.entry.kind == "easy"]
        life.delete_by_hand("easy")
        life.sync()
        life.sinks[0].create(easy.entry)
        life.sync()
        assert life.memory.plans.marks() == ()
        assert life.shown()["easy"].span == easy.entry.span

    def test_everything_at_once_is_doubted(self, life: TrainingLife) -> None:
        life.sync()
        for session in list(life.shown()):
            life.delete_by_hand(session)
        with pytest.raises(SyncRefused):
            life.sync()
        life.sync(force=True)
        assert life.shown() == {}


def test_renamed_it_keeps_its_name_when_the_plan_moves_it(life: TrainingLife) -> None:
    life.sync()
    upper = life.shown()["upper"]
    life.change_by_hand(replace(upper, title="Arms with Mia", text="Bring chalk"))
    start = upper.span.start.astimezone(life.run().request.athlete.zone)
    life.busy = (f"{start:%a %H:%M}-{start + HOUR:%H:%M} Board",)
    life.sync()
    moved = life.shown()["upper"]
    assert moved.span != upper.span
    assert (moved.title, moved.text) == ("Arms with Mia", "Bring chalk")
    before = life.writes()
    life.sync()
    assert life.writes() == before


def test_an_entry_whose_marks_an_app_has_dropped_still_stands(life: TrainingLife) -> None:
    life.sync()
    easy = life.shown()["easy"]
    calendar = life.sinks[0]
    assert isinstance(calendar, FakeEntrySink)
    calendar.calendar.put(replace(easy, session="", sequence=0))
    before = life.writes()
    assert life.sync().edits == ()
    assert life.writes() == before
    assert calendar.calendar.standing[easy.uid].entry.span == easy.span


class TestHourGoneBy:
    """The athlete misses a session, and does it later in the week."""

    @pytest.fixture
    def life(self) -> TrainingLife:
        life = TrainingLife()
        life.sync()
        life.now = min(entry.span.end for entry in life.shown().values()) + HOUR
        return life

    def missed(self, life: TrainingLife) -> Entry:
        return min(life.shown().values(), key=lambda entry: entry.span)

    def later(self, life: TrainingLife) -> Span:
        return Span.lasting(max(e.span.end for e in life.shown().values()) + 5 * HOUR, timedelta(minutes=60))

    def stands(self, life: TrainingLife, entry: Entry, span: Span) -> None:
        proposal = life.sync()
        placed = {p.session.id: p.span.start for plan in proposal.planned.plans for p in plan.placements}
        assert placed[entry.session.split("-", 2)[2]] == span.start
        assert proposal.changes[0][1].writes == ()
        assert proposal.version is None
        assert life.standing()[entry.uid].entry.span.start == span.start

    def test_moved_by_command_it_is_planned_there(self, life: TrainingLife) -> None:
        entry, span = self.missed(life), self.later(life)
        mark = Mark(entry.session, MarkKind.PINNED, life.now, span=span)
        planned = life.sync(decided={entry.session: mark}).planned
        assert span.start in {p.start for plan in planned.plans for p in plan.placements}
        self.stands(life, entry, span)

    def test_moved_by_hand_it_is_planned_there(self, life: TrainingLife) -> None:
        entry, span = self.missed(life), self.later(life)
        life.move_by_hand(entry.session.split("-", 2)[2], span.start)
        planned = life.sync().planned
        assert span.start in {p.start for plan in planned.plans for p in plan.placements}
        self.stands(life, entry, span)

    @pytest.mark.parametrize("name", ["2026-W10-", ""])
    def test_though_another_calendar_still_shows_it_where_it_was(self, life: TrainingLife, name: str) -> None:
        entry, span = self.missed(life), self.later(life)
        short = entry.session.split("-", 2)[2]
        seen = Session(f"{name}{short}" if name else entry.uid, entry.kind, HOUR, entry.effort)
        life.trained = (Placement(seen, entry.span),)
        life.move_by_hand(short, span.start)
        planned = life.sync().planned
        assert span.start in {p.start for plan in planned.plans for p in plan.placements}


def test_what_repeats_every_week_is_offered_to_be_kept(life: TrainingLife) -> None:
    life.sync()
    easy = life.shown()["easy"]
    calendar = life.sinks[0]
    assert isinstance(calendar, FakeEntrySink)
    calendar.calendar.standing[easy.uid] = replace(life.standing()[easy.uid], weekly=True)
    proposal = life.sync()
    (offer,) = proposal.offers
    start = easy.span.start.astimezone(life.run().request.athlete.zone)
    assert f"keep {start:%A %H:%M} every week?" in offer.sentence(life.run().request.athlete.zone)
    head = life.memory.plans.head()
    assert offers_of(head) == proposal.offers
    assert life.sync().version is None
    calendar.calendar.standing[easy.uid] = replace(life.standing()[easy.uid], weekly=False)
    life.sync()
    assert offers_of(life.memory.plans.head()) == ()
