"""Reads the headers Accept-Encoding, If-None-Match and If-Modified-Since of a request."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

TAG = re.compile(r'"([\x21\x23-\x7e\x80-\xff]*)"')


def takes_gzip(accept_encoding: Iterable[str]) -> bool:
    """Whether the client accepts an answer compressed with gzip.

    Shape: q=0 refuses it, also for `*`. Without the header the answer is sent plain.
    """
    wishes = dict(map(_wish, ",".join(accept_encoding).lower().split(",")))
    return wishes.get("gzip", wishes.get("x-gzip", wishes.get("*", 0.0))) > 0


def _wish(text: str) -> tuple[str, float]:
    coding, _, parameters = text.partition(";")
    name, _, number = parameters.partition("=")
    try:
        weight = float(number) if name.strip() == "q" else 1.0
    except ValueError:
        weight = 1.0
    return coding.strip(), weight


def known_tag(if_none_match: Sequence[str], tags: Sequence[str]) -> str | None:
    """The first of `tags` that the client already has; None when it has none.

    Shape: `tags` are without quotes. The comparison is weak, because a proxy that compresses answers by
    itself turns strong tags into weak ones.
    """
    asked = ",".join(if_none_match)
    if asked.strip() == "*":
        return tags[0]
    known = set(TAG.findall(asked))
    return next((tag for tag in tags if tag in known), None)


def is_known_since(if_modified_since: str, changed_at: datetime) -> bool:
    """Whether nothing has changed since that date; false when the text is no date."""
    try:
        since = parsedate_to_datetime(if_modified_since)
    except (ValueError, TypeError, OverflowError):
        return False
    since = since if since.tzinfo else since.replace(tzinfo=UTC)
    return changed_at.replace(microsecond=0) <= since
