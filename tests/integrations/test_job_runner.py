"""The jobs of one athlete, over real files and a real database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from integrations._shared.icalendar import feed
from service.athletes.context import AthleteContext
from service.athletes.sync_athlete import sync_athlete
from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.storage.database import Database
from service.usecases.syncing.decision import NO_DECISION
from tests.integrations.web_server import Reply, serving
from tests.served_life import FRIDAY, ServedLife, calendar

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
POLL = 6 * MINUTE
SUNDAY = datetime(2026, 3, 1, 17, tzinfo=UTC)


@pytest.fixture
def life(tmp_path: Path) -> ServedLife:
    return ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))


def on(life: ServedLife, session: str) -> Span:
    return life.sessions()[session]


def test_who_has_no_plan_gets_one_at_once_and_the_feed_shows_it(life: ServedLife) -> None:
    life.enrol()
    life.run_due()
    assert life.head().because == "the first plan"
    assert {entry.session for entry in life.served()} == set(life.sessions())
    assert len(life.sessions()) == 4


def test_the_week_is_planned_at_its_hour_and_once(life: ServedLife) -> None:
    life.enrol()
    life.run_due()
    life.clock.set(SUNDAY - MINUTE)
    assert "plan" not in life.done(life.run_due())
    assert "plan" in life.done(life.wait(MINUTE))
    assert "2026-W12-lower" not in life.sessions()
    assert life.record("plan").slot == SUNDAY
    assert "plan" not in life.done(life.wait(HOUR))


def test_after_weeks_of_sleep_it_is_planned_once(life: ServedLife) -> None:
    life.enrol()
    life.run_due()
    life.clock.set(SUNDAY + 24 * DAY)
    assert life.done(life.run_due()).count("plan") == 1
    assert "plan" not in life.done(life.wait(POLL))
    assert life.record("plan").slot == SUNDAY + 21 * DAY


def test_who_planned_by_hand_since_the_hour_is_left_alone(life: ServedLife) -> None:
    life.enrol()
    sync_athlete(life.context(), lambda _: NO_DECISION, now=FRIDAY - HOUR, agree=lambda *_: True)
    assert "plan" not in life.done(life.run_due())
    assert life.served()


def test_a_sync_by_somebody_else_reaches_the_feed(life: ServedLife) -> None:
    life.enrol()
    life.run_due()
    before = life.served()
    life.meet(on(life, "2026-W10-lower"))
    elsewhere = AthleteContext(life.context().config, life.context().archive)
    sync_athlete(elsewhere, lambda _: NO_DECISION, now=FRIDAY + MINUTE, agree=lambda *_: True)
    life.wait(2 * MINUTE)
    assert life.served() != before
    assert life.context().archive.feed.version == life.head().number == 2


def test_a_meeting_on_a_session_moves_it_within_one_poll(life: ServedLife) -> None:
    life.enrol()
    life.run_due()
    taken = on(life, "2026-W10-lower")
    life.meet(taken)
    assert "mend" in life.done(life.wait(POLL))
    assert not on(life, "2026-W10-lower").overlaps(taken)
    assert "Lower body" in life.head().because
    assert "meets “Board”" in life.head().because
    assert "mend" not in life.done(life.wait(POLL))


def test_a_meeting_elsewhere_moves_nothing(life: ServedLife) -> None:
    life.enrol()
    life.run_due()
    life.meet(Span.lasting(on(life, "2026-W10-lower").start + 4 * HOUR, HOUR))
    assert life.done(life.wait(POLL)) == ["read Work"]
    assert life.head().number == 1


def test_what_found_no_room_comes_in_when_time_comes_free(life: ServedLife) -> None:
    life.enrol()
    all_week = Span(FRIDAY, FRIDAY + 30 * DAY)
    life.meet(all_week)
    life.run_due()
    assert life.sessions() == {}
    life.meet(Span(FRIDAY, FRIDAY + 3 * DAY))
    assert "mend" in life.done(life.wait(POLL))
    assert len(life.sessions()) == 4
    assert life.head().because == "time has come free"


def test_who_restarts_finds_room_that_came_free_meanwhile(life: ServedLife) -> None:
    life.enrol()
    life.meet(Span(FRIDAY, FRIDAY + 30 * DAY))
    life.run_due()
    life.meet()
    life.start()
    life.wait(POLL)
    assert len(life.sessions()) == 4


def test_over_a_calendar_that_cannot_be_read_nothing_changes(life: ServedLife) -> None:
    life.enrol()
    life.run_due()
    before, number = life.sessions(), life.head().number
    life.close_calendar()
    life.clock.set(SUNDAY)
    runs = {run.record.name: run for run in life.run_due()}
    assert isinstance(runs["plan"].error, CalendarUnreadable)
    assert (life.sessions(), life.head().number) == (before, number)
    assert life.record("plan").slot != SUNDAY
    life.meet()
    assert "plan" in life.done(life.wait(2 * MINUTE))
    assert life.record("plan").slot == SUNDAY


def test_a_calendar_that_comes_back_is_seen_to_at_once(life: ServedLife) -> None:
    life.enrol(
        '\n[[calendar]]\nname = "Home"\nics = "home.ics"\n',
    )
    (life.folder / "home.ics").write_text(calendar(()))
    life.run_due()
    taken = on(life, "2026-W10-lower")
    life.meet(taken)
    (life.folder / "home.ics").write_text("<html>not now</html>")
    for _ in range(30):
        life.wait(POLL)
    # Nobody knows whether Home has room for it.
    assert on(life, "2026-W10-lower") == taken
    assert life.record("mend").failures
    (life.folder / "home.ics").write_text(calendar(()))
    while life.record("read Home").failures:
        life.wait(MINUTE)
    assert not on(life, "2026-W10-lower").overlaps(taken)


def test_an_entry_moved_by_hand_is_pinned_within_one_poll(life: ServedLife) -> None:
    life.enrol('\n[[target]]\nics = "training.ics"\nname = "Mine"\n')
    life.run_due()
    moved = Span.lasting(on(life, "2026-W10-lower").start + HOUR, HOUR)
    sink = life.context().sinks()[0]
    shown = next(one for one in sink.shown(since=FRIDAY) if one.entry.session == "2026-W10-lower")
    sink.update(shown, replace(shown.entry, span=moved))
    assert "mend" in life.done(life.wait(POLL))
    assert on(life, "2026-W10-lower") == moved
    assert [mark.session for mark in life.head().marks] == ["2026-W10-lower"]
    assert "mend" not in life.done(life.wait(POLL))


def test_an_unchanged_feed_is_not_sent_again(life: ServedLife) -> None:
    sent = Reply(body=calendar(()).encode(), headers={"ETag": '"one"'})
    with serving(sent, sent, Reply(status=304)) as server:
        source = f'[[calendar]]\nname = "Work"\nics = "{server.url}"\n'
        life.enrol('\n[network]\nallow_hosts = ["127.0.0.1"]\n', calendars=source)
        life.run_due()
        life.wait(POLL)
        life.wait(POLL)
    conditions = [headers.get("If-None-Match") for _, headers in server.asked]
    assert conditions == [None, None, '"one"', '"one"']
    assert life.record("read Work").failures == 0


def test_a_calendar_named_no_more_is_forgotten_overnight(life: ServedLife) -> None:
    life.enrol()
    life.run_due()
    life.enrol(calendars="")
    life.wait(DAY)
    assert life.context().archive.readings.every() == ()
    assert "read Work" not in life.job_runner.worker.known("me")


def test_the_file_of_one_that_cannot_be_read_is_that_ones_trouble(life: ServedLife) -> None:
    life.enrol(hours="17:00-21:00")
    life.enrol(name="you", more="\n[nonsense]\n")
    with pytest.raises(Exception, match="nonsense"):
        life.run_due("you")
    life.run_due()
    assert life.sessions()


def test_the_feed_is_one_that_can_be_read(life: ServedLife) -> None:
    life.enrol()
    life.run_due()
    written = feed.write(life.served(), life.context().config.feed)
    assert written.count(b"BEGIN:VEVENT") == 4
