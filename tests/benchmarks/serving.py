"""Measures how many subscribers one `liftrun serve` process answers, against nginx with the same bytes."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet

from service.athletes.directory import AthleteDirectory
from service.athletes.sync_athlete import sync_athlete
from service.domain.entry import Entry, session_key, split_session_key, uid
from service.domain.span import Span
from service.domain.token import Purpose
from service.storage.database import Database
from service.storage.stores.token_store import DatabaseTokenStore
from service.usecases.credentials.feed_links import Keyring, roll_feed_link
from service.usecases.syncing.decision import NO_DECISION
from tests.benchmarks import nginx, wrk
from tests.benchmarks.promise import Promise, finish
from tests.feed_life import Answer, ask
from tests.office import office_hours
from tests.office_life import agreed
from tests.serve_process import serve

LASTING, OF_NGINX = timedelta(seconds=12), timedelta(seconds=5)
FEWEST, LATEST = 1_000.0, 50.0
WEEKS_BEHIND = 6
QUIET = 3.0

CONFIG = """
[athlete]
id = "me"
timezone = "Europe/Berlin"
[[calendar]]
ics = "office.ics"
[storage]
database = "liftrun.db"
[timetable]
check = "24 h"
"""
GZIP = {"Accept-Encoding": "gzip"}


def main() -> list[Promise]:
    """Print the table, and give a row for each kind of question."""
    print(f"The feed of one process, {LASTING.seconds} s, {wrk.CONNECTIONS} connections: rate, median, 99 %")
    print(f"  (at least {FEWEST:,.0f} a second, 99 % under {LATEST:.0f} ms, no error)")
    if wrk.PROGRAM is None:
        print("  NOT MEASURED: there is no wrk here; apt-get install wrk")
        return [Promise("serving a feed", "not measured: wrk is not installed")]
    with TemporaryDirectory() as name, feed(Path(name)) as url:
        return measured(Path(name), url)


def measured(folder: Path, url: str) -> list[Promise]:
    """Put the same octets before both, and give the rows."""
    plain, packed = ask(url), ask(url, Accept_Encoding="gzip")
    root = folder / "pages"
    root.mkdir()
    (root / "feed.ics").write_bytes(plain.body)
    (root / "feed.ics.gz").write_bytes(packed.body)
    print(f"  a feed of {len(plain.body):,} octets, {len(packed.body):,} with gzip")
    if nginx.PROGRAM is None:
        print("  NOT COMPARED: there is no nginx here; apt-get install nginx-light")
        return promised(url, "")
    with nginx.nginx(folder) as other:
        return promised(url, f"{other}/feed.ics")


def promised(url: str, other: str) -> list[Promise]:
    """Print a line for each kind of question, and give its row."""
    return [compared(name, url, other) for name in QUESTIONS]


QUESTIONS = {"200 plain": {}, "200 gzip": GZIP, "304": GZIP}


def compared(name: str, url: str, other: str) -> Promise:
    """Print one line for us and one for nginx, and give the row."""
    ours = wrk.load(url, question(name, url), lasting=LASTING)
    print(f"  {name:<10} liftrun {ours}")
    peer = ratio = "–"
    if other:
        theirs = wrk.load(other, question(name, other), lasting=OF_NGINX)
        print(f"  {'':<10} nginx   {theirs}   ratio {ours.rate / theirs.rate:.2f}")
        peer, ratio = f"{theirs.rate:,.0f}/s nginx", f"{ours.rate / theirs.rate:.2f}"
    return Promise(
        f"feed requests, {name}",
        f"{ours.rate:,.0f}/s, 99 % {ours.late:.0f} ms, {ours.errors} errors",
        peer,
        ratio,
        f"{FEWEST:,.0f}/s, {LATEST:.0f} ms, none",
        ours.rate >= FEWEST and ours.late < LATEST and not ours.errors,
    )


def question(name: str, url: str) -> dict[str, str]:
    """The headers that ask it, of which it was made sure that they are answered so."""
    headers = dict(QUESTIONS[name])
    if name == "304":
        headers["If-None-Match"] = answered(url, headers)["etag"]
    assert str(answered(url, headers).status) == name.split(maxsplit=1)[0]
    return headers


def answered(url: str, headers: dict[str, str]) -> Answer:
    """One answer."""
    return ask(url, **{name.replace("-", "_"): value for name, value in headers.items()})


@contextmanager
def feed(folder: Path) -> Iterator[str]:
    """The address of a feed that goes some weeks back, once its service has nothing else to do."""
    os.environ["LIFTRUN_KEY"] = Fernet.generate_key().decode()
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "office.ics").write_bytes(office_hours())
    with Database.at(str(folder / "liftrun.db")) as database:
        context = AthleteDirectory(database, folder / "config.toml", lambda: ZoneInfo("UTC")).of("me")
        now = datetime.now(UTC)
        sync_athlete(context, lambda _: NO_DECISION, now=now, agree=agreed)
        head = context.archive.plans.head()
        assert head is not None
        behind = [past(entry, weeks) for weeks in range(2, WEEKS_BEHIND + 2) for entry in head.entries]
        context.archive.plans.add(replace(head, entries=(*behind, *head.entries)))
        ring = Keyring("me", DatabaseTokenStore(database), context.archive.vault)
        opened = roll_feed_link(ring, Purpose.FEED, now=now)
    with serve(folder) as base:
        url = opened.url(base)
        until_quiet(url)
        yield url


def past(entry: Entry, weeks: int) -> Entry:
    """The same session so many weeks ago."""
    ago = timedelta(weeks=weeks)
    start = entry.span.start - ago
    week, session = f"{start:%G-W%V}", split_session_key(entry.session)[1]
    return replace(
        entry,
        session=session_key(week=week, session=session),
        uid=uid(athlete="me", week=week, session=session),
        span=Span.lasting(start, entry.span.duration),
    )


def until_quiet(url: str) -> None:
    """Wait until the plans that are due at its start are made."""
    since, tag = time.monotonic(), ""
    while time.monotonic() < since + QUIET:
        seen = ask(url)["etag"]
        if seen != tag:
            since, tag = time.monotonic(), seen
        time.sleep(0.2)


if __name__ == "__main__":
    finish(main())
