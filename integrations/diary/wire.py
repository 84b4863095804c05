"""Parses the text of a CSV training log into logged sessions, or reports the wrong rows."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from io import StringIO

from service.domain.log import Logged
from service.domain.training import USUAL_DURATION, USUAL_EFFORT, Effort, Kind

COLUMNS = ("date", "start", "kind", "minutes", "effort", "status")
STATUSES = ("done", "missed")
MINUTES = range(1, 24 * 60 + 1)
YEARS = range(1970, 2200)


class LogErrors(ValueError):
    """The text of a log has errors; the message lists them all, row by row."""


def understand(text: str, zone: tzinfo) -> tuple[Logged, ...]:
    """Parses every logged session in the text, in order of days.

    Shape: the first row names the columns, in any order. Empty rows and rows that begin with # are skipped.
    Messages number the rows as a spreadsheet does. Starts without an offset are read in `zone`.
    Errors: Misread.
    """
    rows = [(number, row) for number, row in enumerate(_rows(text), 1) if _is_data_row(row)]
    number, header = rows[0] if rows else (1, [])
    names = [name.strip().casefold() for name in header]
    problems = [f"row {number}: {problem}" for problem in _header_problems(names)]
    logged = list[Logged]()
    for number, row in rows[1:] if not problems else ():
        try:
            logged.append(_logged(_cells(names, row), zone))
        except ValueError as error:
            problems.append(f"row {number}: {error}")
    if problems:
        raise LogErrors("; ".join(problems))
    return tuple(sorted(logged, key=lambda each: each.day))


def _rows(text: str) -> list[list[str]]:
    heading = next((line for line in text.splitlines() if line.strip()), "")
    # Spreadsheets separate cells by semicolons in countries that write decimals with a comma.
    rows = csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in heading else ",")
    try:
        return list(rows)
    except csv.Error as error:
        raise LogErrors(f"line {rows.line_num}: {error}") from error


def _is_data_row(row: Sequence[str]) -> bool:
    return any(cell.strip() for cell in row) and not row[0].lstrip().startswith("#")


def _header_problems(names: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if name not in COLUMNS:
            yield f"{name or 'a column without a name'} is no column, choose from {', '.join(COLUMNS)}"
        if names.count(name) > 1:
            yield f"{name} is there twice"
    if "kind" not in names or {"date", "start"}.isdisjoint(names):
        yield "should name the columns kind and date, or kind and start"


def _cells(names: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    if any(cell.strip() for cell in row[len(names) :]):
        raise ValueError(f"has {len(row)} cells, but there are {len(names)} columns")
    return {name: cell.strip() for name, cell in zip(names, row, strict=False) if cell.strip()}


def _logged(cells: Mapping[str, str], zone: tzinfo) -> Logged:
    kind = _one_of("kind", cells.get("kind", ""), [kind.value for kind in Kind])
    start = _start(cells["start"], zone) if "start" in cells else None
    effort = (
        _one_of("effort", cells["effort"], [str(effort) for effort in Effort]) if "effort" in cells else ""
    )
    return Logged(
        day=start.astimezone(zone).date() if start else _day(cells.get("date", "")),
        kind=Kind(kind),
        duration=_minutes(cells["minutes"]) if "minutes" in cells else USUAL_DURATION[Kind(kind)],
        effort=Effort[effort.upper()] if effort else USUAL_EFFORT[Kind(kind)],
        start=start,
        missed=_one_of("status", cells.get("status", "done"), STATUSES) == "missed",
    )


def _one_of(column: str, text: str, words: Sequence[str]) -> str:
    if text.casefold() not in words:
        raise ValueError(f"{column} should be one of {', '.join(words)}{_not(text)}")
    return text.casefold()


def _minutes(text: str) -> timedelta:
    if not text.isdecimal() or int(text) not in MINUTES:
        raise ValueError(f"minutes should be a whole number from {MINUTES[0]} to {MINUTES[-1]}{_not(text)}")
    return timedelta(minutes=int(text))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise ValueError(f"date should be such as 2026-11-23{_not(text)}")
    return day


def _start(text: str, zone: tzinfo) -> datetime:
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        start = None
    has_hour = len(text) > len("2026-11-23")
    if start is None or start.year not in YEARS or not has_hour:
        raise ValueError(f"start should be such as 2026-11-23T18:00{_not(text)}")
    return (start if start.tzinfo else start.replace(tzinfo=zone)).astimezone(UTC)


def _not(text: str) -> str:
    return f", not {text}" if text else ""
