"""What a CalDAV server answers about several things at once (RFC 4918, 207 Multi-Status)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from integrations.caldav.address import joined
from integrations.caldav.wire import DAV, SYNC_TOKEN

LIMIT = f"{{{DAV}}}number-of-matches-within-limits"


class NotAnAnswer(ValueError):
    """What a server said is no multistatus, or not a whole one."""


@dataclass(frozen=True)
class Resource:
    """One thing on the server.

    Shape: `properties` are those it has and shows; `url` is normal.
    """

    url: str
    status: int
    properties: Mapping[str, Element]

    def text(self, name: str) -> str:
        """What a property says, nothing when it is not there."""
        found = self.properties.get(name)
        return (found.text or "").strip() if found is not None else ""

    def urls(self, name: str) -> Iterator[str]:
        """Where a property points to."""
        for href in self.elements(name, f"{{{DAV}}}href"):
            if href.text and href.text.strip():
                yield joined(self.url, href.text)

    def elements(self, name: str, tag: str) -> Iterator[Element]:
        """What of one kind lies in a property, at any depth."""
        found = self.properties.get(name)
        return iter(()) if found is None else found.iter(tag)


@dataclass(frozen=True)
class Multistatus:
    """A whole answer.

    Shape: `truncated` says that the server left some out. `token` stands for the state it speaks of.
    """

    resources: tuple[Resource, ...]
    token: str = ""
    truncated: bool = False


def multistatus(body: bytes, url: str) -> Multistatus:
    """The answer that a server at `url` gave.

    Errors: NotAnAnswer.
    """
    root = _parsed(body)
    if root.tag != f"{{{DAV}}}multistatus":
        raise NotAnAnswer("it does not speak CalDAV")
    try:
        resources = tuple(_resource(one, url) for one in root.findall(f"{{{DAV}}}response"))
    except ValueError as error:
        raise NotAnAnswer("it names things by what is no address") from error
    truncated = any(one.status == HTTPStatus.INSUFFICIENT_STORAGE for one in resources)
    return Multistatus(resources, (root.findtext(SYNC_TOKEN) or "").strip(), truncated)


def is_too_much(body: bytes) -> bool:
    """Whether an error says that there is more to answer than the server is ready to."""
    try:
        return next(_parsed(body).iter(LIMIT), None) is not None
    except NotAnAnswer:
        return False


class _PlainTree(TreeBuilder):
    """Builds what holds no declarations, which could make a small document a huge one."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002 (as called)
        raise NotAnAnswer("its answer declares entities")


def _parsed(body: bytes) -> Element:
    parser = XMLParser(target=_PlainTree())  # noqa: S314 (the tree refuses every declaration)
    try:
        parser.feed(body)
        return parser.close()
    except (ParseError, LookupError) as error:
        raise NotAnAnswer("its answer is no whole XML") from error


def _resource(response: Element, url: str) -> Resource:
    properties = dict[str, Element]()
    for propstat in response.findall(f"{{{DAV}}}propstat"):
        if _status(propstat) == HTTPStatus.OK:
            properties |= {one.tag: one for part in propstat.findall(f"{{{DAV}}}prop") for one in part}
    href = response.findtext(f"{{{DAV}}}href") or ""
    return Resource(joined(url, href), _status(response), properties)


def _status(element: Element) -> int:
    """What the status line of an element says; without one all is well."""
    words = (element.findtext(f"{{{DAV}}}status") or "").split()
    code = words[1] if len(words) > 1 else ""
    return int(code) if code.isdecimal() else HTTPStatus.OK
