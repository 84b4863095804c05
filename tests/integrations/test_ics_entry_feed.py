"""A file of entries keeps the contract of a feed, and never loses what is not ours."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import write
from integrations.ics.entry_feed import IcsEntryFeed
from service.errors import CalendarUnreadable, CalendarUnwritable, OutputRefused
from service.ports.entry_feed import EntryFeed
from tests.contracts.entry_feed import EntryFeedContract
from tests.entries import entry

BERLIN = FeedSettings(ZoneInfo("Europe/Berlin"))
NOBODY = 65534


def feed_at(path: Path) -> IcsEntryFeed:
    return IcsEntryFeed(path, BERLIN)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "training.ics"


class TestIcsEntryFeed(EntryFeedContract):
    @pytest.fixture
    def feed(self, path: Path) -> EntryFeed:
        return feed_at(path)


def test_writes_the_feed_and_nothing_beside_it(path: Path) -> None:
    feed_at(path).show([entry()])
    assert path.read_bytes() == write([entry()], BERLIN)
    assert [*path.parent.iterdir()] == [path]


def test_does_not_touch_a_file_that_says_so_already(path: Path) -> None:
    feed_at(path).show([entry()])
    before = path.stat()
    feed_at(path).show([entry()])
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_puts_a_new_file_in_the_old_one_s_place_with_its_mode(path: Path) -> None:
    feed_at(path).show([entry()])
    path.chmod(0o640)
    before = path.stat().st_ino
    feed_at(path).show([entry(title="Legs")])
    assert path.stat().st_ino != before
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_any_other_would(path: Path) -> None:
    feed_at(path).show([entry()])
    usual = path.with_name("usual")
    usual.touch()
    assert path.stat().st_mode == usual.stat().st_mode


def test_writes_through_a_link(path: Path) -> None:
    link = path.with_name("link.ics")
    link.symlink_to(path)
    feed_at(link).show([entry()])
    assert link.is_symlink()
    assert feed_at(path).shown() == (entry(),)


def test_takes_an_empty_file_for_none(path: Path) -> None:
    path.touch()
    assert feed_at(path).shown() == ()
    feed_at(path).show([entry()])
    assert feed_at(path).shown() == (entry(),)


@pytest.mark.parametrize(
    "content",
    [
        b"my notes\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n",
        write([entry()], BERLIN)[:-40],
        write([entry()], BERLIN).replace(
            b"END:VCALENDAR",
            b"BEGIN:VTODO\r\nUID:1\r\nDTSTAMP:20261120T000000Z\r\nEND:VTODO\r\nEND:VCALENDAR",
        ),
    ],
    ids=["no calendar", "another's calendar", "ours, cut short", "ours with a task of the athlete's"],
)
def test_refuses_a_file_that_is_not_all_ours(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(OutputRefused, match="was left as it is: it holds more than"):
        feed_at(path).show([entry()])
    assert path.read_bytes() == content


def test_a_broken_file_is_named(path: Path) -> None:
    path.write_bytes(b"BEGIN:VCALENDAR\r\n")
    with pytest.raises(CalendarUnreadable, match=r"training\.ics could not be read"):
        feed_at(path).shown()


def test_a_missing_folder_is_an_error_in_one_line(path: Path) -> None:
    lost = path.parent / "nowhere" / "training.ics"
    with pytest.raises(CalendarUnwritable, match=r"could not be written: no such file or directory$"):
        feed_at(lost).show([entry()])


def test_a_folder_is_no_calendar(tmp_path: Path) -> None:
    for question in (feed_at(tmp_path).shown, lambda: feed_at(tmp_path).show([entry()])):
        with pytest.raises(OutputRefused, match=r"was left as it is: it is no ordinary file$"):
            question()


def test_a_pipe_is_neither_waited_for_nor_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputRefused, match="no ordinary file"):
        feed_at(pipe).shown()
    assert pipe.is_fifo()


def test_a_place_that_may_only_be_read_keeps_its_file_as_it_is() -> None:
    # Not in tmp_path: an ordinary user could not even look into root's.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "training.ics"
        feed_at(path).show([entry()])
        Path(folder).chmod(0o555)
        with unprivileged():
            assert feed_at(path).shown() == (entry(),)
            with pytest.raises(CalendarUnwritable, match=r"could not be written: permission denied$"):
                feed_at(path).show([entry(title="Legs")])
        Path(folder).chmod(0o755)
        assert [*Path(folder).iterdir()] == [path]
        assert feed_at(path).shown() == (entry(),)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write anywhere, so root becomes nobody for a moment."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)
