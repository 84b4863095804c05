"""One week in the athlete's own calendar, from login to undo, at Google and on a CalDAV server.

Run with `-s` it prints what the athlete reads.
"""

import io
import re
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import httpx2
import pytest

from integrations._shared.icalendar.feed import read
from service.cli.main import main
from service.domain.span import Span
from tests.fakes.clock import FakeClock
from tests.fakes.google_server import GoogleServer
from tests.radicale_server import PASSWORD, USER, radicale

ATHLETE = """
[athlete]
timezone = "Europe/Berlin"
[storage]
database = "liftrun.db"
[[session]]
kind = "lower"
minutes = 60
[[session]]
kind = "easy"
minutes = 40
[[session]]
kind = "upper"
minutes = 60
"""
HOUR = timedelta(hours=1)


class Calendar(Protocol):
    """The athlete's own changes to the calendar, made without Liftrun."""

    config: str

    def log_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As the athlete does it once."""

    def shown(self) -> dict[str, Span]:
        """The events in the calendar of training, by title."""

    def move(self, title: str, span: Span) -> None:
        """Drag one of them."""

    def meet(self, span: Span) -> None:
        """Put a meeting into the other calendar."""

    def others(self) -> object:
        """All that is not Liftrun's, to the byte."""


class AtGoogle:
    config = '[google]\nclient_file = "client.json"\napi_root = "{url}"\n[[calendar]]\ngoogle = "primary"\n'
    config += '[[target]]\ngoogle = "Training"\n'

    def __init__(self, google: GoogleServer) -> None:
        self._google = google
        google.client_file(Path("client.json"))
        self.config = self.config.format(url=google.url)

    def log_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def browse(address: str) -> bool:
            threading.Thread(
                target=httpx2.get, args=(address,), kwargs={"follow_redirects": True, "trust_env": False}
            ).start()
            return True

        monkeypatch.setattr("webbrowser.open", browse)
        monkeypatch.setattr("sys.stdin", io.StringIO())
        assert main(["google", "login"]) == 0

    def shown(self) -> dict[str, Span]:
        training = self._google.calendar("Training")
        return {each["summary"]: _times(each) for each in training.events()}

    def move(self, title: str, span: Span) -> None:
        training = self._google.calendar("Training")
        (event,) = training.titled(title)
        training.move(event["id"], span.start, span.end)

    def meet(self, span: Span) -> None:
        self._google.calendar().add("Board meeting", span.start, span.end)

    def others(self) -> object:
        return self._google.calendar().bytes()


def _times(event: dict[str, dict[str, str]]) -> Span:
    return Span(*(datetime.fromisoformat(event[end]["dateTime"]) for end in ("start", "end")))


class OnRadicale:
    config = '[[calendar]]\ncaldav = "{url}"\nuser = "{user}"\ncalendar = "Work"\n'
    config += '[[target]]\ncaldav = "{url}"\nuser = "{user}"\ncalendar = "Training"\ncreate = true\n'

    def __init__(self, url: str) -> None:
        self._url = url
        self.config = self.config.format(url=url, user=USER)
        self.config += '[network]\nallow_hosts = ["127.0.0.1"]\n'
        self._app = httpx2.Client(auth=(USER, PASSWORD), trust_env=False)
        named = "<displayname xmlns='DAV:'>Work</displayname>"
        body = f"<mkcalendar xmlns='urn:ietf:params:xml:ns:caldav'><D:set xmlns:D='DAV:'><D:prop>{named}"
        body += "</D:prop></D:set></mkcalendar>"
        made = self._app.request("MKCALENDAR", f"{url}{USER}/meetings/", content=body)
        assert made.status_code == 201

    def log_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
        assert main(["caldav", "login", self._url, "--user", USER]) == 0

    def shown(self) -> dict[str, Span]:
        return {self._title(text): self._span(text) for text in self._objects().values()}

    def move(self, title: str, span: Span) -> None:
        (href,) = [href for href, text in self._objects().items() if self._title(text) == title]
        text = self._objects()[href]
        for name, instant in (("DTSTART", span.start), ("DTEND", span.end)):
            event, rest = text.split("BEGIN:VEVENT", 1)
            moved = re.sub(rf"{name}[^\r\n]*", f"{name}:{instant:%Y%m%dT%H%M%SZ}", rest, count=1)
            text = f"{event}BEGIN:VEVENT{moved}"
        self._put(href, text)

    def meet(self, span: Span) -> None:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:app", "BEGIN:VEVENT", "UID:board", "SUMMARY:Board"]
        lines += [f"DTSTART:{span.start:%Y%m%dT%H%M%SZ}", f"DTEND:{span.end:%Y%m%dT%H%M%SZ}"]
        lines += ["DTSTAMP:20260101T000000Z", "END:VEVENT", "END:VCALENDAR", ""]
        self._put(f"/{USER}/meetings/board.ics", "\r\n".join(lines))

    def others(self) -> object:
        return self._app.get(f"{self._url}{USER}/meetings/board.ics").content

    def _put(self, href: str, text: str) -> None:
        url = f"{self._url.rstrip('/')}{href}"
        answer = self._app.put(url, content=text.encode(), headers={"Content-Type": "text/calendar"})
        assert answer.status_code in {201, 204}, answer.text

    def _objects(self) -> dict[str, str]:
        listed = self._app.request("PROPFIND", f"{self._url}{USER}/", headers={"Depth": "1"})
        hrefs = [href for href in re.findall(r"<href>([^<]*)</href>", listed.text) if "liftrun-" in href]
        found = dict[str, str]()
        for calendar in dict.fromkeys(hrefs):
            there = self._app.request(
                "PROPFIND", f"{self._url.rstrip('/')}{calendar}", headers={"Depth": "1"}
            )
            for href in re.findall(r"<href>([^<]*\.ics)</href>", there.text):
                found[href] = self._app.get(f"{self._url.rstrip('/')}{href}").text
        return found

    def _title(self, text: str) -> str:
        return str(re.findall(r"SUMMARY:([^\r\n]*)", text)[0])

    def _span(self, text: str) -> Span:
        (entry,) = read(text.encode())
        return entry.span


@pytest.fixture(params=["google", "radicale"])
def calendar(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Calendar]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("LIFTRUN_KEY", raising=False)
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock.at("2026-11-20T12:00+00:00"))
    if request.param == "google":
        with GoogleServer() as google:
            yield AtGoogle(google)
    else:
        folder = tmp_path / "radicale"
        folder.mkdir()
        with radicale(folder) as url:
            yield OnRadicale(url)


def test_a_week_from_login_to_undo(calendar: Calendar, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("config.toml").write_text(f"{ATHLETE}{calendar.config}", encoding="utf-8")
    calendar.log_in(monkeypatch)
    assert main(["sync"]) == 0
    planned = calendar.shown()
    assert set(planned) == {"Lower body", "Easy run", "Upper body"}

    dragged = Span.lasting(planned["Easy run"].start + 2 * HOUR, timedelta(minutes=40))
    calendar.move("Easy run", dragged)
    calendar.meet(planned["Upper body"])
    others = calendar.others()
    assert main(["sync"]) == 0
    repaired = calendar.shown()
    assert repaired["Easy run"] == dragged
    assert not repaired["Upper body"].overlaps(planned["Upper body"])

    assert main(["sync"]) == 0
    assert calendar.shown() == repaired
    assert main(["history"]) == 0
    assert main(["undo"]) == 0
    assert calendar.shown() == planned
    assert main(["history"]) == 0
    assert calendar.others() == others
