"""Wakes the job runner at a regular beat, and runs each athlete's due jobs in a few threads."""

import logging
import time
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any

from service.workers.job_runner import JobRunner

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.athletes.directory import AthleteDirectory
    from service.config.serving import Serving
    from service.ports.clock import Clock

LOG = logging.getLogger("liftrun.timetable")

HEARTBEAT = timedelta(seconds=15)
LONGEST_SILENCE = 2 * HEARTBEAT
"""After this time without a beat the beat is started again: a clock that was set back has moved it away."""

STOP_TIMEOUT = timedelta(seconds=5)
"""How long a stop waits for running jobs to end."""

THREADS = 4
REPEATED = 240
"""One in so many equal errors in a row is logged; with one error per beat that is one an hour."""


class Scheduler:
    """Runs due jobs until it is stopped; a slow or failing athlete does not delay the others.

    Shape: `on_beat` is called at every beat, whatever came of it.
    """

    def __init__(
        self,
        directory: "AthleteDirectory",
        clock: "Clock",
        serving: "Serving | None" = None,
        *,
        on_beat: "Callable[[], None]" = lambda: None,
    ) -> None:
        self._job_runner = JobRunner(directory, clock, serving)
        self._scheduler: Any = None
        self._waiting = SimpleQueue[str]()
        self._changed = Condition()
        self._under_way = set[str]()
        self._logged_errors = dict[str, tuple[str, int]]()
        self._is_over = False
        self._beaten_at: float | None = None
        self._ended = Event()
        self._database = directory.database
        self._clock = clock
        self._on_beat = on_beat

    def start(self) -> None:
        """Starts the beat and the threads, and looks for due jobs at once."""
        from apscheduler.jobstores.memory import MemoryJobStore  # type: ignore[import-untyped]
        from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]

        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            jobstores={"default": MemoryJobStore()},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        self._scheduler.add_job(self._beat, "interval", seconds=HEARTBEAT.total_seconds(), id="beat")
        for number in range(THREADS):
            # Daemons: a thread that waits for a calendar must not keep the process from ending.
            Thread(target=self._work, name=f"round-{number}", daemon=True).start()
        self._scheduler.start()
        Thread(target=self._watch_beat, name="watch-beat", daemon=True).start()
        self.wake()

    def wake(self) -> None:
        """Looks for due jobs now, without waiting for the next beat."""
        if self._scheduler is not None and not self._is_over:
            self._scheduler.add_job(self._beat)

    def stop_starting(self) -> None:
        """Starts no further job; running jobs go on."""
        self._is_over = True
        self._ended.set()
        self._job_runner.worker.end()

    def stop(self) -> bool:
        """Starts no further job, waits a few seconds for running ones, and returns whether all have ended."""
        self.stop_starting()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
        deadline = time.monotonic() + STOP_TIMEOUT.total_seconds()
        with self._changed:
            while self._under_way and time.monotonic() < deadline:
                self._changed.wait(deadline - time.monotonic())
            return not self._under_way

    def time_since_beat(self) -> timedelta | None:
        """Returns the time since the last beat, None before the first."""
        beaten_at = self._beaten_at
        return None if beaten_at is None else timedelta(seconds=time.monotonic() - beaten_at)

    def _beat(self) -> None:
        if self._is_over:
            return
        self._beaten_at = time.monotonic()
        # Also when the database is gone: a restart by the service manager would not bring it back.
        self._on_beat()
        try:
            # Before any job: what would be written into a file that was removed is lost.
            self._database.prove(self._clock.now())
            self._job_runner.worker.renew_leases()
            names = self._job_runner.names()
        except Exception as error:  # noqa: BLE001  # an error at one beat must not end the next ones
            self._log_error("", error)
            return
        with self._changed:
            for name in names:
                if name not in self._under_way:
                    self._under_way.add(name)
                    self._waiting.put(name)

    def _watch_beat(self) -> None:
        """Beats, and starts the regular beat again, when that is late by the monotonic clock.

        Shape: APScheduler goes by the wall clock, which may be set back.
        """
        while not self._ended.wait(HEARTBEAT.total_seconds()):
            silence = self.time_since_beat()
            if self._scheduler is not None and (silence is None or silence > LONGEST_SILENCE):
                LOG.warning("no beat for %s: it starts again", silence)
                self._scheduler.reschedule_job("beat", trigger="interval", seconds=HEARTBEAT.total_seconds())
                self._beat()

    def _work(self) -> None:
        while not self._is_over:
            try:
                name = self._waiting.get(timeout=1)
            except Empty:
                continue
            try:
                if not self._is_over:
                    self._job_runner.run_due(name)
                    self._logged_errors.pop(name, None)
            except Exception as error:  # noqa: BLE001  # one athlete's broken file must not stop the others
                self._log_error(name, error)
            finally:
                with self._changed:
                    self._under_way.discard(name)
                    self._changed.notify_all()

    def _log_error(self, name: str, error: Exception) -> None:
        """Logs an error, but not again at every beat while it stays the same."""
        from service.errors import LiftrunError

        said, count = self._logged_errors.get(name, ("", 0))
        count = count + 1 if said == f"{error}" else 0
        self._logged_errors[name] = f"{error}", count
        if count % REPEATED == 0:
            whose, is_ours = name or "the service", not isinstance(error, LiftrunError)
            LOG.error("no round for %s: %s", whose, error, exc_info=error if is_ours else None)
