"""The page of the feed links, used by a browser without JavaScript, on a real server."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx2
import pytest
from cryptography.fernet import Fernet

from service.domain.token import Purpose
from service.web.feed.qr import qr_svg
from tests.feed_life import CONFIG, FeedLife, ask, life_in


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedLife]:
    monkeypatch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())
    with life_in(tmp_path) as life:
        yield life


@pytest.fixture
def browser(life: FeedLife) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=life.base, trust_env=False, follow_redirects=True) as client:
        yield client


def links(text: str) -> list[str]:
    return re.findall(r'value="(https?://[^"]+\.ics)"', text)


def press(browser: httpx2.Client, action: str, feed: str) -> str:
    """Send the form of that button, as the page has it."""
    page = browser.get("/subscribe").text
    forms = re.findall(rf'<form method="post" action="/subscribe/{action}">(.*?)</form>', page, re.DOTALL)
    fields = [dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) for form in forms]
    (chosen,) = [each for each in fields if each["feed"] == feed]
    values = {name: unescape(value) for name, value in chosen.items()}
    answer = browser.post(
        f"/subscribe/{action}", data=values, headers={"Origin": str(browser.base_url).rstrip("/")}
    )
    assert answer.status_code == 200
    return answer.text


def test_shows_both_links_in_every_way(life: FeedLife, browser: httpx2.Client) -> None:
    text = browser.get("/subscribe").text
    found = links(text)
    assert found == [life.url(Purpose.FEED), life.url(Purpose.BUSY_FEED)]
    for link in found:
        webcal = link.replace("http://", "webcal://")
        assert f'href="{webcal}"' in text
        # A phone would look for this machine's own address on itself.
        assert qr_svg(webcal) not in text
        assert ask(link).status == 200
    assert links(browser.get("/subscribe").text) == found
    for app in ("Apple Calendar", "Google Calendar", "Outlook", "Thunderbird"):
        assert app in text


def test_needs_no_style_and_no_script_in_it(browser: httpx2.Client) -> None:
    text = browser.get("/subscribe").text
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", text)


def test_says_who_fetched_it_last_and_lets_no_name_out_of_its_place(
    life: FeedLife, browser: httpx2.Client
) -> None:
    assert browser.get("/subscribe").text.count("Nobody has fetched it yet.") == 2
    ask(life.url(), User_Agent="<b>khal</b>")
    text = browser.get("/subscribe").text
    assert "Last fetched Fri 20 Nov 10:30 by &lt;b&gt;khal&lt;/b&gt;." in text
    assert text.count("Nobody has fetched it yet.") == 1


@pytest.mark.parametrize("feed", ["feed", "busy-feed"])
def test_a_new_link_takes_the_place_of_the_old(browser: httpx2.Client, feed: str) -> None:
    before = links(browser.get("/subscribe").text)
    after = links(press(browser, "roll", feed))
    changed = [ask(old).status == 404 for old in before]
    assert changed == [feed == "feed", feed == "busy-feed"]
    assert [ask(link).status for link in after] == [200, 200]


def test_a_link_is_ended_and_made_again(browser: httpx2.Client) -> None:
    (kept, ended) = links(browser.get("/subscribe").text)
    text = press(browser, "revoke", "busy-feed")
    assert links(text) == [kept]
    assert "There is no link." in text
    assert (ask(kept).status, ask(ended).status) == (200, 404)
    assert len(links(press(browser, "roll", "busy-feed"))) == 2


def test_nobody_elses_page_can_end_a_link(browser: httpx2.Client) -> None:
    before = links(browser.get("/subscribe").text)
    for headers in ({"Origin": "https://evil.example"}, {}):
        answer = browser.post("/subscribe/revoke", data={"feed": "feed", "csrf": ""}, headers=headers)
        assert answer.status_code == 403
    assert links(browser.get("/subscribe").text) == before


@pytest.mark.parametrize(("action", "feed"), [("roll", "session"), ("keep", "feed")])
def test_only_what_is_on_the_page_can_be_asked_for(browser: httpx2.Client, action: str, feed: str) -> None:
    page = browser.get("/subscribe").text
    csrf = unescape(re.findall(r'name="csrf" value="([^"]*)"', page)[0])
    origin = {"Origin": str(browser.base_url).rstrip("/")}
    answer = browser.post(f"/subscribe/{action}", data={"feed": feed, "csrf": csrf}, headers=origin)
    assert answer.status_code in {404, 422}
    assert links(browser.get("/subscribe").text) == links(page)


def test_the_links_have_the_address_people_reach(life: FeedLife, browser: httpx2.Client) -> None:
    assert "Only this machine finds this address" in browser.get("/subscribe").text
    config = CONFIG + '[feed]\nlink = "https://liftrun.example.com"\n'
    (life.folder / "config.toml").write_text(config, encoding="utf-8")
    text = browser.get("/subscribe").text
    assert "Only this machine" not in text
    assert text.count('class="subscribe-picture"') == 2
    assert all(link.startswith("https://liftrun.example.com/feed/") for link in links(text))
    assert len(links(text)) == 2
