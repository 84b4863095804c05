"""The local Google server injects exactly the faults that a test plans, and no others."""

import socket
import time
from datetime import timedelta

import httpx2
import pytest

from tests.fakes.google.caller import EVENTS, hour, items, reason
from tests.fakes.google.faults import PASSING, REFUSALS, Fault, Faults, Kind
from tests.fakes.google_server import GoogleServer

NO_REPLY = (Kind.RESET, Kind.CLOSED)


def insert(api: httpx2.Client) -> httpx2.Response:
    return api.post(EVENTS, json=hour())


def number(google: GoogleServer) -> int:
    return len(google.calendar().events())


class TestKinds:
    @pytest.mark.parametrize("after", [False, True])
    @pytest.mark.parametrize("kind", REFUSALS)
    def test_refuse_before_or_after_the_write(
        self, api: httpx2.Client, google: GoogleServer, kind: Kind, *, after: bool
    ) -> None:
        google.faults = Faults.at(1, Fault(kind, after=after))
        assert reason(insert(api)) == REFUSALS[kind][:2]
        assert number(google) == google.writes == after
        assert insert(api).status_code == 200

    @pytest.mark.parametrize("after", [False, True])
    @pytest.mark.parametrize("kind", NO_REPLY)
    def test_lose_the_reply_before_or_after_the_write(
        self, api: httpx2.Client, google: GoogleServer, kind: Kind, *, after: bool
    ) -> None:
        google.faults = Faults.at(1, Fault(kind, after=after))
        with pytest.raises(httpx2.TransportError):
            insert(api)
        assert number(google) == google.writes == after
        assert insert(api).status_code == 200

    @pytest.mark.parametrize("kind", NO_REPLY)
    def test_end_the_connection_with_or_without_order(self, google: GoogleServer, kind: Kind) -> None:
        google.faults = Faults.at(1, Fault(kind))
        host, _, port = google.url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(b"GET /calendar/v3/users/me/calendarList HTTP/1.1\r\nHost: x\r\n\r\n")
            if kind is Kind.CLOSED:
                assert connection.recv(1) == b""
            else:
                with pytest.raises(ConnectionResetError):
                    connection.recv(1)

    def test_cut_the_body_short(self, api: httpx2.Client, google: GoogleServer) -> None:
        google.faults = Faults.at(1, Fault(Kind.TRUNCATED))
        with pytest.raises(httpx2.RemoteProtocolError, match="without sending complete message body"):
            insert(api)
        assert number(google) == 1

    @pytest.mark.parametrize("after", [False, True])
    def test_say_something_else_than_json(
        self, api: httpx2.Client, google: GoogleServer, *, after: bool
    ) -> None:
        google.faults = Faults.at(1, Fault(Kind.NOT_JSON, after=after))
        response = insert(api)
        assert (response.status_code, response.headers["Content-Type"][:9]) == (200, "text/html")
        assert number(google) == after

    def test_take_their_time(self, api: httpx2.Client, google: GoogleServer) -> None:
        google.faults = Faults.at(1, Fault(Kind.SLOW, delay=timedelta(milliseconds=80)))
        begun = time.monotonic()
        assert insert(api).status_code == 200
        assert time.monotonic() - begun >= 0.08

    @pytest.mark.parametrize("wait", [None, 0, 7])
    def test_say_how_long_to_wait(self, api: httpx2.Client, google: GoogleServer, wait: int | None) -> None:
        google.faults = Faults.at(1, Fault(Kind.TOO_MANY, retry_after=wait))
        said = insert(api).headers.get("Retry-After")
        assert said == (None if wait is None else str(wait))


class TestPlan:
    def test_strikes_exactly_one_request(self, api: httpx2.Client, google: GoogleServer) -> None:
        google.faults = Faults.at(3, Fault(Kind.UNAVAILABLE))
        assert [insert(api).status_code for _ in range(4)] == [200, 200, 503, 200]
        assert google.faults.seen == 4
        assert [fault.kind for fault in google.faults.struck] == [Kind.UNAVAILABLE]

    def test_draws_the_same_from_the_same_seed(self, api: httpx2.Client, google: GoogleServer) -> None:
        def drawn(seed: int) -> list[int]:
            google.faults = Faults.at_random(seed=seed, probability=0.5, kinds=tuple(REFUSALS))
            return [insert(api).status_code for _ in range(30)]

        assert drawn(1) == drawn(1) != drawn(2)
        assert 5 < len([status for status in drawn(1) if status != 200]) < 25

    def test_draws_from_all_that_passes(self, google: GoogleServer) -> None:
        google.faults = Faults.at_random(seed=3, probability=1)
        struck = [google.faults.strike(is_token=False) for _ in range(300)]
        assert {fault.kind for fault in struck if fault} == set(PASSING)
        assert {fault.after for fault in struck if fault} == {False, True}

    def test_can_be_switched_off(self, api: httpx2.Client, google: GoogleServer) -> None:
        google.faults = Faults.at_random(seed=1, probability=1, kinds=[Kind.INTERNAL])
        assert insert(api).status_code == 500
        google.faults = Faults()
        assert insert(api).status_code == 200

    def test_spares_tokens_unless_told(self, google: GoogleServer) -> None:
        form = {"grant_type": "refresh_token"}
        google.faults = Faults.at(1, Fault(Kind.UNAVAILABLE))
        assert httpx2.post(f"{google.url}/token", data=form).status_code == 401
        google.faults = Faults.at(1, Fault(Kind.UNAVAILABLE), tokens=True)
        assert httpx2.post(f"{google.url}/token", data=form).status_code == 503

    @pytest.mark.parametrize(("after", "expected"), [(False, 0), (True, 1)])
    def test_lets_a_test_do_something_at_that_moment(
        self, api: httpx2.Client, google: GoogleServer, expected: int, *, after: bool
    ) -> None:
        seen: list[int] = []
        act = Fault(Kind.NONE, after=after, action=lambda: seen.append(number(google)))
        google.faults = Faults.at(1, act)
        assert insert(api).status_code == 200
        assert seen == [expected]


class TestQuota:
    def test_is_by_the_minute(self, api: httpx2.Client, google: GoogleServer) -> None:
        google.api.quota = 2
        assert [insert(api).status_code for _ in range(2)] == [200, 200]
        assert reason(insert(api)) == (403, "rateLimitExceeded")
        assert number(google) == 2
        google.clock.move(timedelta(minutes=1))
        assert insert(api).status_code == 200


class TestLog:
    def test_holds_every_request_and_its_end(self, api: httpx2.Client, google: GoogleServer) -> None:
        insert(api)
        api.delete(f"{EVENTS}/nobody")
        google.faults = Faults.at(1, Fault(Kind.RESET))
        with pytest.raises(httpx2.TransportError):
            items(api, q="legs")
        log = [(one.request.method, one.status, one.fault) for one in google.requests]
        assert log == [("POST", 200, ""), ("DELETE", 404, ""), ("GET", 0, "connection reset")]
        assert google.requests[0].request.document() == hour()
        assert google.requests[2].request.query == {"q": ["legs"]}


def test_keeps_connections_alive(api: httpx2.Client, google: GoogleServer) -> None:
    host, _, port = google.url.removeprefix("http://").partition(":")
    asked = b"GET /calendar/v3/users/me/calendarList HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.create_connection((host, int(port))) as connection:
        for _ in range(2):
            connection.sendall(asked)
            assert connection.recv(65536).startswith(b"HTTP/1.1 401")
    assert insert(api).status_code == 200


def test_takes_a_get_sent_as_a_form(api: httpx2.Client, google: GoogleServer) -> None:
    for title in ("Legs", "Arms"):
        google.calendar().add(title, google.clock.now(), google.clock.now())
    response = api.post(EVENTS, data={"q": "legs"}, headers={"X-HTTP-Method-Override": "GET"})
    assert [one["summary"] for one in response.json()["items"]] == ["Legs"]
