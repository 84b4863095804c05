"""Plans the coming week of an office worker whose calendar comes with Liftrun, for `make demo`."""

import os
import re
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

from service import bootstrap
from service.cli.exit import Exit
from service.cli.main import main

BUNDLED = Path(__file__).with_name("demo.ics")
CONFIG = Path(__file__).with_name("demo.toml")
MONDAY_OF_BUNDLED = date(2026, 1, 5)
CALENDAR = "demo.ics"


def run() -> int:
    """Move the bundled calendar to the coming week, print the command that plans it, and run that command."""
    today = bootstrap.clock().now().date()
    monday = today + timedelta(days=7 - today.weekday())
    bundled = BUNDLED.read_text(encoding="utf-8")
    Path(CALENDAR).write_bytes(_moved(bundled, monday - MONDAY_OF_BUNDLED).encode())
    command = ["plan", "--config", os.path.relpath(CONFIG), "--busy", CALENDAR]
    command += ["--from", monday.isoformat(), "--out", "training.ics"]
    print(f"$ liftrun {' '.join(command)}\n", file=sys.stderr)
    code = main(command)
    sys.stdout.flush()
    if code == Exit.DONE:
        print("\ntraining.ics is written: open it with any calendar app.", file=sys.stderr)
    return code


def _moved(calendar: str, by: timedelta) -> str:
    """The calendar with all its events moved by that time; its zone definition and time stamps stay."""

    def move(match: re.Match[str]) -> str:
        day = datetime.strptime(match["day"], "%Y%m%d").date() + by  # noqa: DTZ007  # a date has no zone
        return f"{match['name']}:{day:%Y%m%d}{match['rest']}"

    moved = re.sub(
        r"^(?P<name>(?:DTSTART|DTEND|EXDATE);.*):(?P<day>\d{8})(?P<rest>.*)$",
        move,
        calendar,
        flags=re.MULTILINE,
    )
    return moved.replace("\n", "\r\n")


if __name__ == "__main__":
    sys.exit(run())
