"""A calendar file keeps the contract of every calendar we write to."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import read
from integrations.ics.entry_sink import IcsEntrySink
from integrations.ics.settings import IcsTarget
from service.errors import OutputRefused
from service.ports.entry_sink import EntrySink
from tests.contracts.entry_sink import EntrySinkContract
from tests.entries import entry


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

    def test_leaves_a_file_of_others_alone(self, path: Path, sink: EntrySink) -> None:
        foreign = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
        path.write_text(foreign, newline="")
        with pytest.raises(OutputRefused):
            sink.create(entry())
        assert path.read_bytes() == foreign.encode()
