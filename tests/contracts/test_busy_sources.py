"""Every busy source keeps the same contract: in memory, a file, Google, CalDAV."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from integrations.ics.busy_source import IcsBusySource
from integrations.ics.settings import IcsSettings
from service.domain.span import Span
from service.ports.busy_source import BusySource
from tests.builders import BERLIN
from tests.caldav_accounts import PASSWORD_IN_PLACE, Account, account_on
from tests.caldav_own_calendar import CalDavMeetings, new_app_calendar
from tests.contracts.busy_source import BusySourceContract
from tests.fakes.google_server import GoogleServer
from tests.google_calendars import google_hands
from tests.google_own_calendar import GoogleMeetings
from tests.meetings import FakeMeetings, Meetings
from tests.radicale_server import USER


@dataclass
class FileMeetings:
    """A file that some app writes anew with every change."""

    path: Path
    kept: dict[int, Span] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._write()

    def source(self) -> BusySource:
        return IcsBusySource(IcsSettings("file", BERLIN, str(self.path)))

    def put(self, number: int, span: Span) -> None:
        self.kept[number] = span
        self._write()

    def cancel(self, number: int) -> None:
        del self.kept[number]
        self._write()

    def _write(self) -> None:
        events = (
            f"BEGIN:VEVENT\nUID:{number}\nDTSTAMP:20260101T000000Z\nSUMMARY:Meeting\n"
            f"DTSTART:{span.start:%Y%m%dT%H%M%SZ}\nDTEND:{span.end:%Y%m%dT%H%M%SZ}\nEND:VEVENT\n"
            for number, span in self.kept.items()
        )
        self.path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(events)}END:VCALENDAR\n")


class TestFakeBusySource(BusySourceContract):
    @pytest.fixture
    def meetings(self) -> Meetings:
        return FakeMeetings()


class TestIcsBusySource(BusySourceContract):
    @pytest.fixture
    def meetings(self, tmp_path: Path) -> Meetings:
        return FileMeetings(tmp_path / "work.ics")


class TestGoogleBusySource(BusySourceContract):
    @pytest.fixture
    def meetings(self, google: GoogleServer) -> Meetings:
        return GoogleMeetings(google_hands(google))


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Account, Path]]:
    folder = tmp_path_factory.mktemp("radicale")
    with account_on("radicale", folder) as account:
        yield account, folder / "collections" / "collection-root" / USER


class TestCalDavBusySource(BusySourceContract):
    @pytest.fixture
    def meetings(self, radicale: tuple[Account, Path], monkeypatch: pytest.MonkeyPatch) -> Meetings:
        for name, value in PASSWORD_IN_PLACE.items():
            monkeypatch.setenv(name, value)
        return CalDavMeetings(new_app_calendar(*radicale))
