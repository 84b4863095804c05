"""A column for any text whatsoever, the kind that no database takes included."""

import re

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

ESCAPED = re.compile(r"\\(?:\\|0|u[0-9a-f]{4})")
PLAIN = {"0": "\0", "\\": "\\"}


class AnyText(TypeDecorator[str]):
    """Text that stays readable in the database and comes back as it was.

    Shape: NUL and halves of surrogate pairs, which file names and calendars may hold and PostgreSQL
    refuses, stand there behind a backslash, and so does a backslash.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as the database takes it."""
        del dialect
        if value is None:
            return None
        doubled = value.replace("\\", "\\\\").replace("\0", "\\0")
        return doubled.encode(errors="backslashreplace").decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it was given."""
        del dialect
        return None if value is None else ESCAPED.sub(_plain, value)


def _plain(escaped: re.Match[str]) -> str:
    code = escaped[0][1:]
    return PLAIN.get(code) or chr(int(code[1:], 16))
