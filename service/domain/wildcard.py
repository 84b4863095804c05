"""Matches a pattern against a title: words anywhere in it, or the whole of it with * and ?."""

from fnmatch import fnmatchcase


def means(pattern: str, title: str) -> bool:
    """Whether the pattern matches this title; case does not matter."""
    pattern, title = pattern.casefold(), title.casefold()
    is_wild = "*" in pattern or "?" in pattern
    return fnmatchcase(title, pattern) if is_wild else pattern in title
