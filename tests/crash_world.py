"""An athlete with a calendar at Google, one on Radicale and a file, whose every sync may be killed."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from integrations._shared.icalendar.feed import read
from service.storage.archive import Archive
from service.storage.database import Database
from tests.caldav_accounts import PASSWORD_IN_PLACE, VARIABLE, account_on
from tests.caldav_own_calendar import AppCalendar, CalDavOwnCalendar
from tests.fakes.google_server import GoogleServer
from tests.google_calendars import google_hands
from tests.google_own_calendar import GoogleOwnCalendar
from tests.own_calendars import Standing
from tests.radicale_server import USER

NOW = "2026-02-27T12:00:00+00:00"
CONFIG = """
[athlete]
timezone = "Europe/Berlin"
[storage]
database = "liftrun.db"
[network]
allow_hosts = ["127.0.0.1"]
[google]
client_file = "client.json"
api_root = "{google}"
[[calendar]]
google = "primary"
[[target]]
google = "Training"
[[target]]
caldav = "{caldav}{user}/training/"
user = "{user}"
password_variable = "{variable}"
[[target]]
ics = "training.ics"
"""
SESSION = """
[[session]]
kind = "{}"
minutes = 45
"""


@dataclass(frozen=True)
class Point:
    """Shape: points that leave the same behind, when a run is killed there, have the same `state`."""

    kind: str
    state: int


class Liftrun:
    """The command, each run a process that is killed at a point or comes to its end."""

    def __init__(self, folder: Path, driver: "subprocess.Popen[str]") -> None:
        self._folder = folder
        self._driver = driver

    def points(self) -> list[Point]:
        """All points at which a run can be killed, in order."""
        told = self._run(halts=True)
        assert told["codes"] == [0], (self._folder / "said").read_text()
        # Whatever was asked of a server may have changed what it holds.
        changes = (
            kind.startswith("after") or before != left
            for kind, (before, left) in zip(told["points"], pairwise(["", *told["left"]]), strict=True)
        )
        return list(map(Point, told["points"], accumulate(changes)))

    def be_killed(self, *, at: int) -> str:
        """The kind of that point."""
        return str(self._run(kill_at=at)["killed_at"])

    def run_twice(self) -> int:
        """The number of writes of the second run."""
        told = self._run(runs=2)
        assert told["codes"] == [0, 0], (self._folder / "said").read_text()
        return int(told["writes"][1])

    def _run(self, *, kill_at: int = 0, runs: int = 1, halts: bool = False) -> dict[str, Any]:
        assert self._driver.stdin
        assert self._driver.stdout
        wish = {"folder": str(self._folder), "now": NOW, "arguments": ["sync"], "runs": runs}
        self._driver.stdin.write(json.dumps(wish | {"kill_at": kill_at, "halts": halts}) + "\n")
        self._driver.stdin.flush()
        told: dict[str, Any] = json.loads(self._driver.stdout.readline())
        return told


@dataclass
class CrashWorld:
    """Shape: what stands is by calendar; `saved` is the state that every point begins with."""

    folder: Path
    google: GoogleServer
    app: AppCalendar
    liftrun: Liftrun
    saved: dict[str, Any] = field(default_factory=dict)

    def want(self, *kinds: str) -> None:
        """Ask for one session a week of each kind."""
        caldav = self.app.account.url
        config = CONFIG.format(google=self.google.url, caldav=caldav, user=USER, variable=VARIABLE)
        (self.folder / "config.toml").write_text(config + "".join(map(SESSION.format, kinds)))

    def save(self) -> None:
        store = self.google.store
        self.saved = deepcopy({name: getattr(store, name) for name in ("number", "calendars", "entries")})
        shutil.copytree(self.folder, self.folder.with_name("saved"))
        shutil.copytree(self.app.folder, self.folder.with_name("collection"))

    def restore(self) -> None:
        with self.google.store.lock:
            for name, value in deepcopy(self.saved).items():
                setattr(self.google.store, name, value)
        _put_in_place(self.folder.with_name("saved"), self.folder)
        _put_in_place(self.folder.with_name("collection"), self.app.folder)

    def training(self) -> list[GoogleOwnCalendar]:
        """The calendars at Google that are called so."""
        held = [one for one in self.google.store.calendars.values() if one.summary == "Training"]
        return [GoogleOwnCalendar(google_hands(self.google), one.id) for one in held]

    def standing(self) -> Mapping[str, Sequence[Standing]]:
        at_google = [one for calendar in self.training() for one in calendar.standing()]
        file = self.folder / "training.ics"
        entries = read(file.read_bytes()) if file.exists() else ()
        return {
            "google": sorted(at_google, key=lambda one: one.uid),
            "radicale": sorted(CalDavOwnCalendar(self.app).standing(), key=lambda one: one.uid),
            "file": sorted((Standing.of(e) for e in entries if not e.cancelled), key=lambda one: one.uid),
        }

    def foreign(self) -> object:
        """All that is not ours, to the byte."""
        of_training = [event for calendar in self.training() for event in calendar.foreign().items()]
        return self.google.calendar().bytes(), of_training, CalDavOwnCalendar(self.app).foreign()


def _put_in_place(saved: Path, place: Path) -> None:
    shutil.rmtree(place)
    shutil.copytree(saved, place)


@contextmanager
def crash_world(tmp_path: Path) -> Iterator[CrashWorld]:
    """Somebody logged in everywhere, with foreign events in every calendar; `environment` holds."""
    home = tmp_path / "home"
    with GoogleServer() as google, account_on("radicale", _made(tmp_path / "radicale")) as account:
        google.client_file(_made(home) / "client.json")
        google.calendar().meeting(datetime(2026, 3, 3, 17, tzinfo=UTC), title="Dentist")
        with Database.at(str(home / "liftrun.db")) as database:
            archive = Archive(database, "me")
            archive.vault.keep("google", google_hands(google).vault.secret("google") or "")
        url = f"{account.url}{USER}/training/"
        account.client().make_calendar(url, "Training")
        collection = tmp_path / "radicale" / "collections" / "collection-root" / USER / "training"
        app = AppCalendar(account, url, collection)
        for number, title in enumerate(["Copied by hand", "Choir"]):
            CalDavOwnCalendar(app).put_foreign(number, title)
        with _driver() as driver:
            yield CrashWorld(home, google, app, Liftrun(home, driver))


def environment() -> Mapping[str, str]:
    """What must be set for everybody who opens the vault or asks the server."""
    return {**PASSWORD_IN_PLACE, "LIFTRUN_KEY": Fernet.generate_key().decode()}


@contextmanager
def _driver() -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.crash_points"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as driver:
        yield driver
        assert driver.stdin
        driver.stdin.close()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
