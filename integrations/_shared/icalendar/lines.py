"""Reads the octets of a feed as content lines: charset, line ends and folds (RFC 5545, 3.1)."""

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
# Properties whose values hold no colon. Their parameters may: Outlook does not quote "(UTC+01:00) Berlin".
WITHOUT_COLON = frozenset(
    {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "EXRULE", "RDATE", "EXDATE", "FREEBUSY"}
)


def plain(raw: bytes) -> bytes:
    """Converts a feed to a charset that extends ASCII, without byte order mark, with LF or CRLF line ends."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw[:2]:
        little = raw.startswith(codecs.BOM_UTF16_LE) or raw[1:2] == b"\0"
        raw = raw.decode("utf-16-le" if little else "utf-16-be", "replace").encode("utf-8", "replace")
    while raw.startswith(codecs.BOM_UTF8):
        raw = raw[len(codecs.BOM_UTF8) :]
    if raw.count(b"\r") != raw.count(b"\r\n"):
        raw = raw.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return raw


def unfold(octets: bytes) -> bytes:
    """Unfolds the octets: every folded line becomes one line."""
    return FOLD.sub(b"", octets)


def text_lines(octets: bytes) -> Iterator[str]:
    """Yields each unfolded line as text, decoded as UTF-8, or as Windows-1252 if it is not UTF-8."""
    unfolded = unfold(octets)
    try:
        text = unfolded.decode()
    except UnicodeDecodeError:
        text = unfolded.decode("cp1252", "replace")
    for line in text.split("\n"):
        yield line.rstrip("\r")


def own_lines(octets: bytes) -> Iterator[tuple[int, str]]:
    """Yields the unfolded lines of a component with their numbers, without the lines of nested components.

    Shape: the numbers count all unfolded lines from 0, those of nested components included.
    """
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
    """One property as written: name, parameters, value.

    Shape: `name` is in upper case. `parameters` is all text between name and value. `number` counts the
    unfolded lines of its component from 0.
    """

    name: str
    parameters: str
    value: str
    number: int

    @classmethod
    def read(cls, line: str, number: int) -> Self | None:
        """Reads the property on `line`; None if the line is not a name followed by a colon and a value."""
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
        """The value of a parameter without its quotes, empty if it is missing; `name` is in upper case."""
        for found, value in PARAMETER.findall(self.parameters):
            if found.upper() == name:
                return str(value).strip().strip('"')
        return ""

    @property
    def text(self) -> str:
        """The value as TEXT, with its escapes undone."""
        return ESCAPED.sub(lambda escape: "\n" if escape[1] in "nN" else escape[1], self.value)

    def __str__(self) -> str:
        return f"{self.name}{self.parameters}:{self.value}"
