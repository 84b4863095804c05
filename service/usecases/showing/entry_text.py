"""Splits the text of a calendar entry into its paragraphs, so that a page can lay them out."""

from collections.abc import Iterator
from dataclasses import dataclass

BULLET = "- "


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of an entry's text: either plain lines, or a heading with a list of items."""

    heading: str = ""
    items: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Splits a text that `wording.description` wrote into its paragraphs, in order."""
    for part in text.split("\n\n"):
        first, *rest = part.split("\n")
        if rest and first.endswith(":") and all(line.startswith(BULLET) for line in rest):
            yield Paragraph(first.removesuffix(":"), tuple(line.removeprefix(BULLET) for line in rest))
        elif part:
            yield Paragraph(lines=(first, *rest))


def outline_and_rest(text: str) -> tuple[tuple[str, ...], tuple[Paragraph, ...]]:
    """Splits off the first paragraph's lines, which describe the session, from all other paragraphs."""
    every = tuple(paragraphs(text))
    if every and every[0].lines:
        return every[0].lines, every[1:]
    return (), every
