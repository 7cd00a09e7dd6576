"""A scheduler with a store of jobs in the database: ``scheduler URL JOBS DUE``, so many of them due at each turn.

A turn is what the scheduler does by itself when it wakes: it reads the jobs that are due, hands each to an executor
(here one that does nothing) and writes down when it is due next.
"""

from __future__ import annotations

import pickle
import sys
import time
from datetime import UTC, datetime
from typing import Any

from apscheduler.executors.base import BaseExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler
from sqlalchemy import text

from tests.benchmarks.peers.turns import take

_NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count) ",
    "postgresql": "WITH numbers AS (SELECT n FROM generate_series(1, :count) AS n) ",
}
AFTER = 1
"""Seconds until a job is due again: each turn finds them all so."""


class Executor(BaseExecutor):  # type: ignore[misc]
    """It counts them."""

    ran = 0

    def _do_submit_job(self, job: Any, _run_times: Any) -> None:
        self.ran += 1
        self._run_job_success(job.id, [])


class Scheduler(BaseScheduler):  # type: ignore[misc]
    """It wakes when it is told to, and at no other time."""

    def wakeup(self) -> None:
        """Not by itself."""

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)

    def turn(self) -> None:
        self._process_jobs()


def digest(_number: int) -> None:
    """What a job would do."""


def filled(scheduler: Scheduler, store: SQLAlchemyJobStore, jobs: int, due: int) -> None:
    """So many jobs for another century, put in beside the scheduler, and those that are due, given to it."""
    options: dict[str, Any] = {"coalesce": True, "misfire_grace_time": None}
    later = scheduler.add_job(digest, "date", run_date=datetime(2100, 1, 1, tzinfo=UTC), args=[0], **options)
    state = pickle.dumps(later.__getstate__(), pickle.HIGHEST_PROTOCOL)
    with store.engine.begin() as connection:
        fill = (
            f"INSERT INTO apscheduler_jobs (id, next_run_time, job_state) {_NUMBERS[connection.dialect.name]} "
            "SELECT 'later' || n, :at + n, :state FROM numbers"
        )
        connection.execute(text(fill), {"count": jobs, "at": later.next_run_time.timestamp(), "state": state})
    for number in range(due):
        at = datetime.now(UTC)
        scheduler.add_job(digest, "interval", seconds=AFTER, args=[number], next_run_time=at, **options)


def main(url: str, jobs: str, due: str) -> None:
    store, executor = SQLAlchemyJobStore(url), Executor()
    scheduler = Scheduler(timezone=UTC)
    scheduler.add_jobstore(store)
    scheduler.add_executor(executor)
    scheduler.start()
    filled(scheduler, store, int(jobs), int(due))
    ended = time.monotonic()

    def turn() -> None:
        nonlocal ended
        time.sleep(max(ended + 2 * AFTER - time.monotonic(), 0))
        executor.ran = 0
        scheduler.turn()
        assert executor.ran == int(due), executor.ran
        ended = time.monotonic()

    take(turn)


if __name__ == "__main__":
    main(*sys.argv[1:])
