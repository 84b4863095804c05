"""The text of a new config.toml, from the few answers that matter."""

import json
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from service.domain.training import Goal, Level
from service.domain.week import Hours

TEXT = """\
# Written by `liftrun init`; config.example.toml shows everything else that can be said here.
# Keep this file to yourself: whoever knows the address of a calendar can read it.

[athlete]
goal = "{goal}"  # muscle, fat-loss, endurance or balanced
level = "{level}"  # beginner, intermediate or advanced
timezone = "{zone}"
sleep = "{sleep}"
hours = "06:00-22:00"  # when you may train; by day: {{ weekdays = "17:00-21:00", Sat = "08:00-18:00" }}

[plan]
weeks = 1  # 1 to 4
# A ready-made week: alternate-days, lift-first, morning-run-evening-lift, fat-loss-mix,
# endurance-plus-two or muscle-plus-easy-runs.
# Without one the goal decides.
#template = "alternate-days"

# Your calendars: one such table for each.
{calendar}"""

CALENDAR = """\
[[calendar]]
ics = {address}
#name = "Work"
#me = ["you@example.com"]  # what this address declined takes no time
#ignore = ["Lunch"]  # titles that take no time
"""

EXAMPLE = "https://calendar.example.com/secret.ics"


@dataclass(frozen=True)
class Answers:
    """What a person said about themselves.

    Shape: `calendar` is an address or path that can be printed, empty for none.
    """

    goal: Goal
    level: Level
    zone: ZoneInfo
    calendar: str
    sleep: Hours


def text(answers: Answers) -> str:
    """A commented file that says what was answered."""
    # A string of JSON is one of TOML too, as long as all of it can be printed.
    table = CALENDAR.format(address=json.dumps(answers.calendar or EXAMPLE, ensure_ascii=False))
    if not answers.calendar:
        table = "".join(f"#{line.removeprefix('#')}" for line in table.splitlines(keepends=True))
    return TEXT.format(
        goal=answers.goal,
        level=answers.level,
        zone=answers.zone,
        sleep=f"{answers.sleep.start:%H:%M}-{answers.sleep.end:%H:%M}",
        calendar=table,
    )
