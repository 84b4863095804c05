"""Titles as people point at them: words in it, or the whole of it with * and ?."""

from fnmatch import fnmatchcase


def means(pattern: str, title: str) -> bool:
    """Whether the pattern, without regard to case, points at this title."""
    pattern, title = pattern.casefold(), title.casefold()
    is_wild = "*" in pattern or "?" in pattern
    return fnmatchcase(title, pattern) if is_wild else pattern in title
