"""Parses dates as people write them: TOML dates, dates in quotes, or two dates with a slash between them.

Errors: every function raises ValueError with a sentence that says what was expected.
"""

from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator

from service.config.tables.table import listed
from service.domain.dates import Dates

YEARS = range(1970, 2200)


def day(value: object) -> date:
    """Parse one date, such as 2026-12-24."""
    if isinstance(value, date) and not isinstance(value, datetime):
        written = value
    else:
        try:
            written = date.fromisoformat(str(value).strip())
        except ValueError:
            raise ValueError(f"should be a date such as 2026-12-24, not {value}") from None
    if written.year not in YEARS:
        raise ValueError(f"{value} is too far away")
    return written


def dates(value: object) -> Dates:
    """Parse one date, or the first and last date of several days, such as 2026-12-24/2026-12-31."""
    first, stroke, last = str(value).partition("/")
    return Dates(day(first), day(last if stroke else first))


DateList = Annotated[list[Annotated[Dates, BeforeValidator(dates)]], BeforeValidator(listed)]
