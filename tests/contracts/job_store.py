"""The contract of every JobStore."""

from dataclasses import replace
from datetime import timedelta

from service.domain.job_record import LEASE, JobRecord
from service.ports.job_store import JobStore
from tests.entries import HOUR, MADE_AT

NOW = MADE_AT
UNTIL = NOW + LEASE


class JobStoreContract:
    """Inherit from it and give an empty `store`, a `twin` of it, and the name of an `athlete`."""

    def record(self, athlete: str, name: str = "plan") -> JobRecord:
        return JobRecord(athlete, name, NOW)

    def taken(self, store: JobStore, record: JobRecord) -> JobRecord:
        taken = store.take(record, until=UNTIL, now=NOW)
        assert taken
        return taken

    def test_knows_nothing_at_first(self, store: JobStore, athlete: str) -> None:
        assert store.of(athlete) == ()

    def test_gives_back_what_was_begun(self, store: JobStore, twin: JobStore, athlete: str) -> None:
        records = [replace(self.record(athlete, name), slot=NOW - HOUR) for name in ("a b", "c:ü")]
        for record in reversed(records):
            store.begin(record)
        assert twin.of(athlete) == tuple(records)
        assert [record for record in twin.every() if record.athlete == athlete] == records

    def test_begins_once(self, store: JobStore, athlete: str) -> None:
        store.begin(replace(self.record(athlete), slot=NOW))
        store.begin(self.record(athlete))
        assert [record.slot for record in store.of(athlete)] == [NOW]

    def test_one_of_two_takes_it(self, store: JobStore, twin: JobStore, athlete: str) -> None:
        record = self.record(athlete)
        taken = self.taken(store, record)
        assert (taken.fence, taken.lease_until) == (1, UNTIL)
        assert twin.take(record, until=UNTIL, now=NOW) is None
        assert twin.take(taken, until=UNTIL, now=NOW) is None
        assert twin.of(athlete) == (taken,)

    def test_can_be_taken_when_the_lease_has_ended(
        self, store: JobStore, twin: JobStore, athlete: str
    ) -> None:
        taken = self.taken(store, self.record(athlete))
        again = twin.take(taken, until=UNTIL + LEASE, now=UNTIL)
        assert again
        assert again.fence == 2

    def test_a_lease_of_a_clock_that_ran_ahead_is_none(self, store: JobStore, athlete: str) -> None:
        taken = self.taken(store, self.record(athlete))
        assert store.take(taken, until=NOW, now=NOW - timedelta(days=30))

    def test_records_what_was_taken(self, store: JobStore, twin: JobStore, athlete: str) -> None:
        taken = self.taken(store, self.record(athlete))
        failed = replace(
            taken.failed("it rained", again_at=NOW + HOUR, now=NOW), told_at=NOW, done_at=NOW - HOUR
        )
        assert store.record(failed)
        assert twin.of(athlete) == (failed,)
        assert failed.failing_since == NOW

    def test_what_was_taken_by_another_is_recorded_by_that_one_alone(
        self, store: JobStore, twin: JobStore, athlete: str
    ) -> None:
        lost = self.taken(store, self.record(athlete))
        taken = twin.take(lost, until=UNTIL + HOUR, now=UNTIL)
        assert taken
        assert not store.record(lost.done(NOW, next_at=NOW, now=NOW))
        assert not store.hold(lost, until=UNTIL + 2 * HOUR)
        assert store.of(athlete) == (taken,)

    def test_holds_on(self, store: JobStore, twin: JobStore, athlete: str) -> None:
        taken = self.taken(store, self.record(athlete))
        assert store.hold(taken, until=UNTIL + LEASE)
        assert twin.of(athlete) == (replace(taken, lease_until=UNTIL + LEASE),)
        assert twin.take(taken, until=UNTIL + HOUR, now=UNTIL) is None

    def test_what_was_recorded_is_not_held_on_to(self, store: JobStore, twin: JobStore, athlete: str) -> None:
        taken = self.taken(store, self.record(athlete))
        done = taken.done(NOW, next_at=NOW + HOUR, now=NOW)
        assert store.record(done)
        assert not store.hold(taken, until=UNTIL + LEASE)
        assert twin.of(athlete) == (done,)

    def test_forgets(self, store: JobStore, twin: JobStore, athlete: str) -> None:
        taken = self.taken(store, self.record(athlete))
        store.begin(self.record(athlete, "read Work"))
        store.forget(athlete, "plan")
        store.forget(athlete, "never known")
        assert [record.name for record in twin.of(athlete)] == ["read Work"]
        assert not store.record(taken)

    def test_keeps_athletes_apart(self, store: JobStore, athlete: str) -> None:
        other = f"not {athlete}"
        self.taken(store, self.record(athlete))
        assert self.taken(store, self.record(other)).fence == 1
        store.forget(other, "plan")
        assert [record.fence for record in store.of(athlete)] == [1]

    def test_keeps_the_services_own(self, store: JobStore, twin: JobStore, athlete: str) -> None:
        # On a server that tests share, the service has other jobs: this one has a name that nobody else uses.
        own = self.record("", athlete)
        store.begin(own)
        assert [record for record in twin.of("") if record.name == athlete] == [own]
        store.forget("", athlete)
        assert [record for record in twin.of("") if record.name == athlete] == []
