"""Splits a calendar object into components and their content lines, without reformatting them."""

import re
from collections.abc import Iterator, Sequence

from integrations._shared.icalendar.lines import unfold

LINE_END = re.compile(rb"\r?\n(?![ \t])")
NAME = re.compile(rb"[A-Za-z0-9-]+")
MOST_DIGITS = 9


class Component:
    """One component of a calendar object.

    Shape: `lines` are its content lines as they were folded, with BEGIN and without END.
    """

    def __init__(self, lines: Sequence[bytes]) -> None:
        self.lines = list(lines)

    @property
    def kind(self) -> str:
        """The name of the component, such as VEVENT."""
        return unfold(self.lines[0]).partition(b":")[2].strip().decode(errors="replace").upper()

    def own(self, name: str) -> list[bytes]:
        """The lines of its properties with that name, without those of nested components."""
        return [self.lines[at] for at in self._places(name)]

    def put(self, name: str, lines: Sequence[bytes]) -> None:
        """Replaces its properties of that name with these lines."""
        places = list(self._places(name))
        first = places[0] if places else 1
        for at in reversed(places):
            del self.lines[at]
        self.lines[first:first] = lines

    def value(self, name: str) -> str:
        """The value of the first property with that name; empty when there is none."""
        own = self.own(name)
        return unfold(own[0]).partition(b":")[2].strip().decode(errors="replace") if own else ""

    def number(self, name: str) -> int:
        """The value of the first property with that name as a number; 0 when it is no number."""
        value = self.value(name)
        return int(value) if value.isdecimal() and len(value) <= MOST_DIGITS else 0

    def _places(self, name: str) -> Iterator[int]:
        depth = 0
        for at, line in enumerate(self.lines):
            found = _name(line)
            depth += {"BEGIN": 1, "END": -1}.get(found, 0)
            if depth == 1 and found == name:
                yield at


class Parts:
    """A calendar object as a list of components and the lines around them."""

    def __init__(self, data: bytes) -> None:
        self._head: list[bytes] = []
        self._tail: list[bytes] = []
        self._components: list[tuple[Component, bytes]] = []
        depth, begun = 0, list[bytes]()
        for line in filter(None, LINE_END.split(data)):
            name = _name(line)
            depth += name == "BEGIN"
            if depth > 1:
                begun.append(line)
            else:
                (self._tail if self._components else self._head).append(line)
            depth -= name == "END"
            if depth == 1 and begun:
                self._components.append((Component(begun[:-1]), begun[-1]))
                begun = []

    def event(self, uid: str) -> Component:
        """The event with that UID, not an override of one instance (RECURRENCE-ID).

        Errors: StopIteration when there is none.
        """
        return next(
            part
            for part, _ in self._components
            if part.kind == "VEVENT" and part.value("UID") == uid and not part.own("RECURRENCE-ID")
        )

    def events(self) -> list[Component]:
        """All events, in order."""
        return [part for part, _ in self._components if part.kind == "VEVENT"]

    def add(self, event: Component) -> None:
        """Adds an event after all others."""
        self._components.append((event, b"END:VEVENT"))

    def remove(self, event: Component) -> None:
        """Removes an event."""
        self._components = [(part, end) for part, end in self._components if part is not event]

    def zones(self) -> list[tuple[Component, bytes]]:
        """The VTIMEZONE components, each with its END line."""
        return [(part, end) for part, end in self._components if part.kind == "VTIMEZONE"]

    def put_zones(self, zones: Sequence[tuple[Component, bytes]]) -> None:
        """Adds these VTIMEZONE components in place of those with the same TZID."""
        named = {part.value("TZID") for part, _ in zones}
        others = [one for one in self._components if one[0].value("TZID") not in named]
        self._components = [*zones, *others]

    def octets(self) -> bytes:
        """The whole calendar object as bytes."""
        lines = [line for part, end in self._components for line in (*part.lines, end)]
        return b"".join(line + b"\r\n" for line in (*self._head, *lines, *self._tail))


def _name(line: bytes) -> str:
    found = NAME.match(unfold(line).lstrip())
    return found[0].decode().upper() if found else ""
