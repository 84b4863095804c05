"""The contract of every Ledger."""

from service.ports.ledger import Intent, Ledger
from tests.entries import HOUR, MONDAY, entry

HERE, THERE = "google:primary", "caldav:home"
FIRST, SECOND = entry(), entry(start=MONDAY + HOUR, sequence=1)
UID = FIRST.uid


class LedgerContract:
    """Inherit from it and give an empty `ledger`, a `twin` on the same record, and that of a `stranger`."""

    def test_holds_nothing_at_first(self, ledger: Ledger) -> None:
        assert ledger.written(HERE) == {}
        assert ledger.intents(HERE) == {}

    def test_an_intent_is_not_written_yet(self, ledger: Ledger, twin: Ledger) -> None:
        ledger.intend(HERE, Intent(UID, FIRST))
        assert twin.intents(HERE) == {UID: Intent(UID, FIRST)}
        assert twin.written(HERE) == {}

    def test_a_newer_intent_takes_the_place(self, ledger: Ledger, twin: Ledger) -> None:
        ledger.intend(HERE, Intent(UID, FIRST))
        ledger.intend(HERE, Intent(UID, None))
        assert twin.intents(HERE) == {UID: Intent(UID, None)}

    def test_settling_writes_and_forgets_the_intent(self, ledger: Ledger, twin: Ledger) -> None:
        ledger.intend(HERE, Intent(UID, FIRST))
        ledger.intend(HERE, Intent("other", FIRST))
        ledger.settle(HERE, UID, SECOND)
        assert twin.written(HERE) == {UID: SECOND}
        assert twin.intents(HERE) == {"other": Intent("other", FIRST)}

    def test_settles_again(self, ledger: Ledger, twin: Ledger) -> None:
        ledger.settle(HERE, UID, FIRST)
        ledger.settle(HERE, UID, SECOND)
        assert twin.written(HERE) == {UID: SECOND}

    def test_settles_a_removal(self, ledger: Ledger, twin: Ledger) -> None:
        ledger.settle(HERE, UID, FIRST)
        ledger.settle(HERE, "other", FIRST)
        ledger.intend(HERE, Intent(UID, None))
        ledger.settle(HERE, UID, None)
        ledger.settle(HERE, "never there", None)
        assert twin.written(HERE) == {"other": FIRST}
        assert twin.intents(HERE) == {}

    def test_keeps_calendars_apart(self, ledger: Ledger) -> None:
        for target in (HERE, THERE):
            ledger.settle(target, UID, FIRST)
            ledger.intend(target, Intent(UID, SECOND))
        ledger.settle(THERE, UID, None)
        assert ledger.written(HERE) == {UID: FIRST}
        assert ledger.intents(HERE) == {UID: Intent(UID, SECOND)}
        assert ledger.written(THERE) == {}

    def test_keeps_athletes_apart(self, ledger: Ledger, stranger: Ledger) -> None:
        stranger.intend(HERE, Intent(UID, FIRST))
        stranger.settle(THERE, UID, FIRST)
        assert (ledger.intents(HERE), ledger.written(THERE)) == ({}, {})
        ledger.settle(HERE, UID, None)
        ledger.settle(THERE, UID, None)
        assert stranger.intents(HERE) == {UID: Intent(UID, FIRST)}
        assert stranger.written(THERE) == {UID: FIRST}
