"""What the headers of a request ask of an answer: how it may be packed, and whether it is known already."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

TAG = re.compile(r'"([\x21\x23-\x7e\x80-\xff]*)"')


def takes_gzip(accept_encoding: Iterable[str]) -> bool:
    """Whether an answer may be packed with gzip.

    Shape: what is refused by q=0 is refused, also as `*`; who says nothing gets it plain.
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
    """The first of `tags`, without their quotes, that the client has already; None when it has none.

    Shape: compared weakly, for a proxy that packs answers by itself makes weak tags of strong ones.
    """
    asked = ",".join(if_none_match)
    if asked.strip() == "*":
        return tags[0]
    known = set(TAG.findall(asked))
    return next((tag for tag in tags if tag in known), None)


def is_known_since(if_modified_since: str, changed_at: datetime) -> bool:
    """Whether nothing has changed since then; what is no date asks nothing."""
    try:
        since = parsedate_to_datetime(if_modified_since)
    except (ValueError, TypeError, OverflowError):
        return False
    since = since if since.tzinfo else since.replace(tzinfo=UTC)
    return changed_at.replace(microsecond=0) <= since
