"""Whatever breaks and whatever the athlete does, plan and calendar come together again, and nothing is lost.

`make long` runs over ten times as many weeks, and RECONCILE_TIMES=10 ten times as many of either.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.caldav_accounts import PASSWORD_IN_PLACE, Account, account_on
from tests.caldav_own_calendar import CalDavMeetings, CalDavOwnCalendar, new_app_calendar
from tests.fakes.google.faults import Faults
from tests.fakes.google_server import GoogleServer
from tests.figures import figure
from tests.google_calendars import google_hands
from tests.google_own_calendar import GoogleMeetings, GoogleOwnCalendar
from tests.mishaps import Fuse
from tests.own_calendars import FakeOwnCalendar
from tests.radicale_server import USER
from tests.reconcile_machine import Reconcile
from tests.reconcile_world import PlannedWorld, World

pytestmark = pytest.mark.long

STEPS = 50
TIMES = int(os.environ.get("RECONCILE_TIMES", "1"))


class GoogleReconcile(Reconcile):
    """Over a Google of its own, that also forgets, turns pages and breaks down."""

    def __init__(self) -> None:
        self.google = GoogleServer()
        self.google.__enter__()
        hands = google_hands(self.google)
        calendar = hands.sink().key.removeprefix("google:")
        super().__init__(World([GoogleOwnCalendar(hands, calendar)], GoogleMeetings(hands)))

    @rule()
    def google_forgets(self) -> None:
        """Answers 410 to every sync token."""
        self.google.listing.forget_sync_tokens()

    @rule(limit=st.sampled_from([None, 1, 3]), empty=st.booleans())
    def google_turns_pages(self, *, limit: int | None, empty: bool) -> None:
        self.google.listing.page_limit, self.google.listing.empty_pages = limit, empty

    @rule(number=st.integers(0, 2**16), probability=st.sampled_from([0.1, 0.5, 0.9]))
    def google_breaks_down(self, number: int, probability: float) -> None:
        self.google.faults = Faults.at_random(seed=number, probability=probability)
        self._sync(Fuse(has_blown=True))
        self.google.faults = Faults()

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.google.__exit__(None, None, None)


def run(machine: Callable[[], RuleBasedStateMachine], *, turn: int, sequences: int) -> None:
    chosen = settings(
        max_examples=sequences * TIMES,
        stateful_step_count=STEPS,
        database=None,
        suppress_health_check=list(HealthCheck),
        # A failure is made small for a person who waits for it, which takes minutes.
        phases=[Phase.generate] if os.environ.get("CI") else list(Phase),
    )
    # Where the values are to be the same every time, each turn must still have its own.
    made: Any = seed(turn)(machine) if chosen.derandomize else machine
    run_state_machine_as_test(made, settings=chosen)


@pytest.mark.parametrize("turn", range(2))
def test_over_one_calendar(turn: int) -> None:
    run(lambda: Reconcile(World([FakeOwnCalendar()])), turn=turn, sequences=figure(usual=40, long=400))


@pytest.mark.parametrize("turn", range(2))
def test_over_two_calendars(turn: int) -> None:
    run(
        lambda: Reconcile(World([FakeOwnCalendar("one"), FakeOwnCalendar("two")])),
        turn=turn,
        sequences=figure(usual=40, long=400),
    )


@pytest.mark.parametrize("turn", range(2))
def test_with_the_real_planner(turn: int) -> None:
    run(lambda: Reconcile(PlannedWorld([FakeOwnCalendar()])), turn=turn, sequences=figure(usual=2, long=20))


@pytest.mark.parametrize("turn", range(4))
def test_over_google(turn: int) -> None:
    run(GoogleReconcile, turn=turn, sequences=figure(usual=5, long=100))


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Account, Path]]:
    folder = tmp_path_factory.mktemp("radicale")
    with account_on("radicale", folder) as account:
        yield account, folder / "collections" / "collection-root" / USER


@pytest.mark.parametrize("turn", range(4))
def test_over_radicale(turn: int, radicale: tuple[Account, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)
    account, home = radicale

    def machine() -> Reconcile:
        training, meetings = (new_app_calendar(account, home) for _ in range(2))
        return Reconcile(World([CalDavOwnCalendar(training)], CalDavMeetings(meetings)))

    run(machine, turn=turn, sequences=figure(usual=3, long=50))
