"""The octets of a feed as content lines: charset, line ends and folds (RFC 5545, 3.1)."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

FOLD = re.compile(rb"\r?\n[ \t]")
NAME = re.compile(r"[ \t]*([A-Za-z0-9-]+)[ \t]*(?=[;:])")
PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=\s*("[^"]*"|"?[^;"]*)')
QUOTED_HEAD = re.compile(r'((?:;[^":]*+(?:"[^"]*+"[^":]*+)*+)?+):(.*)', re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# Values that hold no colon; their parameters may, as Outlook forgets to quote "(UTC+01:00) Berlin".
WITHOUT_COLON = frozenset(
    {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "EXRULE", "RDATE", "EXDATE", "FREEBUSY"}
)


def plain(raw: bytes) -> bytes:
    """The same feed in a charset that holds ASCII, unmarked, each of its lines ended by a line feed."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw[:2]:
        little = raw.startswith(codecs.BOM_UTF16_LE) or raw[1:2] == b"\0"
        raw = raw.decode("utf-16-le" if little else "utf-16-be", "replace").encode("utf-8", "replace")
    while raw.startswith(codecs.BOM_UTF8):
        raw = raw[len(codecs.BOM_UTF8) :]
    if raw.count(b"\r") != raw.count(b"\r\n"):
        raw = raw.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return raw


def unfold(octets: bytes) -> bytes:
    """The octets with every folded line in one piece."""
    return FOLD.sub(b"", octets)


def text_lines(octets: bytes) -> Iterator[str]:
    """Each unfolded line as text: UTF-8, or else what every octet means in Windows' Latin-1."""
    unfolded = unfold(octets)
    try:
        text = unfolded.decode()
    except UnicodeDecodeError:
        text = unfolded.decode("cp1252", "replace")
    for line in text.split("\n"):
        yield line.rstrip("\r")


def own_lines(octets: bytes) -> Iterator[tuple[int, str]]:
    """The unfolded lines of a component with their numbers, without those of components nested in it."""
    depth = 0
    for number, line in enumerate(text_lines(octets)):
        edge = line[:6].upper()
        if edge == "BEGIN:":
            depth += 1
        elif edge.startswith("END:"):
            depth -= 1
        elif depth == 1 and line.strip():
            yield number, line


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property as it was written: name, parameters, value.

    Shape: `name` is in upper case, `number` counts the unfolded lines of its component from 0.
    """

    name: str
    parameters: str
    value: str
    number: int

    @classmethod
    def read(cls, line: str, number: int) -> Self | None:
        """The property on `line`, or None if there is no colon after a name."""
        match = NAME.match(line)
        if not match:
            return None
        name, rest = match[1].upper(), line[match.end() :]
        head = QUOTED_HEAD.match(rest)
        if head and name not in WITHOUT_COLON:
            return cls(name, head[1], head[2].strip(), number)
        parameters, colon, value = rest.rpartition(":")
        return cls(name, parameters, value.strip(' "'), number) if colon else None

    def parameter(self, name: str) -> str:
        """The value of one parameter without its quotes, or nothing."""
        for found, value in PARAMETER.findall(self.parameters):
            if found.upper() == name:
                return str(value).strip().strip('"')
        return ""

    @property
    def text(self) -> str:
        """The value as a person reads it, escapes undone."""
        return ESCAPED.sub(lambda escape: "\n" if escape[1] in "nN" else escape[1], self.value)

    def __str__(self) -> str:
        return f"{self.name}{self.parameters}:{self.value}"
