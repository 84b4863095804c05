"""Checks the address of a calendar, and derives a name from it that contains no secret."""

from collections.abc import Collection
from pathlib import Path, PurePath
from urllib.parse import urlsplit

STANDARD_INPUT = "-"
SCHEMES = ("https", "http", "webcal", "webcals")


def address(text: str, folder: Path = Path()) -> str:
    """Check the address or path of a calendar and return it; a relative path starts in `folder`.

    Errors: ValueError for an invalid one; the message never contains the address, which may be secret.
    """
    if not text.strip() or not text.isprintable():
        raise ValueError("should be an https:// address or the path of a file")
    if is_url(text):
        _host(text)
        return text.strip()
    if text == STANDARD_INPUT:
        return text
    return str(folder / Path(text.strip()).expanduser())


def name_of(address: str, taken: Collection[str] = ()) -> str:
    """A name for the calendar at this address: its file, its host, or stdin; numbered when taken.

    Errors: ValueError for an invalid address.
    """
    if is_url(address):
        name = _host(address)
    else:
        name = "stdin" if address == STANDARD_INPUT else PurePath(address).name or address
    return numbered(name, taken)


def numbered(name: str, taken: Collection[str]) -> str:
    """The name, followed by a number when the name is taken."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def is_url(text: str) -> bool:
    """Whether the text has a scheme, known or not, and so is no path of a file."""
    return "://" in text


def _host(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in SCHEMES:
        raise ValueError(f"should begin with {SCHEMES[0]}:// or webcal:// and name a host")
    return host
