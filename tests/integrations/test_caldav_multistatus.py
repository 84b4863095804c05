"""A complete multistatus answer is parsed; an invalid or unsafe one is refused."""

import pytest

from integrations.caldav import wire
from integrations.caldav.multistatus import NotAMultistatus, is_too_large, multistatus

URL = "https://dav.example/cal/"
ANSWER = """<?xml version="1.0" encoding="utf-8"?>
<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{}</d:multistatus>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<d:multistatus xmlns:d="DAV:"><d:response><d:href>&b;</d:href></d:response></d:multistatus>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<d:multistatus xmlns:d="DAV:"><d:response><d:href>&a;</d:href></d:response></d:multistatus>"""


def read(responses: str) -> dict[str, dict[str, str]]:
    found = multistatus(ANSWER.format(responses).encode(), URL).resources
    return {one.url: {name: one.text(name) for name in one.properties} for one in found}


def test_only_properties_that_are_there_count() -> None:
    mixed = """<d:response><d:href>/cal/a.ics</d:href>
    <d:propstat><d:prop><d:getetag>"1"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
    <d:propstat><d:prop><d:displayname>no</d:displayname></d:prop><d:status>HTTP/1.1 404 No</d:status>
    </d:propstat></d:response>"""
    assert read(mixed) == {"https://dav.example/cal/a.ics": {wire.ETAG: '"1"'}}


@pytest.mark.parametrize(
    "href",
    ["/cal/%C3%BC%20%40x.ics", "/cal/ü @x.ics", "https://DAV.example:443/cal/%c3%bc%20@x.ics", "ü%20@x.ics"],
)
def test_one_thing_has_one_address_however_it_is_spelt(href: str) -> None:
    assert list(read(f"<d:response><d:href>{href}</d:href></d:response>")) == [f"{URL}%C3%BC%20%40x.ics"]


def test_a_slash_within_a_name_stays_one() -> None:
    (found,) = read("<d:response><d:href>/cal/a%2Fb.ics</d:href></d:response>")
    assert found == f"{URL}a%2Fb.ics"


def test_what_is_gone_and_what_was_left_out_are_told() -> None:
    gone = "<d:response><d:href>a.ics</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
    full = "<d:response><d:href>.</d:href><d:status>HTTP/1.1 507 No</d:status></d:response>"
    answer = multistatus(ANSWER.format(f"{gone}{full}<d:sync-token> t1 </d:sync-token>").encode(), URL)
    assert [one.status for one in answer.resources] == [404, 507]
    assert (answer.truncated, answer.token) == (True, "t1")
    assert not multistatus(ANSWER.format(gone).encode(), URL).truncated


@pytest.mark.parametrize("body", [BOMB, OUTSIDE], ids=["bomb", "outside"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_declarations_are_refused_in_any_charset(body: str, charset: str) -> None:
    with pytest.raises(NotAMultistatus, match="declares entities"):
        multistatus(body.encode(charset), URL)


BROKEN = {
    "nothing": b"",
    "a page": b"<html><body>Log in</body></html>",
    "cut off": ANSWER.format("<d:response>").encode()[:-20],
    "no charset": b'<?xml version="1.0" encoding="x-none"?><a/>',
    "a bad address": ANSWER.format("<d:response><d:href>http://a:x/</d:href></d:response>").encode(),
    "another scheme": ANSWER.format("<d:response><d:href>file:///x</d:href></d:response>").encode(),
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_what_is_no_answer_is_refused(body: bytes) -> None:
    with pytest.raises(NotAMultistatus):
        multistatus(body, URL)


def test_an_error_says_when_it_was_too_much() -> None:
    assert is_too_large(b'<d:error xmlns:d="DAV:"><d:number-of-matches-within-limits/></d:error>')
    assert not is_too_large(b'<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>')
    assert not is_too_large(b"Forbidden")
