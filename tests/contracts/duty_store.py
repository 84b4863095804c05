"""What every DutyStore keeps."""

from dataclasses import replace
from datetime import timedelta

from service.domain.duty import LEASE, Duty
from service.ports.duty_store import DutyStore
from tests.entries import HOUR, MADE_AT

NOW = MADE_AT
UNTIL = NOW + LEASE


class DutyStoreContract:
    """Inherit from it and give an empty `store`, a `twin` of it, and the name of an `athlete`."""

    def duty(self, athlete: str, name: str = "plan") -> Duty:
        return Duty(athlete, name, NOW)

    def taken(self, store: DutyStore, duty: Duty) -> Duty:
        taken = store.take(duty, until=UNTIL, now=NOW)
        assert taken
        return taken

    def test_knows_nothing_at_first(self, store: DutyStore, athlete: str) -> None:
        assert store.of(athlete) == ()

    def test_gives_back_what_was_begun(self, store: DutyStore, twin: DutyStore, athlete: str) -> None:
        duties = [replace(self.duty(athlete, name), slot=NOW - HOUR) for name in ("a b", "c:ü")]
        for duty in reversed(duties):
            store.begin(duty)
        assert twin.of(athlete) == tuple(duties)
        assert [duty for duty in twin.every() if duty.athlete == athlete] == duties

    def test_begins_once(self, store: DutyStore, athlete: str) -> None:
        store.begin(replace(self.duty(athlete), slot=NOW))
        store.begin(self.duty(athlete))
        assert [duty.slot for duty in store.of(athlete)] == [NOW]

    def test_one_of_two_takes_it(self, store: DutyStore, twin: DutyStore, athlete: str) -> None:
        duty = self.duty(athlete)
        taken = self.taken(store, duty)
        assert (taken.fence, taken.lease_until) == (1, UNTIL)
        assert twin.take(duty, until=UNTIL, now=NOW) is None
        assert twin.take(taken, until=UNTIL, now=NOW) is None
        assert twin.of(athlete) == (taken,)

    def test_can_be_taken_when_the_lease_has_ended(
        self, store: DutyStore, twin: DutyStore, athlete: str
    ) -> None:
        taken = self.taken(store, self.duty(athlete))
        again = twin.take(taken, until=UNTIL + LEASE, now=UNTIL)
        assert again
        assert again.fence == 2

    def test_a_lease_of_a_clock_that_ran_ahead_is_none(self, store: DutyStore, athlete: str) -> None:
        taken = self.taken(store, self.duty(athlete))
        assert store.take(taken, until=NOW, now=NOW - timedelta(days=30))

    def test_records_what_was_taken(self, store: DutyStore, twin: DutyStore, athlete: str) -> None:
        taken = self.taken(store, self.duty(athlete))
        failed = replace(
            taken.failed("it rained", again_at=NOW + HOUR, now=NOW), told_at=NOW, done_at=NOW - HOUR
        )
        assert store.record(failed)
        assert twin.of(athlete) == (failed,)
        assert failed.failing_since == NOW

    def test_what_was_taken_by_another_is_recorded_by_that_one_alone(
        self, store: DutyStore, twin: DutyStore, athlete: str
    ) -> None:
        lost = self.taken(store, self.duty(athlete))
        taken = twin.take(lost, until=UNTIL + HOUR, now=UNTIL)
        assert taken
        assert not store.record(lost.done(NOW, next_at=NOW, now=NOW))
        assert not store.hold(lost, until=UNTIL + 2 * HOUR)
        assert store.of(athlete) == (taken,)

    def test_holds_on(self, store: DutyStore, twin: DutyStore, athlete: str) -> None:
        taken = self.taken(store, self.duty(athlete))
        assert store.hold(taken, until=UNTIL + LEASE)
        assert twin.of(athlete) == (replace(taken, lease_until=UNTIL + LEASE),)
        assert twin.take(taken, until=UNTIL + HOUR, now=UNTIL) is None

    def test_what_was_recorded_is_not_held_on_to(
        self, store: DutyStore, twin: DutyStore, athlete: str
    ) -> None:
        taken = self.taken(store, self.duty(athlete))
        done = taken.done(NOW, next_at=NOW + HOUR, now=NOW)
        assert store.record(done)
        assert not store.hold(taken, until=UNTIL + LEASE)
        assert twin.of(athlete) == (done,)

    def test_forgets(self, store: DutyStore, twin: DutyStore, athlete: str) -> None:
        taken = self.taken(store, self.duty(athlete))
        store.begin(self.duty(athlete, "read Work"))
        store.forget(athlete, "plan")
        store.forget(athlete, "never known")
        assert [duty.name for duty in twin.of(athlete)] == ["read Work"]
        assert not store.record(taken)

    def test_keeps_athletes_apart(self, store: DutyStore, athlete: str) -> None:
        other = f"not {athlete}"
        self.taken(store, self.duty(athlete))
        assert self.taken(store, self.duty(other)).fence == 1
        store.forget(other, "plan")
        assert [duty.fence for duty in store.of(athlete)] == [1]

    def test_keeps_the_services_own(self, store: DutyStore, twin: DutyStore) -> None:
        store.begin(self.duty(""))
        assert twin.of("") == (self.duty(""),)
        store.forget("", "plan")
