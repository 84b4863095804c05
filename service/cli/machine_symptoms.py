"""What a supporter wants to know of the machine: versions, time zones, room on the disk, what listens."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli.symptom import Symptom

if TYPE_CHECKING:
    from service.config.serving import Serving

LIBRARIES = (
    "ortools",
    "icalendar",
    "sqlalchemy",
    "sqlmodel",
    "fastapi",
    "starlette",
    "uvicorn",
    "apscheduler",
    "cryptography",
    "httpx2",
    "google-api-python-client",
)
TOO_LITTLE = 200_000_000
"""Octets free on the disk: a database and a week of copies of it are much less."""

SOON = 3.0
"""Seconds within which a service of this machine answers."""


def versions() -> Iterator[Symptom]:
    """What runs on what."""
    import platform
    import sqlite3
    from importlib.metadata import version

    yield Symptom("liftrun", version("liftrun"))
    yield Symptom("python", f"{platform.python_implementation()} {platform.python_version()}")
    yield Symptom("system", platform.platform())
    yield Symptom("sqlite", sqlite3.sqlite_version)
    yield Symptom("libraries", ", ".join(f"{name} {version(name)}" for name in LIBRARIES))


def time_zones() -> Iterator[Symptom]:
    """Which rules for the world's clocks are used, and what this machine's own clock goes by."""
    from importlib.metadata import version
    from zoneinfo import TZPATH, available_timezones

    from service import bootstrap

    found = [place for place in TZPATH if Path(place).is_dir()]
    said = f"{len(available_timezones())} zones, tzdata {version('tzdata')}"
    yield Symptom("time-zones", f"{said}, {'before it ' + found[0] if found else 'nothing of the system'}")
    zone = bootstrap.machine_zone()
    hint = "Name yours in the configuration: timezone in [athlete]."
    said = zone.key if zone else "this machine names no time zone"
    yield Symptom("machine-zone", said, is_well=zone is not None, hint="" if zone else hint)


def disk(folder: Path) -> Iterator[Symptom]:
    """Whether there is room where the database lies."""
    folder = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(folder).free
    is_well = free >= TOO_LITTLE
    hint = "" if is_well else "Make room: nothing can be kept once the disk is full."
    yield Symptom("disk", f"{free / 1e9:.1f} GB free at {folder}", is_well=is_well, hint=hint)


def service(serving: "Serving") -> Iterator[Symptom]:
    """Whether a service answers where the configuration has it listen, and is well."""
    from urllib.error import HTTPError, URLError
    from urllib.request import ProxyHandler, build_opener

    address = f"{serving.address}/readyz"
    try:
        # No proxy of the environment has a business between this machine and itself.
        with build_opener(ProxyHandler({})).open(address, timeout=SOON):
            yield Symptom("service", f"ready at {address}")
    except HTTPError as error:
        hint = "Its log says more, or another program listens there."
        said = f"what listens at {address} answers {error.code}"
        yield Symptom("service", said, is_well=False, hint=hint)
    except (URLError, OSError):
        yield Symptom("service", f"none answers at {address}")
