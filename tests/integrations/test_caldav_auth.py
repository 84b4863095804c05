"""The password is sent only to its own server, and only over a safe connection."""

from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.caldav.address import is_same_server, joined, lasting, normal
from integrations.caldav.auth import Credentials
from integrations.caldav.settings import CalDavAccess
from service.errors import CalendarUnreadable
from tests.fakes.vault import FakeVault

SAFE = "https://cloud.example/dav/"


def headers(access: CalDavAccess, url: str, *, secret: str = "pässword") -> str:
    vault = FakeVault()
    vault.keep(access.secret, secret)
    return Credentials(access, vault, name="home").headers_for(url)["Authorization"]


def withheld(access: CalDavAccess, url: str) -> CalendarUnreadable:
    with pytest.raises(CalendarUnreadable) as caught:
        headers(access, url)
    assert not caught.value.retryable
    return caught.value


def test_a_user_has_a_password_and_nobody_a_token() -> None:
    scheme, _, word = headers(CalDavAccess(SAFE, "sam"), SAFE).partition(" ")
    assert (scheme, b64decode(word).decode()) == ("Basic", "sam:pässword")
    assert headers(CalDavAccess(SAFE), SAFE, secret="t0ken") == "Bearer t0ken"


SAME = {
    SAFE: [f"{SAFE}else", "https://CLOUD.example:443/", "https://cloud.example"],
    "http://nas.local/": ["http://nas.local/x", "https://nas.local/x"],
    "https://caldav.icloud.com": ["https://p42-caldav.icloud.com:443/1/", "https://p7-caldav.icloud.com/"],
}
OTHER = {
    SAFE: [
        "https://cloud.example.evil/",
        "https://evil.example/",
        "http://cloud.example/",
        "https://cloud.example:8443/",
        "https://sub.cloud.example/",
    ],
    "https://caldav.icloud.com": [
        "https://caldav.icloud.com.evil/",
        "https://evilicloud.com/",
        "http://p42-caldav.icloud.com/",
        "https://p42-caldav.icloud.com:8443/",
    ],
}


@pytest.mark.parametrize(("home", "url"), [(home, url) for home, urls in SAME.items() for url in urls])
def test_the_owner_s_own_servers_may_know(home: str, url: str) -> None:
    assert is_same_server(normal(url), normal(home))


@pytest.mark.parametrize(("home", "url"), [(home, url) for home, urls in OTHER.items() for url in urls])
def test_no_other_may(home: str, url: str) -> None:
    assert not is_same_server(normal(url), normal(home))
    assert "is not told your password" in str(withheld(CalDavAccess(home, "sam"), normal(url)))


def test_an_open_way_is_only_for_the_own_network() -> None:
    home = "http://nas.local:5232/"
    refusal = withheld(CalDavAccess(home, "sam"), home)
    assert "is not encrypted" in str(refusal)
    assert "allow_hosts of [network]" in refusal.hint
    assert headers(CalDavAccess(home, "sam", allow_hosts=("nas.local",)), home).startswith("Basic ")


def test_a_secret_that_is_missing_is_asked_for_by_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    by_variable = CalDavAccess(SAFE, "sam", "MY_PASSWORD")
    monkeypatch.delenv("MY_PASSWORD", raising=False)
    for access, place in ((by_variable, "MY_PASSWORD"), (CalDavAccess(SAFE, "sam"), "liftrun caldav login")):
        with pytest.raises(CalendarUnreadable, match=r"no password or token for cloud\.example") as caught:
            Credentials(access, FakeVault(), name="home").headers_for(SAFE)
        assert place in caught.value.hint
    monkeypatch.setenv("MY_PASSWORD", "right")
    assert Credentials(by_variable, None, name="home").headers_for(SAFE)


@pytest.mark.parametrize("url", ["https://p42-caldav.icloud.com", "https://caldav.icloud.com/1/calendars/"])
def test_who_needs_an_app_password_is_told(url: str) -> None:
    with pytest.raises(CalendarUnreadable) as caught:
        Credentials(CalDavAccess(url, "sam"), FakeVault(), name="home").headers_for(normal(url))
    assert "app-specific password" in caught.value.hint


def test_a_secret_that_would_break_a_header_is_none() -> None:
    with pytest.raises(CalendarUnreadable, match="no password or token"):
        headers(CalDavAccess(SAFE), SAFE, secret="a\r\nHost: evil")


def test_one_login_is_for_all_calendars_of_an_account_and_names_no_path() -> None:
    one, other = CalDavAccess("https://Cloud.example/a/s3cret/", "sam"), CalDavAccess(SAFE, "sam")
    assert one.secret == other.secret == "caldav:sam@cloud.example"
    assert CalDavAccess("https://u:p@cloud.example:8443").secret == "caldav:cloud.example:8443"


def test_a_calendar_keeps_its_key_wherever_the_provider_moves_it() -> None:
    assert lasting("https://p42-caldav.icloud.com:443/1/c/") == "https://caldav.icloud.com/1/c/"
    assert lasting("https://user:word@p42.example/1/") == "https://p42.example/1/"


paths = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\t"), max_size=20)


@given(paths)
def test_spelling_an_address_twice_changes_nothing_more(path: str) -> None:
    try:
        once = normal(f"https://dav.example/{path}")
    except ValueError:
        return
    assert normal(once) == once == joined(once, once)
