"""What `liftrun` imports before it answers: only what the command at hand needs."""

import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.cli import commands
from service.cli.command_table import COMMANDS
from service.cli.main import parser_for

MOST_OF_OURS = 10
"""Modules of this project that a command may import which needs no configuration and no calendar."""

SLOW = re.compile(r"dataclasses|inspect|json|zoneinfo|decimal|asyncio|urllib\.request|sqlite3|email")
"""Modules of Python itself that take longer to import than the answer takes to print."""


def imported(*arguments: str) -> set[str]:
    """The modules that are there after one run, without those that Python alone has."""
    asked = "import sys; old = {*sys.modules}; from service.cli.main import main; "
    told = "print(*({*sys.modules} - old), file=sys.stderr)"
    run = f"{asked}\ntry: main({list(arguments)})\nexcept SystemExit: pass\n{told}"
    done = subprocess.run((sys.executable, "-c", run), check=True, capture_output=True, text=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["rules"], ["rules", "rest-days"], ["completion", "bash"]])
def test_a_command_that_reads_no_configuration_imports_little(arguments: list[str]) -> None:
    found = imported(*arguments)
    ours = {name for name in found if name.partition(".")[0] in {"service", "integrations"}}
    assert "service.cli.main" in ours
    assert len(ours) <= MOST_OF_OURS, sorted(ours)
    assert not {name for name in found if SLOW.fullmatch(name)}
    assert not {name.partition(".")[0] for name in found} - {"service", *sys.stdlib_module_names}


def test_busy_without_a_configuration_file_imports_only_what_reads_a_calendar(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    window = ("--start", "2026-11-23", "--end", "2026-11-30")
    found = imported("busy", "--busy", str(tmp_path / "a.ics"), "--timezone", "Europe/Berlin", *window)
    assert "integrations._shared.icalendar.wire" in found
    heavy = (
        "service.rules",
        "service.planning",
        "service.storage",
        "importlib.resources",
        "email",
        "difflib",
    )
    assert not [name for name in found if name.startswith(heavy)]
    tops = {name.partition(".")[0] for name in found if not name.startswith("_sysconfigdata")}
    assert tops - sys.stdlib_module_names == {"service", "integrations", "tzdata"}


@pytest.mark.parametrize("named", COMMANDS)
def test_a_command_is_found_in_its_module_also_behind_flags(named: str) -> None:
    for argv in ([named], ["--debug", named], ["--", named]):
        with pytest.raises(SystemExit) as ended:
            parser_for(argv).parse_args([named, "--help"])
        assert ended.value.code == 0


def test_the_table_of_commands_names_every_module_of_commands() -> None:
    there = {module.name for module in pkgutil.iter_modules(commands.__path__)}
    assert {command.module for command in COMMANDS.values()} == there


@pytest.mark.parametrize("named", COMMANDS)
def test_every_command_of_the_table_can_be_run(named: str) -> None:
    _, subparsers = parser_for([named])._actions[-2:]
    subparser = subparsers.choices[named]  # type: ignore[index]
    nested = [action for action in subparser._actions if action.choices and hasattr(action.choices, "values")]
    ends = [*nested[0].choices.values()] if nested else [subparser]
    assert all(each.get_default("run") for each in ends)
