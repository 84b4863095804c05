"""The [audit] table: the titles by which an audit recognises the athlete's own sessions."""

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from service.config import notation
from service.config.tables.table import Table, listed
from service.domain.title_patterns import TitlePatterns
from service.domain.training import Kind

Pattern = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Patterns = Annotated[list[Pattern], BeforeValidator(listed)]


class AuditTable(Table):
    """The titles and categories that mean each kind of session, and those that mean no training."""

    patterns: dict[Annotated[Kind, BeforeValidator(notation.recognised_kind)], Patterns] = Field(
        default_factory=dict
    )
    ignore: Patterns = Field(default_factory=list)

    def title_patterns(self) -> TitlePatterns:
        """The athlete's patterns, which are tried before the built-in words."""
        patterns = {kind: tuple(patterns) for kind, patterns in self.patterns.items()}
        return TitlePatterns(patterns, tuple(self.ignore))
