"""Google and CalDAV servers that refuse one entry, or every write: what is said, and what is written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from integrations.caldav.entry_sink import CalDavEntrySink
from service.domain.training import Kind
from service.errors import CalendarUnwritable, EntryRefused, OnlyReadable
from service.ports.entry_sink import EntrySink
from tests.caldav_accounts import PASSWORD_IN_PLACE, Account, account_on
from tests.contracts.entry_sink import LONG_AGO, standing
from tests.dav_proxy import Asked, Forward, Said, proxied
from tests.entries import MONDAY, entry
from tests.fakes.google.api_error import ApiError
from tests.fakes.google.request import Reply, Request
from tests.fakes.google_server import GoogleServer
from tests.google_calendars import google_hands
from tests.training_life import TrainingLife

DAY = timedelta(days=1)
SABRE = (
    b'<?xml version="1.0"?><d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">'
    b'<c:valid-calendar-data xmlns:c="urn:ietf:params:xml:ns:caldav"/>'
    b"<s:message>Validation error:\x1b[31m no dinosaurs at https://me:pw@dav/secret/a</s:message></d:error>"
).replace(b"\x1b", b"&#9;")


class Poisoned(GoogleServer):
    """Refuses every write that says `bad`."""

    bad = b'"summary": "Intervals'
    status, code = 400, "invalid"

    def _applied(self, request: Request) -> Reply:
        if request.method in {"POST", "PATCH"} and self.bad in request.body:
            return Reply.refusing(
                ApiError(self.status, self.code, "The word Intervals is not for calendars.")
            )
        return super()._applied(request)


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with account_on("radicale", tmp_path_factory.mktemp("radicale")) as account:
        yield account


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)


def expect_the_others(sink: EntrySink, words: str) -> str:
    life = TrainingLife(sinks=[sink])
    for _ in range(2):
        with pytest.raises(
            EntryRefused, match=rf"did not take Intervals of \w{{3}} \d+ Mar: .*{words}"
        ) as caught:
            life.sync()
    assert set(life.shown()) == {"lower", "upper", "easy"}
    return str(caught.value)


@pytest.mark.parametrize(
    ("status", "code"), [(400, "invalid"), (403, "forbiddenForNonOrganizer"), (413, "uploadTooLarge")]
)
def test_google_refuses_one_entry(status: int, code: str) -> None:
    with Poisoned() as google:
        google.status, google.code = status, code
        expect_the_others(google_hands(google).sink(), "The word Intervals is not for calendars")


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (400, b"Bad data", "Bad data"),
        (403, SABRE, "no dinosaurs"),
        (413, b"<html><body><h1>Too large</h1></body></html>", "Too large"),
        (415, b"", "it answered 415"),
        (500, b"Traceback", "Traceback"),
        (403, b"", "403"),
    ],
)
def test_a_caldav_server_refuses_one_entry(behind: Account, status: int, body: bytes, words: str) -> None:
    def poisoned(asked: Asked, forward: Forward) -> Said:
        is_bad = asked.method == "PUT" and b"SUMMARY:Intervals" in asked.body
        return Said(status, {}, body) if is_bad else forward(asked)

    url = behind.new_calendar()
    with proxied(behind.url, poisoned) as dav:
        target = behind.target(url.replace(behind.url, dav.url))
        told = expect_the_others(CalDavEntrySink(target, pause=lambda _: None), words)
    assert "secret" not in told
    assert told.isprintable()


def test_a_google_calendar_that_becomes_read_only_says_so() -> None:
    with GoogleServer() as google:
        hands = google_hands(google)
        held = google.add_calendar("Team", role="writer")
        hands.log_in()
        hands.sink(held.id, create=False).create(entry())
        google.share(held.id, "reader")
        again = hands.sink(held.id, create=False)
        with pytest.raises(OnlyReadable, match="you may only read it"):
            standing(again)
        life = TrainingLife(sinks=[again])
        with pytest.raises(CalendarUnwritable, match="could not be written: you may only read it"):
            life.sync()
        assert life.memory.plans.head()


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, "quotaExceeded", "quota"),
        (403, "forbidden", "not in this house"),
        (400, "invalid", "not in this house"),
    ],
)
def test_a_google_calendar_that_is_not_made_says_so(status: int, code: str, words: str) -> None:
    class Closed(GoogleServer):
        def _applied(self, request: Request) -> Reply:
            if request.method == "POST" and request.path.endswith("/calendars"):
                return Reply.refusing(ApiError(status, code, "not in this house"))
            return super()._applied(request)

    with Closed() as google:
        life = TrainingLife(sinks=[google_hands(google).sink()])
        with pytest.raises(
            CalendarUnwritable, match=f"the calendar Training could not be made: .*{words}"
        ) as caught:
            life.sync()
        assert "only read" not in str(caught.value)
        assert life.memory.plans.head()


def test_a_caldav_calendar_that_is_not_made_says_so(behind: Account) -> None:
    def closed(asked: Asked, forward: Forward) -> Said:
        return Said(403, {}, SABRE) if asked.method == "MKCALENDAR" else forward(asked)

    with proxied(behind.url, closed) as dav:
        target = replace(behind.target(f"{dav.url.rstrip('/')}{behind.home}"), calendar="New", create=True)
        with pytest.raises(
            CalendarUnwritable, match=r"its server did not make the calendar New .*no dinosaurs"
        ):
            TrainingLife(sinks=[CalDavEntrySink(target, pause=lambda _: None)]).sync()


def test_what_stands_in_a_calendar_is_not_touched_by_a_refused_change(behind: Account) -> None:
    sink = CalDavEntrySink(behind.target(behind.new_calendar()))
    made = sink.create(entry(Kind.EASY))

    def poisoned(asked: Asked, forward: Forward) -> Said:
        return Said(400) if asked.method == "PUT" else forward(asked)

    with proxied(behind.url, poisoned) as dav:
        through = CalDavEntrySink(behind.target(sink._calendar.url.replace(behind.url, dav.url)))  # type: ignore[union-attr]
        with pytest.raises(EntryRefused):
            through.update(through.shown(since=LONG_AGO)[0], entry(Kind.EASY, start=MONDAY + DAY))
    assert standing(sink) == [made]
