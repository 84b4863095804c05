"""The text of a calendar entry taken apart again, for whoever shows it in parts."""

from collections.abc import Iterator
from dataclasses import dataclass

BULLET = "- "


@dataclass(frozen=True)
class Paragraph:
    """One of them: lines, or the items of a list under its heading."""

    heading: str = ""
    items: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Each in order, as `wording.description` parts them."""
    for part in text.split("\n\n"):
        first, *rest = part.split("\n")
        if rest and first.endswith(":") and all(line.startswith(BULLET) for line in rest):
            yield Paragraph(first.removesuffix(":"), tuple(line.removeprefix(BULLET) for line in rest))
        elif part:
            yield Paragraph(lines=(first, *rest))


def outline_and_rest(text: str) -> tuple[tuple[str, ...], tuple[Paragraph, ...]]:
    """The lines that say what it is, and all other paragraphs."""
    every = tuple(paragraphs(text))
    if every and every[0].lines:
        return every[0].lines, every[1:]
    return (), every
