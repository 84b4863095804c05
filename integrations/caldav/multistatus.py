"""Parses the multistatus answers of a CalDAV server (RFC 4918, 13)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from integrations._shared.server_words import server_words
from integrations.caldav.address import joined
from integrations.caldav.wire import CALDAV, DAV, SYNC_TOKEN

LIMIT = f"{{{DAV}}}number-of-matches-within-limits"


OBJECT_CONDITIONS = frozenset(
    f"{{{CALDAV}}}{name}"
    for name in (
        *("supported-calendar-data", "valid-calendar-data", "valid-calendar-object-resource"),
        *("supported-calendar-component", "max-resource-size", "min-date-time", "max-date-time"),
        *("max-instances", "max-attendees-per-instance"),
    )
)
TAG = re.compile(r"<[^>]*>")
MOST_READ = 64 * 1024


class NotAMultistatus(ValueError):
    """A body that is no multistatus answer, or an incomplete one."""


@dataclass(frozen=True)
class Resource:
    """One resource in a multistatus answer.

    Shape: `properties` are those with status 200. `url` is normalised.
    """

    url: str
    status: int
    properties: Mapping[str, Element]

    def text(self, name: str) -> str:
        """The text of a property; empty when the property is missing."""
        found = self.properties.get(name)
        return (found.text or "").strip() if found is not None else ""

    def urls(self, name: str) -> Iterator[str]:
        """The URLs of the href elements in a property."""
        for href in self.elements(name, f"{{{DAV}}}href"):
            if href.text and href.text.strip():
                yield joined(self.url, href.text)

    def elements(self, name: str, tag: str) -> Iterator[Element]:
        """The elements with that tag in a property, at any depth."""
        found = self.properties.get(name)
        return iter(()) if found is None else found.iter(tag)


@dataclass(frozen=True)
class Multistatus:
    """A parsed multistatus answer.

    Shape: `truncated` means that the server left resources out (507). `token` is the sync token, empty when
    there is none.
    """

    resources: tuple[Resource, ...]
    token: str = ""
    truncated: bool = False


def multistatus(body: bytes, url: str) -> Multistatus:
    """Parses the body of an answer from `url`.

    Errors: NotAnAnswer.
    """
    root = _parsed(body)
    if root.tag != f"{{{DAV}}}multistatus":
        raise NotAMultistatus("it does not speak CalDAV")
    try:
        resources = tuple(_resource(one, url) for one in root.findall(f"{{{DAV}}}response"))
    except ValueError as error:
        raise NotAMultistatus("it names things by what is no address") from error
    truncated = any(one.status == HTTPStatus.INSUFFICIENT_STORAGE for one in resources)
    return Multistatus(resources, (root.findtext(SYNC_TOKEN) or "").strip(), truncated)


def is_too_large(body: bytes) -> bool:
    """Whether an error body says that the result is too large (number-of-matches-within-limits)."""
    try:
        return next(_parsed(body).iter(LIMIT), None) is not None
    except NotAMultistatus:
        return False


def names_the_object(body: bytes) -> bool:
    """Whether an error body says that the object itself is not accepted (RFC 4791, 5.3.2.1)."""
    try:
        return any(element.tag in OBJECT_CONDITIONS for element in _parsed(body).iter())
    except NotAMultistatus:
        return False


def refusal_words(body: bytes) -> str:
    """The server's words in an error body: its message, or else its text; empty when there are none."""
    try:
        texts = [*_parsed(body).itertext()]
    except NotAMultistatus:
        texts = TAG.sub(" ", body[:MOST_READ].decode(errors="replace")).splitlines()
    return server_words(" ".join(texts))


class _PlainTree(TreeBuilder):
    """A tree builder that refuses a DTD: entities can turn a small document into a huge one."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002 (as called)
        raise NotAMultistatus("its answer declares entities")


def _parsed(body: bytes) -> Element:
    parser = XMLParser(target=_PlainTree())  # noqa: S314 (_PlainTree refuses a DTD)
    try:
        parser.feed(body)
        return parser.close()
    except (ParseError, LookupError) as error:
        raise NotAMultistatus("its answer is no whole XML") from error


def _resource(response: Element, url: str) -> Resource:
    properties = dict[str, Element]()
    for propstat in response.findall(f"{{{DAV}}}propstat"):
        if _status(propstat) == HTTPStatus.OK:
            properties |= {one.tag: one for part in propstat.findall(f"{{{DAV}}}prop") for one in part}
    href = response.findtext(f"{{{DAV}}}href") or ""
    return Resource(joined(url, href), _status(response), properties)


def _status(element: Element) -> int:
    """The code in the status element; 200 when there is none."""
    words = (element.findtext(f"{{{DAV}}}status") or "").split()
    code = words[1] if len(words) > 1 else ""
    return int(code) if code.isdecimal() else HTTPStatus.OK
