"""A column type for any text, including characters that PostgreSQL refuses."""

import re

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

ESCAPED = re.compile(r"\\(?:\\|0|u[0-9a-f]{4})")
PLAIN = {"0": "\0", "\\": "\\"}


class AnyText(TypeDecorator[str]):
    """Text that is readable in the database and is read back unchanged.

    Shape: NUL and halves of surrogate pairs are stored as escapes that begin with a backslash, and a
    backslash as two. File names and calendars may hold such characters, and PostgreSQL refuses them.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape a text for the database."""
        del dialect
        if value is None:
            return None
        doubled = value.replace("\\", "\\\\").replace("\0", "\\0")
        return doubled.encode(errors="backslashreplace").decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Restore a text from its escaped form."""
        del dialect
        return None if value is None else ESCAPED.sub(_plain, value)


def _plain(escaped: re.Match[str]) -> str:
    code = escaped[0][1:]
    return PLAIN.get(code) or chr(int(code[1:], 16))
