"""Finds any of many written phrases in a text, as whole words, and folds texts into one spelling."""

import re
from functools import cache


def phrases(written: str) -> tuple[str, ...]:
    """Splits a list at its commas into phrases."""
    return tuple(" ".join(phrase.split()) for phrase in written.split(","))


@cache
def any_of(*lists: str) -> re.Pattern[str]:
    """A pattern that finds each of the phrases as whole words, the longest first, with or without accents."""
    return re.compile(rf"(?<![^\W_])(?:{alternatives(*lists)})(?![^\W_])")


def alternatives(*lists: str) -> str:
    """The phrases as alternatives of a pattern for folded text, the longest first."""
    said = {phrase for written in lists for phrase in phrases(written)}
    said |= {unaccented(phrase) for phrase in said}
    return "|".join(map(_pattern, sorted(said, key=lambda phrase: (-len(phrase), phrase))))


def folded(text: str) -> str:
    """The text in one spelling: without case, with composed letters, with x for × and - for every dash."""
    if not text.isascii():
        import unicodedata  # imported here, because few titles need it

        # Some write VO₂max with a dot above the V, which no composed letter has.
        text = unicodedata.normalize("NFKC", text).replace("\u0307", "").translate(ONE_SPELLING)
    return text.casefold()


def unaccented(text: str) -> str:
    """The text without the accents of its letters, as people without such keys write it."""
    if text.isascii():
        return text
    import unicodedata

    return "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )


ONE_SPELLING = str.maketrans({"×": "x", "’": "'", "′": "'", "″": '"', "–": "-", "—": "-", "−": "-", "⁄": "/"})


def _pattern(phrase: str) -> str:
    return re.escape(folded(phrase)).replace(r"\ ", r"[\s_/-]*").replace(r"\*", r"\w*")
