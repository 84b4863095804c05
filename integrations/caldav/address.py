"""Compares addresses on CalDAV servers, and decides which servers may receive the athlete's password."""

import re
from urllib.parse import quote, unquote_to_bytes

import httpx2

# iCloud keeps each account on one numbered server, and may move it to another one.
SHARD = re.compile(r"p[0-9]+-(?=caldav\.icloud\.com$)")
SHARDED = ".icloud.com"


def normal(url: str) -> str:
    """The normalised form of an http or https URL, without credentials and fragment.

    Errors: ValueError when `url` is no such URL.
    """
    try:
        parsed = httpx2.URL(url.strip()).copy_with(userinfo=b"", fragment=None)
    except httpx2.InvalidURL as error:
        raise ValueError("it is no URL") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise ValueError("it is neither http nor https")
    path, _, query = parsed.raw_path.decode("ascii").partition("?")
    mark = "?" if query else ""
    # Every character that may be escaped is escaped, so that equal paths have equal spellings.
    segments = (quote(unquote_to_bytes(segment), safe="") for segment in path.split("/"))
    return str(parsed.copy_with(raw_path=f"{'/'.join(segments)}{mark}{query}".encode()))


def joined(base: str, href: str) -> str:
    """The normalised URL of an `href` in an answer from `base`.

    Errors: ValueError when it is no http or https URL.
    """
    try:
        return normal(str(httpx2.URL(base).join(href.strip())))
    except httpx2.InvalidURL as error:
        raise ValueError("it is no URL") from error


def host(url: str) -> str:
    """The host of a URL, the only part of it that a message may show."""
    return httpx2.URL(url).host


def lasting(url: str) -> str:
    """The URL without the iCloud server number, so that it stays the same when the account moves."""
    parsed = httpx2.URL(normal(url))
    return str(parsed.copy_with(host=SHARD.sub("", parsed.host)))


def is_same_server(url: str, home: str) -> bool:
    """Whether a password for `home` may be sent to `url`.

    Shape: it may go to the same scheme, host and port, to the same host over https on the usual port, and
    from one iCloud server to another one over https.
    """
    there, here = httpx2.URL(url), httpx2.URL(home)
    if (there.scheme, there.host, there.port) == (here.scheme, here.host, here.port):
        return True
    if there.scheme != "https" or there.port or here.port:
        return False
    return there.host == here.host or (there.host.endswith(SHARDED) and here.host.endswith(SHARDED))
