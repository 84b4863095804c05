"""`liftrun serve`: the feed, the page and the timetable, until it is stopped."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli import choices, place
from service.cli.exit import Exit

if TYPE_CHECKING:
    from service.config.serving import Serving

GRACE = 8
"""Seconds that what is under way has once it is told to stop."""


def declare(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("serve", help="plan every week by itself, and serve the feed and the page")
    add = parser.add_argument
    add("--config", type=Path, metavar="FILE", help=f"settings; {choices.CONFIG} here unless said")
    add("--host", metavar="ADDRESS", help="where to listen; 127.0.0.1 unless said: only this machine")
    add("--port", type=int, metavar="N", help="8765 unless said")
    place.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until a signal comes."""
    import uvicorn

    from service import bootstrap
    from service.desks import Desks
    from service.storage.token_store import DatabaseTokenStore
    from service.timetable import Timetable
    from service.web.app import app
    from service.web.service import Service

    path: Path = arguments.config or choices.CONFIG
    serving, named = _serving(arguments, path)
    with place.database(arguments, named) as database:
        desks, clock = Desks(database, path, choices.machine_zone), bootstrap.clock()
        timetable = Timetable(desks, clock)
        address = f"http://{serving.host}:{serving.port}"
        service = Service(desks, DatabaseTokenStore(database), clock, serving, address, timetable.wake)
        timetable.start()
        print(f"Liftrun is at {address}", flush=True)
        try:
            uvicorn.run(
                app(service),
                host=serving.host,
                port=serving.port,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                log_level="warning",
                timeout_graceful_shutdown=GRACE,
            )
        finally:
            timetable.stop()
    return Exit.DONE


def _serving(arguments: argparse.Namespace, path: Path) -> "tuple[Serving, str]":
    """Where to listen, and the database that the configuration names, if there is one."""
    from dataclasses import replace

    from service.config import load
    from service.config.serving import Serving

    config = load(path, usual_zone=choices.machine_zone) if path.exists() else None
    serving = config.serving if config else Serving()
    host, port = arguments.host or serving.host, arguments.port or serving.port
    return replace(serving, host=host, port=port), config.database if config else ""
