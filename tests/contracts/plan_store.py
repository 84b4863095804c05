"""The contract of every PlanStore."""

from dataclasses import replace

from service.ports.plan_store import PlanStore
from tests.entries import HOUR, MONDAY, entry
from tests.versions import pin, skip, version


class PlanStoreContract:
    """Inherit from it and give an empty `store`, a `twin` on the same plans, and that of a `stranger`."""

    def test_holds_nothing_at_first(self, store: PlanStore) -> None:
        assert store.head() is None
        assert store.version(1) is None
        assert store.versions(limit=9) == ()
        assert store.marks() == ()

    def test_counts_versions_itself(self, store: PlanStore, twin: PlanStore) -> None:
        added = [store.add(version(number=7)), twin.add(version()), store.add(version(number=1))]
        assert [each.number for each in added] == [1, 2, 3]

    def test_gives_back_what_was_added(self, store: PlanStore, twin: PlanStore) -> None:
        whole = version(
            because="Jo's 50 % \\ week\0", document='{"a": "ü\\n"}', restores=1, marks=(pin(), skip("b"))
        )
        added = store.add(whole)
        assert added == replace(whole, number=1)
        assert store.head() == twin.head() == store.version(1) == twin.version(1) == added

    def test_shows_the_newest_first(self, store: PlanStore) -> None:
        first, second, third = (store.add(version(because=why)) for why in "abc")
        assert store.head() == third
        assert store.versions(limit=2) == (third, second)
        assert store.versions(limit=9) == (third, second, first)
        assert store.version(2) == second

    def test_keeps_a_version_without_anything(self, store: PlanStore) -> None:
        bare = version(because="", placements=(), entries=())
        assert store.add(bare) == replace(bare, number=1)

    def test_a_version_brings_its_marks_into_force(self, store: PlanStore, twin: PlanStore) -> None:
        store.add(version(marks=(pin("b"), skip("a"))))
        assert twin.marks() == (skip("a"), pin("b"))
        store.add(version(marks=(pin("c"),)))
        assert twin.marks() == (pin("c"),)

    def test_a_mark_takes_the_place_of_the_other(self, store: PlanStore, twin: PlanStore) -> None:
        store.mark(skip("b"))
        store.mark(pin("Z"))
        store.mark(pin("b", start=MONDAY + HOUR, by="google:x"))
        assert twin.marks() == (pin("Z"), pin("b", start=MONDAY + HOUR, by="google:x"))

    def test_a_mark_goes(self, store: PlanStore, twin: PlanStore) -> None:
        store.mark(skip("a"))
        store.mark(skip("b"))
        store.unmark("a")
        store.unmark("none")
        assert twin.marks() == (skip("b"),)

    def test_a_mark_changes_no_version(self, store: PlanStore) -> None:
        added = store.add(version(marks=(pin("a"),)))
        store.unmark("a")
        store.mark(skip("b"))
        assert store.head() == added

    def test_keeps_athletes_apart(self, store: PlanStore, stranger: PlanStore) -> None:
        stranger.add(version(entries=(entry(title="Theirs"),), marks=(pin(),)))
        assert store.head() is None
        assert store.marks() == ()
        added = store.add(version())
        assert added.number == 1
        assert stranger.marks() == (pin(),)
        stranger.unmark(pin().session)
        assert store.version(1) == added
