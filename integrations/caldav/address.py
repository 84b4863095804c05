"""Addresses on CalDAV servers: when two are the same, and which may be shown the athlete's password."""

import re
from urllib.parse import quote, unquote_to_bytes

import httpx2

# iCloud keeps each account on a server of its own, and may move it to another.
SHARD = re.compile(r"p[0-9]+-(?=caldav\.icloud\.com$)")
SHARDED = ".icloud.com"


def normal(url: str) -> str:
    """The one spelling of an http or https URL, without credentials or fragment.

    Errors: ValueError for one that is none.
    """
    try:
        parsed = httpx2.URL(url.strip()).copy_with(userinfo=b"", fragment=None)
    except httpx2.InvalidURL as error:
        raise ValueError("it is no URL") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise ValueError("it is neither http nor https")
    path, mark, query = parsed.raw_path.decode("ascii").partition("?")
    # All that may be escaped is: nobody reads that as anything else.
    segments = (quote(unquote_to_bytes(segment), safe="") for segment in path.split("/"))
    return str(parsed.copy_with(raw_path=f"{'/'.join(segments)}{mark}{query}".encode()))


def joined(base: str, href: str) -> str:
    """The normal URL of what a server calls `href` in an answer from `base`.

    Errors: ValueError when that is none.
    """
    try:
        return normal(str(httpx2.URL(base).join(href.strip())))
    except httpx2.InvalidURL as error:
        raise ValueError("it is no URL") from error


def host(url: str) -> str:
    """The part of an address that may stand in a message."""
    return httpx2.URL(url).host


def lasting(url: str) -> str:
    """The same address wherever the provider moves the account to."""
    parsed = httpx2.URL(normal(url))
    return str(parsed.copy_with(host=SHARD.sub("", parsed.host)))


def is_same_server(url: str, home: str) -> bool:
    """Whether a password for `home` may be shown to `url`: the same place, or another house of its owner."""
    there, here = httpx2.URL(url), httpx2.URL(home)
    if (there.scheme, there.host, there.port) == (here.scheme, here.host, here.port):
        return True
    if there.scheme != "https" or there.port or here.port:
        return False
    return there.host == here.host or (there.host.endswith(SHARDED) and here.host.endswith(SHARDED))
