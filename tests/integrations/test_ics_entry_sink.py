"""A calendar file keeps the contract of every calendar we write to."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import read
from integrations.ics.entry_sink import IcsEntrySink
from integrations.ics.settings import IcsTarget
from service.domain.span import Span
from service.errors import OutputRefused
from service.ports.entry_sink import EntrySink
from tests.contracts.entry_sink import LONG_AGO, EntrySinkContract, visible
from tests.entries import HOUR, MONDAY, entry


def sink_at(path: Path) -> IcsEntrySink:
    return IcsEntrySink(IcsTarget("file", path, FeedSettings(ZoneInfo("Europe/Berlin"))))


class TestIcsEntrySink(EntrySinkContract):
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "training.ics"

    @pytest.fixture
    def sink(self, path: Path) -> EntrySink:
        return sink_at(path)

    @pytest.fixture
    def twin(self, path: Path) -> EntrySink:
        return sink_at(path)

    def test_tells_subscribers_what_was_deleted(self, path: Path, sink: EntrySink) -> None:
        sink.delete(sink.create(entry(sequence=2)))
        (told,) = read(path.read_bytes())
        assert told.cancelled
        assert told.sequence == 3

    def test_counts_on_when_an_entry_comes_back(self, path: Path, sink: EntrySink) -> None:
        shown = sink.create(entry())
        numbers = [shown.entry.sequence]
        for hour in range(3):
            shown = sink.update(shown, entry(start=MONDAY + hour * HOUR, title=str(hour)))
            numbers.append(shown.entry.sequence)
            sink.delete(shown)
            numbers.append(read(path.read_bytes())[0].sequence)
            shown = sink.create(entry(start=MONDAY + hour * HOUR))
            numbers.append(shown.entry.sequence)
        assert numbers == sorted(set(numbers))

    @pytest.mark.parametrize("end", ["DTEND;VALUE=DATE:20261126\r\n", ""])
    def test_reads_an_entry_that_became_a_whole_day(self, path: Path, sink: EntrySink, end: str) -> None:
        sink.create(entry())
        text = re.sub("DTSTART;TZID.*\r\n", "DTSTART;VALUE=DATE:20261125\r\n", path.read_bytes().decode())
        path.write_text(re.sub("DTEND;TZID.*\r\n", end, text), newline="")
        (shown,) = sink.shown(since=LONG_AGO)
        assert shown.entry.all_day
        assert shown.entry.span == Span.lasting(datetime(2026, 11, 24, 23, tzinfo=UTC), timedelta(days=1))
        sink.update(shown, entry(start=MONDAY + timedelta(days=2), sequence=1))
        assert [one.entry.all_day for one in sink.shown(since=LONG_AGO)] == [False]

    @pytest.mark.parametrize("repeats", ["RRULE:FREQ=WEEKLY\r\n", "RDATE:20261130T170000Z\r\n"])
    def test_never_writes_over_dates_of_the_athlete(self, path: Path, sink: EntrySink, repeats: str) -> None:
        sink.create(entry())
        path.write_text(path.read_bytes().decode().replace("SUMMARY:", f"{repeats}SUMMARY:", 1), newline="")
        before = path.read_bytes()
        (shown,) = sink.shown(since=LONG_AGO)
        assert visible(shown.entry) == visible(entry())
        for write in (lambda: sink.delete(shown), lambda: sink.update(shown, entry(title="Legs"))):
            with pytest.raises(OutputRefused):
                write()
        assert path.read_bytes() == before

    def test_leaves_a_file_of_others_alone(self, path: Path, sink: EntrySink) -> None:
        foreign = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
        path.write_text(foreign, newline="")
        with pytest.raises(OutputRefused):
            sink.create(entry())
        assert path.read_bytes() == foreign.encode()
