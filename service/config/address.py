"""Where a calendar lies, and what it may be called without giving away a secret."""

from collections.abc import Collection
from pathlib import Path, PurePath
from urllib.parse import urlsplit

STANDARD_INPUT = "-"
SCHEMES = ("https", "http", "webcal", "webcals")


def address(text: str, folder: Path = Path()) -> str:
    """The address as a calendar is asked for it; a path that is not absolute starts in `folder`.

    Errors: ValueError, without the address, when it is none.
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
    """What to call it: its file, its host, or stdin; numbered when the name is taken."""
    if is_url(address):
        name = _host(address)
    else:
        name = "stdin" if address == STANDARD_INPUT else PurePath(address).name or address
    return numbered(name, taken)


def numbered(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it when it is taken."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def is_url(text: str) -> bool:
    """Whether it names a scheme, known or not, and so no file."""
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
