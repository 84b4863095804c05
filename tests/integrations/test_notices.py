"""The notices to an athlete (tomorrow, the week, lasting trouble), each once by every notifier."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.domain.span import Span
from service.storage.database import Database
from tests.hook_server import Hook, taking_posts
from tests.served_life import FRIDAY, ServedLife
from tests.smtp_server import MailServer, taking_mail

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SUNDAY = datetime(2026, 3, 1, 17, tzinfo=UTC)
POLL = 6 * MINUTE

NOTICES = """
[network]
allow_hosts = ["127.0.0.1"]
[notices]
webhook = "{url}"
{mail}
"""


@pytest.fixture
def life(tmp_path: Path) -> ServedLife:
    return ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))


@pytest.fixture
def hook(life: ServedLife) -> Iterator[Hook]:
    with taking_posts() as hook:
        life.enrol(NOTICES.format(url=hook.url, mail=""))
        yield hook


def told(hook: Hook, occasion: str) -> list[dict[str, Any]]:
    posts = (json.loads(body) for _, body in hook.told)
    return [post for post in posts if post["occasion"] == occasion]


def evening_before(life: ServedLife, session: str) -> datetime:
    """Eight o'clock in Berlin on the day before."""
    day = life.sessions()[session].start.date() - DAY
    return datetime(day.year, day.month, day.day, 19, tzinfo=UTC)


def test_the_evening_before_tells_of_tomorrow_once(life: ServedLife, hook: Hook) -> None:
    life.run_due()
    life.clock.set(evening_before(life, "2026-W10-lower") - MINUTE)
    life.run_due()
    before = len(told(hook, "tomorrow"))
    life.wait(MINUTE)
    life.wait(MINUTE)
    messages = told(hook, "tomorrow")[before:]
    assert [[s["id"] for s in message["sessions"]] for message in messages] == [["2026-W10-lower"]]
    start = life.sessions()["2026-W10-lower"].start + HOUR
    assert f"{start:%H:%M} Lower body" in messages[0]["subject"]


def test_an_evening_before_nothing_tells_nothing(life: ServedLife, hook: Hook) -> None:
    life.run_due()
    busy_days = {span.start.date() for span in life.sessions().values()}
    for day in range(10):
        evening = datetime(2026, 2, 27, 19, tzinfo=UTC) + day * DAY
        before = len(told(hook, "tomorrow"))
        life.clock.set(evening)
        life.run_due()
        is_told = len(told(hook, "tomorrow")) > before
        assert is_told == ((evening + DAY).date() in busy_days)


def test_an_evening_slept_through_is_told_of_while_some_of_it_is_to_come(
    life: ServedLife, hook: Hook
) -> None:
    life.run_due()
    evening, span = evening_before(life, "2026-W10-lower"), life.sessions()["2026-W10-lower"]
    life.clock.set(span.start - 2 * HOUR)
    assert evening < life.clock.now()
    life.run_due()
    assert [[s["id"] for s in each["sessions"]] for each in told(hook, "tomorrow")] == [["2026-W10-lower"]]


def test_one_that_is_over_is_not_told_of(life: ServedLife, hook: Hook) -> None:
    life.run_due()
    life.clock.set(life.sessions()["2026-W10-lower"].end)
    life.run_due()
    assert told(hook, "tomorrow") == []


def test_the_week_is_told_of_after_it_is_planned_with_what_moved_and_what_was_dropped(
    life: ServedLife, hook: Hook
) -> None:
    life.run_due()
    first = told(hook, "week")
    assert [len(message["sessions"]) for message in first] == [2]
    assert "Moved" not in first[0]["text"]
    old = life.sessions()["2026-W10-easy"]
    monday = datetime(2026, 3, 2, tzinfo=UTC)
    life.meet(Span(monday, old.end), Span(old.end + DAY, monday + 7 * DAY))
    life.clock.set(SUNDAY)
    life.run_due()
    life.wait(POLL)
    week = told(hook, "week")[1:]
    assert len(week) == 1
    assert ("Dropped:" in week[0]["text"]) == (len(week[0]["sessions"]) < 2)
    assert "Moved:" in week[0]["text"]
    assert week[0]["slot"] == "2026-03-01T17:00:00Z"


def test_a_board_that_fails_makes_no_doubles_on_another(life: ServedLife) -> None:
    with taking_posts() as hook, taking_mail(MailServer(refuses={"DATA": "451 later"})) as mail:
        smtp = f'email = "you@example.com"\nsmtp = "127.0.0.1:{mail.port}"\nsecurity = "none"'
        life.enrol(NOTICES.format(url=hook.url, mail=smtp))
        life.run_due()
        assert (len(told(hook, "week")), len(mail.mails)) == (1, 0)
        mail.refuses.clear()
        life.wait(2 * MINUTE)
        life.wait(2 * MINUTE)
    assert (len(told(hook, "week")), len(mail.mails)) == (1, 1)
    assert told(hook, "week")[0]["id"] in mail.mails[0]["Message-ID"]


def test_trouble_that_lasts_is_told_once_and_again_when_it_comes_back(life: ServedLife, hook: Hook) -> None:
    life.run_due()
    for count in (1, 2):
        life.close_calendar()
        for _ in range(8):
            life.wait(HOUR + 2 * POLL)
        assert len(told(hook, "trouble")) == count
        life.meet()
        life.wait(2 * HOUR)
        assert life.record("read Work").failures == 0
    messages = told(hook, "trouble")
    assert [message["about"] for message in messages] == ["read Work", "read Work"]
    assert messages[0]["id"] != messages[1]["id"]
    assert "Work could not be read" in messages[0]["text"]


def test_trouble_of_an_hour_is_not_worth_a_message(life: ServedLife, hook: Hook) -> None:
    life.run_due()
    life.close_calendar()
    for _ in range(5):
        life.wait(HOUR)
    assert life.record("read Work").failures >= 4
    assert told(hook, "trouble") == []


def test_what_the_guard_refuses_is_told_soon_and_not_forced(life: ServedLife) -> None:
    with taking_posts() as hook:
        target = '\n[[target]]\nics = "training.ics"\nname = "Mine"\n'
        life.enrol(target + NOTICES.format(url=hook.url, mail=""))
        life.run_due()
        standing = life.sessions()
        (life.folder / "training.ics").write_text(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nEND:VCALENDAR\r\n"
        )
        for _ in range(8):
            life.wait(POLL)
        assert life.sessions() == standing
        messages = told(hook, "trouble")
    assert [message["about"] for message in messages] == ["look at Mine"]
    assert "--force" in messages[0]["text"]


def test_everything_is_in_the_log_for_who_named_no_board(
    life: ServedLife, caplog: pytest.LogCaptureFixture
) -> None:
    life.enrol()
    with caplog.at_level("INFO", logger="liftrun.notices"):
        life.run_due()
        life.clock.set(FRIDAY + 3 * DAY)
        life.run_due()
    assert [record.message.split(":")[0] for record in caplog.records].count("week for me") == 2


def test_a_repair_is_told_once_with_what_moved_and_why(
    life: ServedLife, hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    life.run_due()
    assert told(hook, "repair") == []
    taken = life.sessions()["2026-W10-lower"]
    life.meet(taken)
    with caplog.at_level("INFO", "liftrun"):
        life.wait(POLL)
        life.wait(POLL)
    (message,) = told(hook, "repair")
    assert "Lower body moved from " in message["text"]
    assert "meets “Board”" in message["text"]
    assert message["about"] == "version 2"
    assert "2026-W10-lower" in [session["id"] for session in message["sessions"]]
    lines = [record.getMessage() for record in caplog.records if record.name == "liftrun.routine"]
    assert [line.partition(",")[0] for line in lines] == ["me: version 2"]
    assert "Lower body moved from " in lines[0]
    assert "meets “Board”" in lines[0]
    assert any("repair for me: " in record.getMessage() for record in caplog.records)


def test_two_repairs_bear_two_keys(life: ServedLife, hook: Hook) -> None:
    life.run_due()
    taken = list[Span]()
    for _ in range(2):
        taken.append(life.sessions()["2026-W10-lower"])
        life.meet(*taken)
        life.wait(POLL)
    first, second = told(hook, "repair")
    assert first["id"] != second["id"]


def test_room_that_came_free_is_told_as_a_repair(life: ServedLife, hook: Hook) -> None:
    life.meet(Span(FRIDAY, FRIDAY + 30 * DAY))
    life.run_due()
    life.meet(Span(FRIDAY, FRIDAY + 3 * DAY))
    life.wait(POLL)
    (message,) = told(hook, "repair")
    assert "Why: time has come free." in message["text"]


def test_a_repair_tried_again_by_a_board_that_failed(life: ServedLife) -> None:
    with taking_posts() as hook, taking_mail(MailServer()) as mail:
        smtp = f'email = "you@example.com"\nsmtp = "127.0.0.1:{mail.port}"\nsecurity = "none"'
        life.enrol(NOTICES.format(url=hook.url, mail=smtp))
        life.run_due()
        mails = len(mail.mails)
        mail.refuses["DATA"] = "451 later"
        life.meet(life.sessions()["2026-W10-lower"])
        life.wait(POLL)
        assert (len(told(hook, "repair")), len(mail.mails)) == (1, mails)
        mail.refuses.clear()
        life.wait(2 * MINUTE)
        life.wait(2 * MINUTE)
    assert (len(told(hook, "repair")), len(mail.mails)) == (1, mails + 1)
    assert told(hook, "repair")[0]["id"] in mail.mails[-1]["Message-ID"]
