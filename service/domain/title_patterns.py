"""What an athlete says of their own titles and categories, before every word that is built in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.domain.training import Kind


@dataclass(frozen=True)
class TitlePatterns:
    """Which titles and categories mean a session, and which mean none.

    Shape: words anywhere in one without regard to case, or with `*` and `?` the whole of it.
    """

    patterns: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
