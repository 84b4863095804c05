"""`liftrun serve`: serves the feed and the page, and runs due jobs, until it is stopped."""

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli.exit import Exit
from service.cli.inputs import config_flags, database_flag
from service.cli.serving import exposure
from service.errors import ConfigurationError

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from service.config import Config
    from service.config.serving import Serving
    from service.storage.database import Database

FORMS = ("text", "json")
LEVELS = ("debug", "info", "warning", "error")

SHUTDOWN_SECONDS = 4
"""Seconds that open requests may take after a stop signal; then running jobs have about as long."""

SWITCH_INTERVAL = 0.0005
"""Seconds one thread may run before another thread may run."""


def declare(commands: Any) -> None:
    """Add the `liftrun serve` command and its flags."""
    parser = commands["serve"]
    add = parser.add_argument
    add("--config", type=Path, metavar="FILE", help=f"settings; {config_flags.CONFIG} here unless said")
    add("--host", metavar="ADDRESS", help="where to listen; 127.0.0.1 unless said: only this machine")
    add("--port", type=int, metavar="N", help="8765 unless said")
    add("--log-format", choices=FORMS, default=FORMS[0], help="what it writes on stderr: lines or JSON")
    add("--log-level", choices=LEVELS, default="info", help="from which level on")
    database_flag.declare(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until a stop signal arrives.

    Errors: UsageError, ConfigurationError, StorageUnusable.
    """
    import signal

    from service.cli.serving.listen_socket import bound
    from service.log import Form, configure_logging

    # Threads that plan or read the database let the answering thread run sooner: with the default of
    # 5 ms, each read of a socket waits that long for them.
    sys.setswitchinterval(SWITCH_INTERVAL)
    _raise_file_limit()
    configure_logging(Form(arguments.log_format), arguments.log_level.upper())
    path: Path = arguments.config or config_flags.CONFIG
    serving, config = _serving(arguments, path)
    # After its own shutdown uvicorn raises the signal again, and SIGTERM would end this process too early.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        bound(serving) as door,
        database_flag.database(arguments, config.database if config else "") as database,
    ):
        has_ended = _serve(door, database, path, serving, config)
    if not has_ended:
        # A job may still run in the solver, where a thread cannot be asked to end. It does no harm to stop
        # a job at any point, but on a normal exit the interpreter would wait for the thread, or crash.
        _exit_now()
    return Exit.DONE


def _serve(
    door: "socket.socket", database: "Database", path: Path, serving: "Serving", config: "Config | None"
) -> bool:
    """Answer requests and run jobs until a stop signal arrives; returns whether every job has ended."""
    from functools import partial

    from service import bootstrap
    from service.athletes.directory import AthleteDirectory
    from service.cli.serving.service_manager import ALIVE, READY, STOPPING, notify
    from service.config.serving import Serving
    from service.storage.athletes_with_plans import athletes_with_plans
    from service.storage.stores.token_store import DatabaseTokenStore
    from service.web.app import app
    from service.web.operations.prometheus_metrics import PrometheusMetrics
    from service.web.service import Service
    from service.web.set_up import link as set_up_link
    from service.workers.scheduler import Scheduler

    link = config.feed.link.rstrip("/") if config else ""
    clock, metrics = bootstrap.clock(), PrometheusMetrics()
    directory = AthleteDirectory(database, path, config_flags.machine_zone, metrics, keeps_valid=True)
    timetable = Scheduler(directory, clock, serving, on_beat=partial(notify, ALIVE))
    tokens, address = DatabaseTokenStore(database), link or serving.address
    service = Service(
        directory, tokens, clock, serving, address, timetable.wake, timetable.time_since_beat, metrics=metrics
    )
    pages = app(service)
    set_up = "" if directory.is_set_up else set_up_link.address(pages)
    timetable.start()
    # Printed before the server runs: a request from now on waits in the socket until it is answered.
    print(f"Liftrun is at {serving.address}", flush=True)
    notify(READY)
    known = () if directory.is_set_up else athletes_with_plans(database)
    if known:
        print(
            exposure.plans_without_configuration(database.address.name, known, path),
            file=sys.stderr,
            flush=True,
        )
    written = config.serving if config else Serving()
    for line in exposure.remarks(serving, link, written=written, set_up=set_up):
        print(line, file=sys.stderr, flush=True)
    try:
        _answer(pages, door)
    finally:
        notify(STOPPING)
        service.feed_cache.settle()
        has_ended = timetable.stop()
    return has_ended


def _answer(pages: "Callable[..., Any]", door: "socket.socket") -> None:
    import uvicorn

    from service.web.deadline import ConnectionDeadline

    config = uvicorn.Config(
        pages,
        http=ConnectionDeadline,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        log_config=None,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    with suppress(KeyboardInterrupt):
        # The stop signal, which uvicorn raises again at its end.
        uvicorn.Server(config).run(sockets=[door])


def _raise_file_limit() -> None:
    """Raise the limit of open files to the most this process may have, for as many open connections."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _exit_now() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(Exit.DONE)


def _serving(arguments: argparse.Namespace, path: Path) -> "tuple[Serving, Config | None]":
    """Where to listen, by flags and configuration, and the configuration itself if there is one."""
    from dataclasses import replace

    from service.config.serving import Serving

    config = _valid(path) if path.exists() else None
    serving = config.serving if config else Serving()
    host, port = arguments.host or serving.host, arguments.port or serving.port
    return replace(serving, host=host, port=port), config


def _valid(path: Path) -> "Config":
    """The configuration, or for an invalid file the one that was valid when the service ran last.

    Errors: ConfigurationError when there is neither.
    """
    from service.config import load
    from service.config.last_valid import load_last_valid

    try:
        return load(path, usual_zone=config_flags.machine_zone)
    except ConfigurationError as error:
        known = load_last_valid(path, usual_zone=config_flags.machine_zone)
        if known is None:
            raise
        print(f"warning: {error}; it goes on by the last valid one", file=sys.stderr, flush=True)
        return known
