"""Checks the machine for `liftrun doctor`: versions, time zones, disk space and the running service."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli.checks.symptom import CheckResult

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
LEAST_FREE_BYTES = 200_000_000
"""The least free bytes on the disk; a database and a week of its copies need much less."""

SOON = 3.0
"""Seconds within which a service on this machine must answer."""


def versions() -> Iterator[CheckResult]:
    """Report the versions of Liftrun, Python, the system, SQLite and the libraries."""
    import platform
    import sqlite3
    from importlib.metadata import version

    yield CheckResult("liftrun", version("liftrun"))
    yield CheckResult("python", f"{platform.python_implementation()} {platform.python_version()}")
    yield CheckResult("system", platform.platform())
    yield CheckResult("sqlite", sqlite3.sqlite_version)
    yield CheckResult("libraries", ", ".join(f"{name} {version(name)}" for name in LIBRARIES))


def time_zones() -> Iterator[CheckResult]:
    """Report which time zone data is used, and check that the machine names its own time zone."""
    from importlib.metadata import version
    from zoneinfo import TZPATH, available_timezones

    from service import bootstrap

    found = [place for place in TZPATH if Path(place).is_dir()]
    said = f"{len(available_timezones())} zones, tzdata {version('tzdata')}"
    yield CheckResult(
        "time-zones", f"{said}, {'before it ' + found[0] if found else 'nothing of the system'}"
    )
    zone = bootstrap.machine_zone()
    hint = "Name yours in the configuration: timezone in [athlete]."
    said = zone.key if zone else "this machine names no time zone"
    yield CheckResult("machine-zone", said, is_well=zone is not None, hint="" if zone else hint)


def disk(folder: Path) -> Iterator[CheckResult]:
    """Check the free space on the disk that holds the database."""
    folder = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(folder).free
    is_well = free >= LEAST_FREE_BYTES
    hint = "" if is_well else "Make room: nothing can be kept once the disk is full."
    yield CheckResult("disk", f"{free / 1e9:.1f} GB free at {folder}", is_well=is_well, hint=hint)


def service(serving: "Serving") -> Iterator[CheckResult]:
    """Check whether a service answers at the configured address and says that it is ready."""
    from urllib.error import HTTPError, URLError
    from urllib.request import ProxyHandler, build_opener

    address = f"{serving.address}/readyz"
    try:
        # A proxy named by the environment must not be used for a request to this machine itself.
        with build_opener(ProxyHandler({})).open(address, timeout=SOON):
            yield CheckResult("service", f"ready at {address}")
    except HTTPError as error:
        hint = "Its log says more, or another program listens there."
        said = f"what listens at {address} answers {error.code}"
        yield CheckResult("service", said, is_well=False, hint=hint)
    except (URLError, OSError):
        yield CheckResult("service", f"none answers at {address}")
