"""Whatever fails between Liftrun and the server, an entry exists exactly once."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from integrations.caldav.entry_object import name_of
from integrations.caldav.entry_sink import CalDavEntrySink
from integrations.caldav.settings import CalDavTarget
from service.errors import CalendarUnreadable, CalendarUnwritable, EntryChanged
from service.ports.entry_sink import EntrySink, Shown
from tests.caldav_accounts import PASSWORD_IN_PLACE, Account
from tests.contracts.entry_sink import LONG_AGO, visible
from tests.dav_proxy import Asked, Forward, Rule, Said, proxied
from tests.entries import MONDAY, entry

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = timedelta(days=1)
WANTED = entry(start=MONDAY + DAY, sequence=1)
WRITES = {"PUT", "DELETE"}


def through(account: Account, url: str, proxy: str) -> CalDavTarget:
    """The calendar as it is reached by way of the proxy."""
    return account.target(url.replace(account.url, proxy))


def patient(target: CalDavTarget, pauses: list[float] | None = None) -> CalDavEntrySink:
    return CalDavEntrySink(target, pause=(pauses if pauses is not None else []).append)


class Fault:
    """Does one wrong thing to each request of some methods, the first `times` times."""

    def __init__(self, methods: set[str], wrong: Rule, times: int = 1) -> None:
        self.methods = methods
        self.wrong = wrong
        self.times = times
        self.met = Counter[str]()

    def __call__(self, asked: Asked, forward: Forward) -> Said | None:
        if asked.method not in self.methods or self.met[asked.method] >= self.times:
            return forward(asked)
        self.met[asked.method] += 1
        return self.wrong(asked, forward)


def lost_before(_asked: Asked, _forward: Forward) -> None:
    return None


def lost_after(asked: Asked, forward: Forward) -> None:
    forward(asked)


def unavailable(_asked: Asked, _forward: Forward) -> Said:
    return Said(503, {"Retry-After": "1"})


def unavailable_after(asked: Asked, forward: Forward) -> Said:
    forward(asked)
    return Said(502)


def limited(_asked: Asked, _forward: Forward) -> Said:
    return Said(429)


def cut_short(asked: Asked, forward: Forward) -> Said:
    said = forward(asked)
    return replace(said, promised=len(said.body) + 10)


PASSING = [lost_before, lost_after, unavailable, unavailable_after, limited, cut_short]


def write_all(sink: EntrySink) -> None:
    """Create two, move one, delete the other."""
    moved = sink.create(entry())
    deleted = sink.create(replace(entry(), uid="0" * 32 + "@liftrun"))
    sink.update(moved, WANTED)
    sink.delete(deleted)


@pytest.mark.parametrize("wrong", PASSING)
@pytest.mark.parametrize("methods", [WRITES, {"PROPFIND", "REPORT", "GET"}], ids=["writes", "reads"])
def test_trouble_that_passes_changes_nothing_of_the_outcome(
    account: Account, url: str, wrong: Rule, methods: set[str]
) -> None:
    fault = Fault(methods, wrong, times=2)
    with proxied(account.url, fault) as dav:
        sink = patient(through(account, url, dav.url))
        write_all(sink)
        assert [visible(one.entry) for one in sink.shown(since=LONG_AGO)] == [visible(WANTED)]
    assert all(fault.met[method] for method in methods - {"GET"})


@pytest.mark.parametrize("wrong", [lost_before, lost_after, unavailable, unavailable_after])
@pytest.mark.parametrize("step", range(4))
def test_trouble_that_does_not_pass_is_mended_by_doing_it_again(
    account: Account, url: str, wrong: Rule, step: int
) -> None:
    other = replace(entry(), uid="0" * 32 + "@liftrun")
    done = list[Shown]()
    steps: list[Callable[[EntrySink], object]] = [
        lambda sink: done.append(sink.create(entry())),
        lambda sink: done.append(sink.create(other)),
        lambda sink: sink.update(done[0], WANTED),
        lambda sink: sink.delete(done[1]),
    ]
    straight = patient(account.target(url))
    for one in steps[:step]:
        one(straight)
    with proxied(account.url, Fault(WRITES, wrong, times=100)) as dav, pytest.raises(CalendarUnwritable):
        steps[step](patient(through(account, url, dav.url)))
    again = patient(account.target(url))
    for one in steps[step:]:
        one(again)
    assert [visible(one.entry) for one in again.shown(since=LONG_AGO)] == [visible(WANTED)]


def test_a_wait_asked_for_is_kept(account: Account, url: str) -> None:
    pauses = list[float]()
    with proxied(account.url, Fault({"PUT"}, unavailable)) as dav:
        patient(through(account, url, dav.url), pauses).create(entry())
    assert pauses == [1]


def test_a_change_by_hand_between_two_tries_is_not_overwritten(account: Account, url: str) -> None:
    straight = patient(account.target(url))

    def change(_asked: Asked, _forward: Forward) -> None:
        (there,) = straight.shown(since=LONG_AGO)
        straight.update(there, entry(title="By hand"))

    created = straight.create(entry())
    with proxied(account.url, Fault({"PUT"}, change)) as dav, pytest.raises(EntryChanged):
        patient(through(account, url, dav.url)).update(created, WANTED)
    (there,) = straight.shown(since=LONG_AGO)
    assert there.entry.title == "By hand"


def test_a_server_that_gives_no_etag_for_a_write_is_asked_for_it(account: Account, url: str) -> None:
    with proxied(account.url, lambda asked, forward: forward(asked).without("ETag")) as dav:
        sink = patient(through(account, url, dav.url))
        updated = sink.update(sink.create(entry()), WANTED)
    assert [updated] == list(patient(account.target(url)).shown(since=LONG_AGO))


def test_a_server_without_etags_is_not_written_over(account: Account, url: str) -> None:
    def drop(asked: Asked, forward: Forward) -> Said:
        said = forward(asked).without("ETag")
        return replace(said, body=said.body.replace(b"getetag", b"getother"))

    with proxied(account.url, drop) as dav:
        sink = patient(through(account, url, dav.url))
        created = sink.create(entry())
        for change in (lambda: sink.update(created, WANTED), lambda: sink.delete(created)):
            with pytest.raises(CalendarUnwritable, match="names no versions"):
                change()


def test_a_server_that_rewrites_what_it_keeps_is_believed_by_meaning(account: Account, url: str) -> None:
    def strip(asked: Asked, forward: Forward) -> Said:
        if asked.method != "PUT":
            return forward(asked)
        kept = [line for line in asked.body.split(b"\r\n") if not line.startswith((b"X-", b"COLOR"))]
        return forward(replace(asked, body=b"\r\n".join(kept))).without("ETag")

    with proxied(account.url, strip) as dav:
        sink = patient(through(account, url, dav.url))
        created = sink.create(entry(title="Lower body"))
        assert sink.create(entry(title="Lower body")) == created
        sink.update(created, replace(WANTED, title="Lower body"))
        (there,) = sink.shown(since=LONG_AGO)
    assert (there.entry.span, there.entry.session) == (WANTED.span, "")


REFUSED = {
    403: "you may only read it",
    405: "you may only read it",
    401: "does not accept the password",
    423: "is locked",
    507: "is full",
    413: "it answered 413",
}


@pytest.mark.parametrize(("status", "words"), REFUSED.items())
def test_a_refusal_is_told_in_words(account: Account, url: str, status: int, words: str) -> None:
    created = patient(account.target(url)).create(entry())
    with proxied(account.url, Fault(WRITES, lambda *_: Said(status), times=100)) as dav:
        sink = patient(through(account, url, dav.url))
        for change in (
            lambda: sink.create(replace(entry(), uid="0" * 32 + "@liftrun")),
            lambda: sink.update(created, WANTED),
            lambda: sink.delete(created),
        ):
            with pytest.raises(CalendarUnwritable, match=words) as caught:
                change()
            told = f"{caught.value} {caught.value.hint}"
            assert not [
                secret
                for secret in (*PASSWORD_IN_PLACE.values(), url, name_of(entry().uid))
                if secret in told
            ]


def test_a_uid_that_stands_elsewhere_by_the_server_s_word_is_no_refusal(account: Account, url: str) -> None:
    conflict = b'<?xml version="1.0"?><error xmlns="DAV:"><C:no-uid-conflict xmlns:C="urn:x"/></error>'
    fault = Fault({"PUT"}, lambda *_: Said(403, {}, conflict))
    with proxied(account.url, fault) as dav, pytest.raises(EntryChanged):
        patient(through(account, url, dav.url)).create(entry())


def test_a_calendar_that_is_gone_is_said_to_be(account: Account, url: str) -> None:
    sink = patient(account.target(url))
    created = sink.create(entry())
    account.client().delete(url, {})
    with pytest.raises(CalendarUnreadable, match="the calendar is gone"):
        sink.shown(since=LONG_AGO)
    with pytest.raises((CalendarUnreadable, CalendarUnwritable)):
        sink.create(replace(entry(), uid="0" * 32 + "@liftrun"))
    with pytest.raises((CalendarUnreadable, CalendarUnwritable)):
        sink.update(created, WANTED)


def test_a_calendar_to_read_is_refused_before_anything_is_written(account: Account, url: str) -> None:
    def read_only(asked: Asked, forward: Forward) -> Said:
        said = forward(asked)
        for right in (b"write", b"all", b"bind"):
            for close in (b"/>", b" />"):
                said = replace(said, body=said.body.replace(right + close, b"read" + close))
        body = said.body.replace(b":write-content", b":read").replace(b"write-content", b"read")
        return replace(said, body=body)

    with proxied(account.url, read_only) as dav:
        sink = patient(through(account, url, dav.url))
        assert list(sink.shown(since=LONG_AGO)) == []
        with pytest.raises(CalendarUnwritable, match="you may only read it"):
            sink.create(entry())
    assert WRITES.isdisjoint(dav.methods())


def test_an_answer_that_ends_early_without_saying_so_is_not_believed(account: Account, url: str) -> None:
    straight = patient(account.target(url))
    straight.create(entry())

    def half(asked: Asked, forward: Forward) -> Said:
        said = forward(asked)
        return replace(said, body=said.body[: len(said.body) // 2]) if asked.method == "REPORT" else said

    with proxied(account.url, half) as dav, pytest.raises(CalendarUnreadable, match="no whole XML"):
        patient(through(account, url, dav.url)).shown(since=LONG_AGO)
