"""The [audit] table: what the athlete's own titles mean when a calendar is audited."""

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from service.config import notation
from service.config.table import Table, listed
from service.domain.title_patterns import TitlePatterns
from service.domain.training import Kind

Pattern = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Patterns = Annotated[list[Pattern], BeforeValidator(listed)]


class AuditTable(Table):
    """Titles and categories by the kind of session they stand for, and those that stand for none."""

    patterns: dict[Annotated[Kind, BeforeValidator(notation.kind)], Patterns] = Field(default_factory=dict)
    ignore: Patterns = Field(default_factory=list)

    def title_patterns(self) -> TitlePatterns:
        """What to know before the words that are built in."""
        patterns = {kind: tuple(patterns) for kind, patterns in self.patterns.items()}
        return TitlePatterns(patterns, tuple(self.ignore))
