"""`liftrun doctor`: checks everything Liftrun needs, and prints the results without any secret."""

import argparse
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli.checks import athlete_symptoms, machine_symptoms, memory_symptoms
from service.cli.checks.symptom import CheckResult, run_check
from service.cli.exit import Exit
from service.cli.inputs import config_flags, database_flag

if TYPE_CHECKING:
    from datetime import datetime

    from service.athletes.context import AthleteContext
    from service.config import Config
    from service.storage.database import Database

SCHEMA = 1


def declare(commands: Any) -> None:
    """Add the `liftrun doctor` command and its flags."""
    parser = commands.add_parser("doctor", help="look at everything Liftrun needs, and say what is not well")
    add = parser.add_argument
    add("--config", type=Path, metavar="FILE", help=f"settings; {config_flags.CONFIG} here unless said")
    add("--offline", action="store_true", help="ask no calendar")
    add("--json", action="store_true", help="print JSON")
    database_flag.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run every check, even after one has failed, and print the results."""
    found = list[CheckResult]()
    for symptom in _symptoms(arguments):
        found.append(symptom)
        if not arguments.json:
            print(_line(symptom), flush=True)
    ailing = [symptom for symptom in found if not symptom.is_well]
    if arguments.json:
        document = {"schema": SCHEMA, "is_well": not ailing, "checks": [each.document() for each in found]}
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        are = "is" if len(ailing) == 1 else "are"
        print(f"\n{len(ailing)} of {len(found)} {are} not well." if ailing else "\nAll is well.")
    return Exit.FINDINGS if ailing else Exit.DONE


def _line(symptom: CheckResult) -> str:
    sign = "  " if symptom.is_well else "! "
    hint = f"\n    {symptom.hint}" if symptom.hint else ""
    return f"{sign}{symptom.name}: {symptom.says}{hint}"


def _symptoms(arguments: argparse.Namespace) -> Iterator[CheckResult]:
    from service.config.serving import Serving

    yield from run_check("versions", machine_symptoms.versions)
    yield from run_check("time-zones", machine_symptoms.time_zones)
    path: Path = arguments.config or config_flags.CONFIG
    configs = list["Config"]()
    yield from run_check("configuration", partial(_configuration, path, configs))
    config = configs[0] if configs else None
    serving = config.serving if config else Serving()
    yield from run_check("service", partial(machine_symptoms.service, serving))
    yield from run_check("database", partial(_of_memory, arguments, path, config, serving))


def _configuration(path: Path, found: "list[Config]") -> Iterator[CheckResult]:
    """Check that the configuration file exists and is valid, and append the configuration to `found`."""
    from service.config import load

    if not path.exists():
        hint = (
            "Write one with `liftrun init` or in the browser with `liftrun serve`, or name it with --config."
        )
        yield CheckResult("configuration", f"there is no {path}", is_well=False, hint=hint)
        return
    config = load(path, usual_zone=config_flags.machine_zone)
    found.append(config)
    counts = f"calendars to read: {len(config.calendars)}, to write to: {len(config.targets)}"
    yield CheckResult("configuration", f"{path} holds together; {config.athlete.zone.key}, {counts}")


def _of_memory(
    arguments: argparse.Namespace, path: Path, config: "Config | None", serving: Any
) -> Iterator[CheckResult]:
    from service import bootstrap
    from service.storage.address import Address
    from service.storage.database import Database

    address = Address.of(database_flag.place_of_database(arguments, config.database if config else ""))
    folder = address.file.parent if address.file else Path()
    yield from run_check("disk", partial(machine_symptoms.disk, folder))
    if address.file and not address.file.exists():
        # Opening the database would create the file, and a check must change nothing.
        yield CheckResult(
            "database", f"{address.name} is not there yet; the first plan that is kept makes it"
        )
        return
    now = bootstrap.clock().now()
    # `may_be_new` is off for the same reason: an empty database on a server would get tables.
    with Database(address, may_be_new=False) as database:
        yield from run_check("database", partial(memory_symptoms.database, database))
        yield from run_check("copies", partial(memory_symptoms.copies, database, serving, now))
        yield from run_check("key", partial(memory_symptoms.key, database))
        yield from run_check("athletes", partial(_of_athletes, arguments, path, database, now))


def _of_athletes(
    arguments: argparse.Namespace, path: Path, database: "Database", now: "datetime"
) -> Iterator[CheckResult]:
    from service.athletes.directory import AthleteDirectory

    directory = AthleteDirectory(database, path, config_flags.machine_zone)
    names = directory.names()
    yield CheckResult("athletes", ", ".join(names) or "nobody is planned for yet")
    yield from run_check("service: duties", partial(athlete_symptoms.records, database, "", now))
    for name in names:
        yield from run_check(name, partial(_of_athlete, arguments, directory.of, name, database, now))


def _of_athlete(
    arguments: argparse.Namespace, open_context: Any, name: str, database: "Database", now: "datetime"
) -> Iterator[CheckResult]:
    context: AthleteContext = open_context(name)
    yield from run_check(f"{name}: plan", partial(athlete_symptoms.plan, context, now))
    yield from run_check(f"{name}: readings", partial(athlete_symptoms.readings, context, now))
    yield from run_check(f"{name}: duties", partial(athlete_symptoms.records, database, name, now))
    yield from run_check(f"{name}: feeds", partial(athlete_symptoms.feeds, database, context, now))
    if not arguments.offline:
        yield from run_check(f"{name}: calendars", partial(athlete_symptoms.reached, context, now))
