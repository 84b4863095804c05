"""A calendar object as the lines it is written in, sorted by the components they stand in."""

import re
from collections.abc import Iterator, Sequence

from integrations._shared.icalendar.lines import unfold

LINE_END = re.compile(rb"\r?\n(?![ \t])")
NAME = re.compile(rb"[A-Za-z0-9-]+")
MOST_DIGITS = 9


class Component:
    """One component of a calendar by its content lines, each as it was folded, END line left out."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self.lines = list(lines)

    @property
    def kind(self) -> str:
        """What sort of component it is."""
        return unfold(self.lines[0]).partition(b":")[2].strip().decode(errors="replace").upper()

    def own(self, name: str) -> list[bytes]:
        """Its properties of one name, those of components within it left out."""
        return [self.lines[at] for at in self._places(name)]

    def put(self, name: str, lines: Sequence[bytes]) -> None:
        """Let these lines stand where its properties of that name stood."""
        places = list(self._places(name))
        first = places[0] if places else 1
        for at in reversed(places):
            del self.lines[at]
        self.lines[first:first] = lines

    def value(self, name: str) -> str:
        """The value of the first property of that name, nothing if there is none."""
        own = self.own(name)
        return unfold(own[0]).partition(b":")[2].strip().decode(errors="replace") if own else ""

    def number(self, name: str) -> int:
        """The same as a number, 0 if it is none."""
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
    """A calendar object taken apart into its components, and the lines around them."""

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
        """The event of that UID, not one that replaces a date of it.

        Errors: StopIteration when there is none.
        """
        return next(
            part
            for part, _ in self._components
            if part.kind == "VEVENT" and part.value("UID") == uid and not part.own("RECURRENCE-ID")
        )

    def keep_only(self, event: Component) -> None:
        """Drop the events that replaced single dates of it."""
        self._components = [
            (part, end) for part, end in self._components if part is event or not part.own("RECURRENCE-ID")
        ]

    def zones(self) -> list[tuple[Component, bytes]]:
        """The zones it spells out, each with its END line."""
        return [(part, end) for part, end in self._components if part.kind == "VTIMEZONE"]

    def put_zones(self, zones: Sequence[tuple[Component, bytes]]) -> None:
        """Spell out these zones, in place of other spellings of the same."""
        named = {part.value("TZID") for part, _ in zones}
        others = [one for one in self._components if one[0].value("TZID") not in named]
        self._components = [*zones, *others]

    def octets(self) -> bytes:
        """The object, whole again."""
        lines = [line for part, end in self._components for line in (*part.lines, end)]
        return b"".join(line + b"\r\n" for line in (*self._head, *lines, *self._tail))


def _name(line: bytes) -> str:
    found = NAME.match(unfold(line).lstrip())
    return found[0].decode().upper() if found else ""
