"""How people write days of a year: as TOML's own dates, in quotes, or two with a stroke between them.

Errors: every function raises ValueError with a sentence that says what was expected.
"""

from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator

from service.config.table import listed
from service.domain.dates import Dates

YEARS = range(1970, 2200)


def day(value: object) -> date:
    """One date, such as 2026-12-24."""
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
    """One date, or the first and the last of several."""
    first, stroke, last = str(value).partition("/")
    return Dates(day(first), day(last if stroke else first))


DateList = Annotated[list[Annotated[Dates, BeforeValidator(dates)]], BeforeValidator(listed)]
