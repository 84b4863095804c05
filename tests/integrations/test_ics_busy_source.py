"""A feed as a busy source: fetched from its address, read, and fetched again."""

import gzip
import io
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from integrations.ics.busy_source import IcsBusySource
from service.errors import AddressRefused, CalendarUnreadable
from service.ports.busy_source import BusySource, Reading
from tests.integrations.ics_text import FORTNIGHT, SETTINGS, calendar, shown
from tests.integrations.web_server import Reply, serving

NOW = datetime(2025, 3, 23, 8, tzinfo=UTC)
LATE = "BEGIN:VEVENT\nUID:late\nSUMMARY:Late\nDTSTART:20250402T070000Z\nDURATION:PT1H\nEND:VEVENT"
EARLY = LATE.replace("late", "early").replace("Late", "Early").replace("0402", "0401")
FEED = calendar(f"{LATE}\n{EARLY}")
TAGGED = {"ETag": '"1"', "Last-Modified": "Fri, 21 Mar 2025 07:00:00 GMT"}


def source(address: str, **settings: Any) -> IcsBusySource:
    """A source that may lie on this machine."""
    return IcsBusySource(replace(SETTINGS, address=address, allow_hosts=("127.0.0.1",), **settings))


def read(reader: BusySource) -> Reading:
    """What it says of the fortnight."""
    return reader.read(FORTNIGHT, now=NOW)


def titles(reading: Reading) -> list[str]:
    """The titles of the busy time, in its order."""
    return [one.title for one in reading.busy]


def test_a_reading_holds_busy_time_in_order_and_when_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(FEED)
    reading = read(source(str(path)))
    assert (reading.name, reading.kind, reading.read_at) == ("work", "ics", NOW)
    assert [(shown(one.span), one.title, one.source) for one in reading.busy] == [
        ("04-01 07:00 - 08:00", "Early", "work"),
        ("04-02 07:00 - 08:00", "Late", "work"),
    ]


def test_a_packed_file(tmp_path: Path) -> None:
    path = tmp_path / "work.ics.gz"
    path.write_bytes(gzip.compress(FEED))
    assert titles(read(source(str(path)))) == ["Early", "Late"]


def test_standard_input_can_be_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FEED)))
    reader = source("-")
    assert titles(read(reader)) == titles(read(reader)) == ["Early", "Late"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.ics", tmp_path, Path("nul\0")):
        with pytest.raises(CalendarUnreadable, match=r"^work could not be read: .*file"):
            read(source(str(path)))


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(FEED)
    with pytest.raises(CalendarUnreadable, match="larger than 99 bytes"):
        read(source(str(path), size_limit=99))


def test_addresses_nobody_can_read() -> None:
    with pytest.raises(CalendarUnreadable, match="nothing can be read from ftp addresses"):
        read(source("ftp://example.com/secret"))


def test_an_unchanged_feed_is_not_sent_twice() -> None:
    with serving(Reply(body=FEED, headers=TAGGED), Reply(304)) as server:
        reader = source(server.url)
        assert titles(read(reader)) == titles(read(reader)) == titles(read(reader)) == ["Early", "Late"]
    first, second, third = (headers for _, headers in server.asked)
    assert "If-None-Match" not in first
    assert second["If-None-Match"] == third["If-None-Match"] == '"1"'
    assert second["If-Modified-Since"] == TAGGED["Last-Modified"]


def test_a_changed_feed_is_read_anew() -> None:
    replies = (
        Reply(body=FEED, headers=TAGGED),
        Reply(body=calendar(EARLY), headers={"ETag": '"2"'}),
        Reply(304),
    )
    with serving(*replies) as server:
        reader = source(server.url)
        assert [titles(read(reader)) for _ in range(3)] == [["Early", "Late"], ["Early"], ["Early"]]
    assert "If-Modified-Since" not in server.asked[-1][1]


def test_a_page_that_was_no_calendar_is_not_remembered() -> None:
    log_in = Reply(body=b"<title>Log in</title>", headers=TAGGED)
    with serving(log_in, Reply(body=FEED)) as server:
        reader = source(server.url)
        with pytest.raises(CalendarUnreadable, match="it is no calendar"):
            read(reader)
        assert titles(read(reader)) == ["Early", "Late"]
    assert "If-None-Match" not in server.asked[1][1]


def test_unchanged_since_never_is_no_calendar() -> None:
    with serving(Reply(304)) as server, pytest.raises(CalendarUnreadable, match="nothing was asked"):
        read(source(server.url))


def test_a_calendar_by_any_content_type_is_one() -> None:
    with serving(Reply(body=FEED, headers={"Content-Type": "text/html"})) as server:
        assert titles(read(source(server.url))) == ["Early", "Late"]


@pytest.mark.parametrize("scheme", ["webcal", "WEBCALS", "https"])
def test_webcal_is_https(scheme: str) -> None:
    with serving(Reply(body=FEED)) as server:
        with pytest.raises(CalendarUnreadable) as caught:
            read(source(server.url.replace("http", scheme, 1), time_limit=timedelta(seconds=0.2)))
        assert server.asked == []
    assert "127.0.0.1" in str(caught.value)


def test_a_private_host_is_refused_by_name_without_what_is_secret() -> None:
    reader = IcsBusySource(replace(SETTINGS, address="http://localhost:1/s3cret.ics?key=s3cret"))
    with pytest.raises(AddressRefused) as caught:
        read(reader)
    assert str(caught.value) == "work could not be read: localhost is on a private network"
    assert "s3cret" not in reader.name
