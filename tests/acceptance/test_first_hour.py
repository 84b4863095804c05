"""From an installed Liftrun to a feed that a client follows, by the commands of the README."""

import json
import re
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.installed import Installed, context, installed, wheel
from tests.radicale_server import free_port

FIRST_PLAN = 120.0
"""Seconds that a new user would wait for the first plan, and no longer."""

FLAGS = re.MULTILINE | re.DOTALL

OFFICE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Office//EN
BEGIN:VEVENT
UID:office
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260105T090000
DTEND;TZID=Europe/Berlin:20260105T170000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
SUMMARY:Office
END:VEVENT
END:VCALENDAR
"""

SUBSCRIBER = """\
[general]
status_path = "{home}/status"

[pair training]
a = "liftrun"
b = "mine"
collections = null
conflict_resolution = "a wins"

[storage liftrun]
type = "http"
url = "{url}"

[storage mine]
type = "filesystem"
path = "{home}/calendar"
fileext = ".ics"
"""


@pytest.fixture
def newcomer(tmp_path: Path) -> Installed:
    """Somebody with nothing but a calendar and the package."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "work.ics").write_text(OFFICE.replace("\n", "\r\n"))
    built = wheel(context(tmp_path / "context"), tmp_path)
    return installed(built, tmp_path / "package", home)


def _sessions(text: str) -> set[tuple[str, ...]]:
    """Which sessions stand when; vdirsyncer gives what it fetches ids of its own."""
    events = re.findall(
        r"^BEGIN:VEVENT$.*?^END:VEVENT$", re.sub(r"\r?\n[ ]", "", text).replace("\r", ""), FLAGS
    )
    return {tuple(re.findall(r"^(?:DTSTART|X-LIFTRUN-SESSION)[:;](\S+)", each, FLAGS)) for each in events}


def _planned(url: str) -> str:
    """The feed, as soon as there is a session in it."""
    until = time.monotonic() + FIRST_PLAN
    while True:
        # What is told before the service listens is not yet an answer.
        with suppress(URLError), urlopen(url, timeout=10) as answer:
            text: str = answer.read().decode()
            if "BEGIN:VEVENT" in text:
                return text
        assert time.monotonic() < until, "the service plans nothing by itself"
        time.sleep(0.2)


def test_three_commands_lead_to_a_feed_that_a_client_follows(newcomer: Installed) -> None:
    answers = ("--goal", "balanced", "--level", "intermediate", "--timezone", "Europe/Berlin")
    newcomer.run("liftrun", "init", *answers, "--busy", "work.ics")
    # The tests may not take the usual port, which `serve` and `feed` share without being told.
    config = newcomer.home / "config.toml"
    config.write_text(f"{config.read_text()}\n[serve]\nport = {free_port()}\n")
    with newcomer.running("liftrun", "serve") as service:
        told = newcomer.run("liftrun", "feed", "--json")
        url = json.loads(told.stdout)["feeds"][0]["url"]
        shown = _planned(url)
        assert service.poll() is None
        followed = _follow(newcomer, url)
        assert followed == _sessions(shown)
        assert len(followed) > 1
        secret = url.rpartition("/")[2].removesuffix(".ics")
        assert secret not in (newcomer.home / "output.txt").read_text()


def _follow(newcomer: Installed, url: str) -> set[tuple[str, ...]]:
    """What vdirsyncer makes of the feed, an entry a file."""
    vdirsyncer = shutil.which("vdirsyncer", path=str(Path(sys.executable).parent))
    assert vdirsyncer
    settings, calendar = newcomer.home / "vdirsyncer.conf", newcomer.home / "calendar"
    settings.write_text(SUBSCRIBER.format(home=newcomer.home, url=url))
    calendar.mkdir()
    for step in ("discover", "sync"):
        newcomer.run(vdirsyncer, "--config", str(settings), step)
    return {each for file in calendar.glob("*.ics") for each in _sessions(file.read_text())}
