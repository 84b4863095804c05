"""Adds an athlete to a service, with a configuration file that no other athlete uses."""

import argparse
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli.commands import init
from service.cli.inputs import config_flags
from service.errors import UsageError

if TYPE_CHECKING:
    from service.cli.inputs.service_context import OpenService
    from service.config import Config

FOLDER = "athletes"


def enrol(arguments: argparse.Namespace, service: "OpenService") -> tuple[str, Path]:
    """Add the athlete whom the arguments name; returns their name and configuration file.

    Shape: the athlete of the service's own configuration is added too, if the service had only that one.
    Errors: UsageError, ConfigurationError; nothing is changed then.
    """
    from service.ports.roster import Enrolled

    name = _free_name(arguments.name, service)
    file = _own_file(arguments, service, name)
    _warn_of_other_readers(service, file, _read(file), name)
    if arguments.config is not None:
        _note_sign_in(arguments, service, name)
    _enrol_only_athlete(service, name)
    service.directory.roster.enrol(Enrolled(name, file.resolve(), service.now))
    return name, file


def _free_name(name: str, service: "OpenService") -> str:
    from service.domain.athlete import NAME

    if not re.fullmatch(NAME, name):
        hint = "Letters, digits and @ . - _ will do, 64 at most."
        raise UsageError(reason=f"{name!r} is no name for an athlete", hint=hint)
    for other in service.directory.roster.every():
        # Some file systems treat Anna.toml and anna.toml as one file.
        if other.name.casefold() == name.casefold():
            hint = f"They are planned for by {other.config}; choose another name."
            raise UsageError(reason=f"there is an athlete {other.name} already", hint=hint)
    return name


def _own_file(arguments: argparse.Namespace, service: "OpenService", name: str) -> Path:
    """The configuration file of this athlete alone; a new one is written if none was named.

    Errors: UsageError when the name or the file belongs to another athlete.
    """
    given: Path | None = arguments.config
    main, sole = service.directory.config, _only_athlete(service)
    if given is not None:
        _refuse_shared(given, service)
        if sole not in (None, name) and _is_same(given, main):
            hint = f"Add them as {sole}: what is kept of them is kept under that name."
            raise UsageError(reason=f"{given} speaks of {sole}", hint=hint)
    if sole == name and not (given and _is_same(given, main)):
        hint = f"Choose another name, or add that one: `liftrun athlete add {name} --config {main}`."
        raise UsageError(reason=f"{main} speaks of an athlete {name} already", hint=hint)
    return given if given is not None else _fresh(arguments, service, name)


def _refuse_shared(file: Path, service: "OpenService") -> None:
    for other in service.directory.roster.every():
        if _is_same(file, other.config):
            hint = "Copy it, and name the copy."
            raise UsageError(reason=f"{file} is the file of {other.name} already", hint=hint)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def _fresh(arguments: argparse.Namespace, service: "OpenService", name: str) -> Path:
    """Write a new file in a folder beside the service's own, from the questions of `liftrun init`.

    Errors: UsageError when the file exists already or cannot be written.
    """
    from dataclasses import replace

    from service.config import new_config, private_file

    path = service.directory.config.parent / FOLDER / f"{name}.toml"
    there = UsageError(
        reason=f"{path} is there already",
        hint=f"To go by it: `liftrun athlete add {name} --config {path}`.",
    )
    if path.exists():
        raise there
    # Printed before the questions, so that a person who does not want this can still stop.
    _note_sign_in(arguments, service, name)
    asked = argparse.Namespace(**{**vars(arguments), "config": path})
    text = new_config.text(replace(init.answers(asked), id=name))
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        private_file.make(path.resolve(), f"{text}{_storage(service)}")
    except FileExistsError as error:
        raise there from error
    except OSError as error:
        reason = f"{path} could not be written: {(error.strerror or str(error)).lower()}"
        raise UsageError(reason=reason, hint="Write it elsewhere, and name it with --config.") from error
    return path


def _storage(service: "OpenService") -> str:
    """The [storage] table by which other commands find the service's database; empty for the default one."""
    import json

    place = service.config.database if service.config else ""
    if not place:
        return ""
    place = place if "://" in place else str(Path(place).resolve())
    return f"\n[storage]\ndatabase = {json.dumps(place, ensure_ascii=False)}\n"


def _read(file: Path) -> "Config":
    from service.config import load

    return load(file, usual_zone=config_flags.machine_zone)


def _warn_of_other_readers(service: "OpenService", file: Path, config: "Config", name: str) -> None:
    """Warn when other commands would read the file as another athlete's, or use another database."""
    if config.athlete.id != name:
        _warn(
            f'write id = "{name}" under [athlete] in {file}; other commands take it for {config.athlete.id}'
        )
    own = service.config.database if service.config else ""
    if config.database and config.database != own and not _is_same(Path(config.database), Path(own or ".")):
        _warn(f"the service keeps everything in one database, not in the one that {file} names")


def _enrol_only_athlete(service: "OpenService", name: str) -> None:
    """Enrol the service's only athlete too: with a roster, the service plans only for those enrolled."""
    from service.ports.roster import Enrolled

    sole = _only_athlete(service)
    if sole is None or sole == name:
        return
    service.directory.roster.enrol(Enrolled(sole, service.directory.config.resolve(), service.now))


def _note_sign_in(arguments: argparse.Namespace, service: "OpenService", name: str) -> None:
    """Print that the service's only athlete must sign in from now on, also on this machine."""
    sole = _only_athlete(service)
    if sole is None or sole == name:
        return
    named = [] if arguments.service is None else ["--service", str(arguments.service)]
    # The address of a database may hold a password, so it is not printed.
    if arguments.database and "://" not in arguments.database:
        named += ["--database", arguments.database]
    print(
        f"note: {sole} ({service.directory.config}) goes on, and has to sign in once {name} is added, also "
        f"on this machine: `{shlex.join(['liftrun', 'athlete', 'link', sole, *named])}`",
        file=sys.stderr,
    )


def _only_athlete(service: "OpenService") -> str | None:
    """The athlete of the service's own configuration; None when there is a roster or no configuration."""
    if service.directory.has_roster or service.config is None:
        return None
    return service.config.athlete.id


def _warn(sentence: str) -> None:
    print(f"warning: {sentence}", file=sys.stderr)
