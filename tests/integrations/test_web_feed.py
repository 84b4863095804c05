"""The feed over HTTP on a real server, for calendar apps, caches and strangers."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from icalendar import Calendar

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import write
from service.domain.span import Span
from service.domain.token import Purpose, Token, digest_of
from service.domain.training import Kind
from service.errors import StorageUnusable
from service.storage.database import Database
from service.storage.stores.plan_store import DatabasePlanStore
from service.storage.stores.token_store import DatabaseTokenStore
from service.usecases.credentials.feed_links import revoke_feed_link, roll_feed_link
from tests.builders import BERLIN
from tests.entries import HOUR, MADE_AT, MONDAY, entry
from tests.fakes.token_store import FakeTokenStore
from tests.feed_life import CONFIG, Answer, FeedLife, ask, life_in
from tests.versions import version
from tests.waiting import waited

SOON = 3.0
"""Seconds: what another process does shows within two."""

LOWER, EASY = entry(), entry(Kind.EASY, start=MONDAY + 20 * HOUR)
MOVED = replace(LOWER, span=Span.lasting(MONDAY + 2 * HOUR, HOUR))


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())


@pytest.fixture
def life(tmp_path: Path) -> Iterator[FeedLife]:
    with life_in(tmp_path) as life:
        yield life


def shown_by(life: FeedLife) -> bytes:
    return write(life.context.archive.feed.shown(), FeedSettings(BERLIN))


def events(answer: Answer) -> dict[str, datetime]:
    found = Calendar.from_ical(answer.body).walk("VEVENT")
    return {str(event["SUMMARY"]): event.decoded("DTSTART") for event in found}


def test_gives_out_the_plan_that_stands(life: FeedLife) -> None:
    life.plan(LOWER, EASY)
    answer = ask(life.url())
    assert answer.status == 200
    assert answer.body == shown_by(life)
    assert events(answer) == {each.title: each.span.start for each in (LOWER, EASY)}
    assert answer["content-type"] == "text/calendar; charset=utf-8"
    assert answer["content-disposition"] == 'inline; filename="liftrun.ics"'
    assert answer["cache-control"] == "private, max-age=300"
    assert answer["last-modified"] == format_datetime(MADE_AT, usegmt=True)
    assert answer["vary"] == "Accept-Encoding"
    assert answer["x-robots-tag"].startswith("noindex")
    assert answer["x-content-type-options"] == "nosniff"
    assert int(answer["content-length"]) == len(answer.body)
    assert "set-cookie" not in answer.headers


def test_is_an_empty_calendar_before_the_first_plan(life: FeedLife) -> None:
    answer = ask(life.url())
    assert answer.status == 200
    assert answer.body == write([], FeedSettings(BERLIN))
    calendar = Calendar.from_ical(answer.body)
    assert (calendar["VERSION"], calendar["X-WR-CALNAME"]) == ("2.0", "Training")
    assert events(answer) == {}


@pytest.mark.parametrize("purpose", [Purpose.FEED, Purpose.BUSY_FEED])
@pytest.mark.parametrize("packing", ["identity", "gzip"])
def test_head_tells_what_get_would(life: FeedLife, purpose: Purpose, packing: str) -> None:
    life.plan(LOWER)
    url = life.url(purpose)
    whole, head = ask(url, Accept_Encoding=packing), ask(url, "HEAD", Accept_Encoding=packing)
    assert head.status == 200
    assert head.body == b""
    assert head.headers | {"date": ""} == whole.headers | {"date": ""}
    assert int(head["content-length"]) == len(whole.body)


def test_the_token_decides_which_of_the_twins_it_is(life: FeedLife) -> None:
    life.plan(LOWER, replace(EASY, cancelled=True))
    all_, busy = ask(life.url()), ask(life.url(Purpose.BUSY_FEED))
    assert busy.status == 200
    assert events(all_).keys() == {LOWER.title, EASY.title}
    assert events(busy).keys() == {"Busy"}
    assert busy["etag"] != all_["etag"]


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("GZip", True),
        ("x-gzip", True),
        ("deflate, gzip;q=0.5, br", True),
        ("gzip ; q=1.0", True),
        ("*", True),
        ("identity, *;q=0.1", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("*;q=0", False),
        ("br, deflate", False),
        ("identity", False),
        ("gzip;q=much", True),
        (";;,=,", False),
    ],
)
def test_is_packed_for_whoever_takes_it(life: FeedLife, accepted: str | None, *, is_packed: bool) -> None:
    life.plan(LOWER)
    plain = ask(life.url())
    answer = ask(life.url(), **({} if accepted is None else {"Accept_Encoding": accepted}))
    assert (answer.headers.get("content-encoding") == "gzip") is is_packed
    assert (gzip.decompress(answer.body) if is_packed else answer.body) == plain.body
    assert (answer["etag"] != plain["etag"]) is is_packed
    assert int(answer["content-length"]) == len(answer.body)
    assert answer["vary"] == "Accept-Encoding"


def test_tags_are_strong_and_the_same_for_the_same_octets(life: FeedLife) -> None:
    life.plan(LOWER)
    url = life.url()
    first, second = (ask(url, Accept_Encoding="gzip") for _ in range(2))
    assert first["etag"] == second["etag"]
    assert first.body == second.body
    assert re.fullmatch(r'"[0-9a-f]{32}"', first["etag"])


@pytest.mark.parametrize(
    ("pattern", "is_known"),
    [
        ("{plain}", True),
        ("{packed}", True),
        ("W/{plain}", True),
        ('"a", W/{packed} , "b,c"', True),
        ('"a,b", {plain}', True),
        ("*", True),
        (" * ", True),
        ('"a"', False),
        ('W/"*"', False),
        ('"*"', False),
        ("nonsense", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("packing", ["identity", "gzip"])
def test_what_the_client_knows_is_not_sent_again(
    life: FeedLife, pattern: str, packing: str, *, is_known: bool
) -> None:
    life.plan(LOWER)
    url = life.url()
    plain, packed = ask(url)["etag"], ask(url, Accept_Encoding="gzip")["etag"]
    asked = pattern.format(plain=plain, packed=packed)
    answer = ask(url, If_None_Match=asked, Accept_Encoding=packing)
    assert answer.status == (304 if is_known else 200)
    if is_known:
        assert answer.body == b""
        assert not answer.headers.keys() & {"content-type", "content-encoding", "content-length"}
        assert answer["etag"] in asked or "*" in asked
        assert {"cache-control", "last-modified", "vary"} <= answer.headers.keys()
        assert ask(url, "HEAD", If_None_Match=asked, Accept_Encoding=packing).status == 304


@pytest.mark.parametrize(
    ("since", "is_known"),
    [
        (format_datetime(MADE_AT, usegmt=True), True),
        (format_datetime(MADE_AT + HOUR, usegmt=True), True),
        (format_datetime(MADE_AT - timedelta(seconds=1), usegmt=True), False),
        ("Friday, 20-Nov-26 09:30:00 GMT", True),
        ("Fri Nov 20 09:29:59 2026", False),
        ("Fri, 20 Nov 2026 09:30:00 -0000", True),
        ("yesterday", False),
        ("Mon, 01 Jan 99999999999 00:00:00 GMT", False),
        ("", False),
    ],
)
def test_nothing_is_sent_when_nothing_has_changed_since(
    life: FeedLife, since: str, *, is_known: bool
) -> None:
    life.plan(LOWER)
    assert ask(life.url(), If_Modified_Since=since).status == (304 if is_known else 200)


def test_a_tag_comes_before_a_date(life: FeedLife) -> None:
    life.plan(LOWER)
    late, early = format_datetime(MADE_AT + HOUR, usegmt=True), format_datetime(MADE_AT - HOUR, usegmt=True)
    tag = ask(life.url())["etag"]
    assert ask(life.url(), If_None_Match='"old"', If_Modified_Since=late).status == 200
    assert ask(life.url(), If_None_Match=tag, If_Modified_Since=early).status == 304


def test_what_another_process_plans_shows_by_itself_and_soon(life: FeedLife) -> None:
    life.plan(LOWER, EASY)
    url, old = life.url(), ask(life.url())
    with Database.at(str(life.folder / "liftrun.db")) as elsewhere:
        DatabasePlanStore(elsewhere, "robin").add(version(entries=(MOVED, EASY)))
    assert waited(lambda: ask(url, If_None_Match=old["etag"]).status == 200, SOON)
    new = ask(url)
    assert events(new) == {each.title: each.span.start for each in (MOVED, EASY)}
    sequences = {
        str(each["SUMMARY"]): each["SEQUENCE"] for each in Calendar.from_ical(new.body).walk("VEVENT")
    }
    assert sequences == {LOWER.title: 1, EASY.title: 0}


def test_a_plan_that_changes_nothing_to_see_changes_no_octet(life: FeedLife) -> None:
    life.plan(LOWER)
    before = ask(life.url())
    life.plan(LOWER)
    life.service.feed_cache.invalidate()
    after = ask(life.url())
    assert life.context.archive.feed.version == 2
    assert after.headers | {"date": ""} == before.headers | {"date": ""}
    assert after.body == before.body


def test_what_has_changed_here_shows_at_once(life: FeedLife) -> None:
    life.plan(LOWER)
    ask(life.url())
    life.plan(MOVED)
    life.service.feed_cache.invalidate()
    assert events(ask(life.url())) == {MOVED.title: MOVED.span.start}


def test_another_look_of_the_feed_shows_soon(life: FeedLife) -> None:
    life.plan(LOWER)
    url, old = life.url(), ask(life.url())
    config = life.folder / "config.toml"
    config.write_text(CONFIG + '[feed]\nname = "Robin trains"\n', encoding="utf-8")
    assert waited(lambda: b"Robin trains" in ask(url, If_None_Match=old["etag"]).body, SOON)


def test_a_configuration_that_says_nothing_clear_leaves_the_feed_as_it_was(life: FeedLife) -> None:
    life.plan(LOWER)
    before = ask(life.url())
    url = life.url()
    (life.folder / "config.toml").write_text("[athlete", encoding="utf-8")
    life.service.feed_cache.invalidate()
    assert ask(url).body == before.body


def test_a_roll_by_another_process_ends_the_old_link_soon(life: FeedLife) -> None:
    life.plan(LOWER)
    url = life.url()
    assert ask(url).status == 200
    with Database.at(str(life.folder / "liftrun.db")) as elsewhere:
        ring = replace(life.keyring, tokens=DatabaseTokenStore(elsewhere))
        new = roll_feed_link(ring, Purpose.FEED, now=MADE_AT).url(life.base)
    assert waited(lambda: ask(url).status == 404, SOON)
    assert ask(new).status == 200


def test_nobody_can_tell_a_link_that_was_from_one_that_never_was(life: FeedLife) -> None:
    url = life.url()
    assert ask(url).status == 200
    revoke_feed_link(life.keyring, Purpose.FEED)
    life.service.feed_cache.invalidate()
    wrong = url[:-6] + "AA.ics"
    answers = [
        ask(each, Accept_Encoding="gzip", If_None_Match="*")
        for each in (url, wrong, life.base + "/feed/x.ics")
    ]
    assert [answer.status for answer in answers] == [404, 404, 404]
    assert len({answer.body for answer in answers}) == 1
    assert len({str(answer.headers | {"date": ""}) for answer in answers}) == 1
    assert answers[0]["cache-control"] == "no-store"
    assert ask(wrong, "HEAD").body == b""


def test_only_tokens_of_feeds_open_feeds(life: FeedLife) -> None:
    for purpose in (Purpose.SIGN_IN, Purpose.SESSION):
        life.service.tokens.keep(Token(digest_of(purpose.value), "robin", purpose, MADE_AT))
        assert ask(f"{life.base}/feed/{purpose.value}.ics").status == 404


def test_a_token_that_has_ended_opens_nothing(life: FeedLife) -> None:
    for secret, end in (("ended", MADE_AT), ("holding", MADE_AT + HOUR)):
        life.service.tokens.keep(Token(digest_of(secret), "robin", Purpose.FEED, MADE_AT, ends_at=end))
    assert ask(f"{life.base}/feed/ended.ics").status == 404
    assert ask(f"{life.base}/feed/holding.ics").status == 200


def test_the_feed_of_who_has_left_is_gone(life: FeedLife) -> None:
    url = life.url()
    assert ask(url).status == 200
    (life.folder / "config.toml").write_text(CONFIG.replace("robin", "jo"), encoding="utf-8")
    life.service.feed_cache.invalidate()
    assert ask(url).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
def test_is_for_reading_alone(life: FeedLife, method: str) -> None:
    assert ask(life.url(), method, Content_Length="0").status in {403, 405}


def test_who_guesses_is_held_back_and_who_knows_is_not(life: FeedLife) -> None:
    right = life.url()
    answers = [ask(f"{life.base}/feed/guess{number}.ics") for number in range(40)]
    statuses = [answer.status for answer in answers]
    assert statuses == [404] * 30 + [429] * 10
    assert 1 <= int(answers[-1]["retry-after"]) <= 60
    assert ask(right).status == 200
    assert ask(f"{life.base}/feed/x.ics", X_Forwarded_For="192.0.2.7").status == 429


def test_behind_a_proxy_each_client_is_held_back_by_itself(tmp_path: Path) -> None:
    with life_in(tmp_path, trusted=("127.0.0.0/8",)) as life:
        wrong = f"{life.base}/feed/x.ics"
        for number in range(30):
            assert ask(wrong, X_Forwarded_For=f"198.51.100.{number}, 192.0.2.7").status == 404
        assert ask(wrong, X_Forwarded_For="192.0.2.7").status == 429
        assert ask(wrong, X_Forwarded_For="192.0.2.8").status == 404


def test_notes_who_came_and_how_often(life: FeedLife) -> None:
    url, agent = life.url(), "Calendar/16.0 \x9b31m\x85(Mac)" + "x" * 500
    ask(url, User_Agent="khal")
    for _ in range(3):
        ask(url, User_Agent=agent)
    ask(url, "HEAD", User_Agent=agent)
    ask(f"{life.base}/feed/wrong.ics", User_Agent="stranger")
    life.service.feed_cache.settle()
    (token,) = life.service.tokens.of("robin", Purpose.FEED)
    assert token.uses == 5
    assert token.seen_at == MADE_AT
    assert token.seen_by.startswith("Calendar/16.0 31m(Mac)xxx")
    assert len(token.seen_by) == 120
    life.service.feed_cache.settle()
    assert life.service.tokens.of("robin", Purpose.FEED) == (token,)


def test_the_first_visit_is_written_down_by_itself(life: FeedLife) -> None:
    ask(life.url(), User_Agent="khal")
    assert waited(lambda: life.service.tokens.of("robin", Purpose.FEED)[0].seen_by == "khal")


class Failing(FakeTokenStore):
    """A token store that cannot be read for a while."""

    fails = False

    def every(self, purpose: Purpose) -> tuple[Token, ...]:
        if self.fails:
            raise StorageUnusable(path="liftrun.db", reason="disk I/O error")
        return super().every(purpose)

    def seen(self, digest: str, *, at: datetime, by: str, uses: int = 1) -> None:
        if self.fails:
            raise StorageUnusable(path="liftrun.db", reason="disk I/O error")
        super().seen(digest, at=at, by=by, uses=uses)


def test_while_the_database_fails_what_was_read_stands(tmp_path: Path) -> None:
    tokens = Failing()
    with life_in(tmp_path, tokens=tokens) as life:
        url = life.url()
        assert ask(url).status == 200
        tokens.fails = True
        life.service.feed_cache.invalidate()
        assert ask(url).status == 200
        life.service.feed_cache.settle()
        tokens.fails = False
        life.service.feed_cache.settle()
        assert tokens.of("robin", Purpose.FEED)[0].uses == 2


def test_a_service_that_has_read_nothing_yet_asks_to_come_later(tmp_path: Path) -> None:
    tokens = Failing()
    with life_in(tmp_path, tokens=tokens) as life:
        url = life.url()
        tokens.fails = True
        answer = ask(url)
        assert (answer.status, answer["retry-after"]) == (503, "60")
        tokens.fails = False
        assert ask(url).status == 200


def test_with_a_lost_key_the_twin_stays_as_it_was(life: FeedLife, monkeypatch: pytest.MonkeyPatch) -> None:
    life.plan(LOWER)
    all_, busy = life.url(), life.url(Purpose.BUSY_FEED)
    before = ask(busy)
    life.plan(MOVED)
    monkeypatch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())
    life.service.feed_cache.invalidate()
    assert events(ask(all_)) == {MOVED.title: MOVED.span.start}
    assert ask(busy).body == before.body


def test_a_clock_on_summer_time_is_kept(life: FeedLife) -> None:
    summer = entry(start=datetime(2027, 7, 5, 16, tzinfo=UTC))
    life.plan(summer)
    assert events(ask(life.url())) == {summer.title: summer.span.start}
    assert b"DTSTART;TZID=Europe/Berlin:20270705T180000" in ask(life.url()).body
