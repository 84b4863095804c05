"""The athlete's own patterns for titles and categories; they come before every built-in word."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.domain.training import Kind


@dataclass(frozen=True)
class TitlePatterns:
    """Which titles and categories mean a session, and which mean none.

    Shape: case does not matter. A pattern with `*` or `?` must match the whole text, any other may be
    anywhere in it. `ignore` comes before `patterns`.
    """

    patterns: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
