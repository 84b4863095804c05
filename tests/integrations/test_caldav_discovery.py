"""Discovery finds the calendar that is meant, from any address of its server."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpx2
import pytest

from integrations._shared.feed_settings import FeedSettings
from integrations.caldav.choice import calendar_at
from integrations.caldav.client import XML, CalDavClient
from integrations.caldav.discovery import CalendarFound
from integrations.caldav.discovery import account as found_account
from integrations.caldav.entry_sink import CalDavEntrySink
from integrations.caldav.settings import CalDavAccess, CalDavTarget
from integrations.caldav.target_calendar import target_calendar
from service.errors import CalendarUnreadable, CalendarUnwritable
from service.ports.source_memory import SourceMemory
from tests.caldav_accounts import BERLIN, PASSWORD_IN_PLACE, VARIABLE, Account
from tests.dav_proxy import Asked, Forward, Rule, Said, proxied
from tests.fakes.source_memory import FakeSourceMemory
from tests.radicale_server import PASSWORD, USER

NOW = datetime(2026, 11, 20, tzinfo=UTC)
LOCAL = ("127.0.0.1",)
MULTISTATUS = (
    '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "{}</D:multistatus>"
)
RESPONSE = (
    "<D:response><D:href>{}</D:href><D:propstat><D:prop>{}</D:prop>"
    "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
)
ANSWERS = re.compile(rb"<(?:\w+:)?response>.*?</(?:\w+:)?response>", re.DOTALL)
CALENDAR = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:displayname>{}</D:displayname>"
TASKS = '<C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set>'
READ_ONLY = (
    "<D:current-user-privilege-set><D:privilege><D:read/></D:privilege></D:current-user-privilege-set>"
)


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)


def client(access: CalDavAccess) -> CalDavClient:
    return CalDavClient(access, None, name="home", pause=lambda _: None)


def local(url: str) -> CalDavAccess:
    return CalDavAccess(url, "sam", VARIABLE, allow_hosts=LOCAL)


def several(*responses: str) -> Said:
    return Said(207, {"Content-Type": "application/xml"}, MULTISTATUS.format("".join(responses)).encode())


def listing(*calendars: str) -> dict[str, Said]:
    """A server whose home lists these calendars, each `path|properties`."""
    lines = (RESPONSE.format(*calendar.split("|", 1)) for calendar in calendars)
    home = RESPONSE.format("/", "<C:calendar-home-set><D:href>/home/</D:href></C:calendar-home-set>")
    return {"/": several(home), "/home/": several(*lines)}


def scripted(said: dict[str, Said]) -> Rule:
    """Answers each path with what was written down for it, and all else with 404."""
    return lambda asked, _: said.get(asked.path, Said(404))


@pytest.mark.parametrize("start", ["", "path", "home", "principal"])
def test_a_calendar_is_found_from_every_address_above_it(account: Account, start: str) -> None:
    name = f"Träining & <more> of {start or 'root'}"
    url = account.new_calendar(name)
    home = f"{account.url.rstrip('/')}{account.home}"
    address = {"": account.url, "path": url, "home": home, "principal": home.replace("calendars/", "")}[start]
    found = calendar_at(client(account.access), address, "" if start == "path" else name)
    assert (found.url, found.name, found.writable) == (url, name, True)
    assert found.sync_token


def test_a_calendar_is_found_by_its_path_and_by_its_name_in_any_case(account: Account) -> None:
    url = account.new_calendar("Unlike The Others")
    for words in (urlsplit(url).path, urlsplit(url).path.rstrip("/"), "unlike the others"):
        assert calendar_at(client(account.access), account.url, words).url == url


def target(access: CalDavAccess, name: str) -> CalDavTarget:
    return CalDavTarget("home", access, FeedSettings(BERLIN), calendar=name, create=True)


def make(
    access: CalDavAccess,
    name: str,
    memory: SourceMemory | None = None,
    *,
    looks_only: bool = False,
    anew: bool = False,
) -> CalendarFound | None:
    return target_calendar(client(access), target(access, name), memory, looks_only=looks_only, anew=anew)


def rename(url: str, name: str) -> None:
    """The calendar gets another name in the athlete's app."""
    named = f"<D:displayname>{name}</D:displayname>"
    body = f"<D:propertyupdate xmlns:D='DAV:'><D:set><D:prop>{named}</D:prop></D:set></D:propertyupdate>"
    with httpx2.Client(auth=(USER, PASSWORD), headers=XML, trust_env=False) as app:
        answer = app.request("PROPPATCH", url, content=body)
    assert answer.status_code == 207


def named(account: Account, name: str) -> list[str]:
    calendars = found_account(client(account.access), account.url, named=False).calendars
    return [one.url for one in calendars if one.name == name]


def test_a_calendar_is_made_where_there_is_none_and_found_again(account: Account) -> None:
    made = make(account.access, "New")
    assert made
    assert make(account.access, "New") == made
    assert named(account, "New") == [made.url]


def test_who_only_looks_makes_none(account: Account) -> None:
    sink = CalDavEntrySink(target(account.access, "Looked for"), looks_only=True)
    assert sink.key == "caldav:Looked for"
    assert list(sink.shown(since=NOW)) == []
    assert named(account, "Looked for") == []


def test_a_calendar_that_was_written_to_and_is_gone_is_not_made_again_unasked(account: Account) -> None:
    memory = FakeSourceMemory()
    first = make(account.access, "Made twice", memory)
    assert first
    assert account.client().delete(first.url, {}).status in {200, 204}
    for looks_only in (True, False):
        with pytest.raises(CalendarUnreadable, match="the calendar it wrote to is gone"):
            make(account.access, "Made twice", memory, looks_only=looks_only)
    assert make(account.access, "Another", memory)
    assert make(account.access, "Made twice", memory, looks_only=True, anew=True) is None
    second = make(account.access, "Made twice", memory, anew=True)
    assert second
    assert second.url != first.url
    assert make(account.access, "Made twice", memory) == second


def test_a_calendar_is_the_same_under_whatever_name(account: Account) -> None:
    memory = FakeSourceMemory()
    first = make(account.access, "First name", memory)
    assert first
    rename(first.url, "Second name")
    for anew in (False, True):
        again = make(account.access, "First name", memory, anew=anew)
        assert again
        assert (again.url, again.name) == (first.url, "Second name")
    assert named(account, "First name") == []


def test_a_calendar_that_the_list_does_not_name_is_still_the_one(account: Account) -> None:
    memory = FakeSourceMemory()
    names = list[bytes]()

    def leave_out(asked: Asked, forward: Forward) -> Said:
        said = forward(asked)
        if asked.headers.get("Depth") == "1":
            for one in ANSWERS.findall(said.body):
                if any(name in one for name in names):
                    said = replace(said, body=said.body.replace(one, b""))
        return said

    with proxied(account.url, leave_out) as dav:
        first = make(local(dav.url), "Overlooked", memory)
        names.append(b"Overlooked")
        assert first
        assert make(local(dav.url), "Overlooked", memory) == first
        assert make(local(dav.url), "Overlooked", looks_only=True) is None


def test_a_target_that_is_missing_may_be_made(account: Account) -> None:
    wanted = replace(target(account.access, "Missing"), create=False)
    with pytest.raises(CalendarUnreadable, match="no calendar") as caught:
        target_calendar(client(account.access), wanted, None, looks_only=True, anew=False)
    assert "create = true" in caught.value.hint


def test_a_calendar_s_own_address_never_leads_to_another(account: Account) -> None:
    account.new_calendar()
    gone = account.new_calendar("Gone")
    account.client().delete(gone, {})
    with pytest.raises(CalendarUnreadable, match="nothing at its address"):
        calendar_at(client(account.access), gone, "")


def test_several_calendars_are_named_and_none_is_guessed() -> None:
    with proxied(
        "", scripted(listing(f"/home/a/|{CALENDAR.format('B')}", f"/home/b/|{CALENDAR.format('A')}"))
    ) as dav:
        with pytest.raises(CalendarUnreadable, match=r"it has several calendars: A, B$"):
            calendar_at(client(local(dav.url)), dav.url, "")
        with pytest.raises(CalendarUnreadable, match=r"it has no calendar C, but A, B$"):
            calendar_at(client(local(dav.url)), dav.url, "C")


def test_two_calendars_of_one_name_are_told_apart_by_their_paths() -> None:
    twins = listing(f"/home/a/|{CALENDAR.format('A')}", f"/home/b/|{CALENDAR.format('A')}")
    with proxied("", scripted(twins)) as dav:
        with pytest.raises(CalendarUnreadable, match="2 of its calendars are called A"):
            calendar_at(client(local(dav.url)), dav.url, "A")
        assert calendar_at(client(local(dav.url)), dav.url, "/home/b").url == f"{dav.url}home/b/"


def test_lists_of_tasks_and_other_things_are_no_calendars() -> None:
    box = "<D:resourcetype><D:collection/><C:schedule-inbox/></D:resourcetype>"
    mixed = listing(
        f"/home/t/|{CALENDAR.format('Tasks')}{TASKS}", f"/home/in/|{box}", f"/home/a/|{CALENDAR.format('A')}"
    )
    with proxied("", scripted(mixed)) as dav:
        assert [
            one.name for one in found_account(client(local(dav.url)), dav.url, named=False).calendars
        ] == ["A"]


def test_a_calendar_that_may_only_be_read_says_so() -> None:
    with proxied("", scripted(listing(f"/home/a/|{CALENDAR.format('A')}{READ_ONLY}"))) as dav:
        assert not calendar_at(client(local(dav.url)), dav.url, "A").writable


@pytest.mark.parametrize(
    "known", ["/.well-known/caldav", "/remote.php/dav/", "/dav/", "/cloud/remote.php/dav/"]
)
def test_conventions_find_what_the_address_does_not_say(known: str) -> None:
    pages = listing(f"/home/a/|{CALENDAR.format('A')}")
    pages[known] = pages.pop("/")
    pages["/"] = Said(405)
    pages["/cloud/"] = Said(200, {}, b"<html>Log in</html>")
    with proxied("", scripted(pages)) as dav:
        address = f"{dav.url}cloud/" if known.startswith("/cloud") else dav.url
        assert calendar_at(client(local(address)), address, "").name == "A"


def test_redirects_are_followed_with_method_body_and_password() -> None:
    pages = listing(f"/home/a/|{CALENDAR.format('A')}")
    pages |= {
        "/start/": pages.pop("/"),
        "/": Said(301, {"Location": "/hop"}),
        "/hop": Said(307, {"Location": "/start/"}),
    }
    with proxied("", scripted(pages)) as dav:
        assert calendar_at(client(local(dav.url)), dav.url, "").name == "A"
        first, second, third = dav.asked[:3]
    assert first.method == second.method == third.method == "PROPFIND"
    assert first.body == second.body == third.body != b""
    assert first.headers["Authorization"] == third.headers["Authorization"]


@pytest.mark.parametrize("way", ["redirect", "href"])
def test_no_other_server_learns_the_password_or_is_asked_at_all(way: str) -> None:
    with proxied("", scripted({})) as other:
        home = f"<C:calendar-home-set><D:href>{other.url}</D:href></C:calendar-home-set>"
        pages = {
            "redirect": {"/": Said(302, {"Location": f"{other.url}secret"})},
            "href": {"/": several(RESPONSE.format("/", home))},
        }
        with proxied("", scripted(pages[way])) as dav, pytest.raises(CalendarUnreadable) as caught:
            calendar_at(client(local(dav.url)), dav.url, "")
    assert other.asked == []
    assert "it sends Liftrun on to 127.0.0.1, which is not told your password" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_wrong_password_is_told_without_it(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    if account.home == "/user/calendars/":
        return  # lets everybody in
    monkeypatch.setenv(VARIABLE, "wr0ng")
    with pytest.raises(CalendarUnreadable, match=r"does not accept the password or token \(401\)") as caught:
        calendar_at(client(account.access), account.url, "")
    assert VARIABLE in caught.value.hint
    assert "wr0ng" not in f"{caught.value}{caught.value.hint}"
    assert not caught.value.retryable


def test_a_server_that_speaks_no_caldav_is_told_from_one_that_refuses() -> None:
    with (
        proxied("", scripted({})) as dav,
        pytest.raises(CalendarUnreadable, match="no calendars are found there"),
    ):
        calendar_at(client(local(dav.url)), dav.url, "")
    with proxied("", lambda *_: Said(403)) as dav, pytest.raises(CalendarUnreadable, match="refuses access"):
        calendar_at(client(local(dav.url)), dav.url, "")


def test_a_token_is_sent_as_a_bearer_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "t0ken")
    with proxied("", scripted(listing(f"/home/a/|{CALENDAR.format('A')}"))) as dav:
        calendar_at(client(replace(local(dav.url), user="")), dav.url, "")
    assert {asked.headers["Authorization"] for asked in dav.asked} == {"Bearer t0ken"}


def test_a_lost_answer_to_making_a_calendar_makes_one(account: Account) -> None:
    lost = list[Asked]()

    def lose_once(asked: Asked, forward: Forward) -> Said | None:
        said = forward(asked)
        if asked.method == "MKCALENDAR" and not lost:
            lost.append(asked)
            return None
        return said

    with proxied(account.url, lose_once) as dav:
        name = "Lost and found"
        made = make(local(dav.url), name)
    assert made
    assert [urlsplit(url).path for url in named(account, name)] == [made.path]
    assert len(lost) == 1


def test_a_server_that_names_its_calendars_itself_is_left_without_one(account: Account) -> None:
    def rename(asked: Asked, forward: Forward) -> Said:
        body = asked.body.replace(b"Wanted", b"Otherwise") if asked.method == "MKCALENDAR" else asked.body
        return forward(replace(asked, body=body))

    before = found_account(client(account.access), account.url, named=False).calendars
    with (
        proxied(account.url, rename) as dav,
        pytest.raises(CalendarUnwritable, match="does not let Liftrun name"),
    ):
        make(local(dav.url), "Wanted")
    after = found_account(client(account.access), account.url, named=False).calendars
    assert {one.url for one in after} == {one.url for one in before}
