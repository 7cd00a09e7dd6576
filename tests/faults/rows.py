"""The faults that processes live through, one row each. ``scale`` makes them fewer, for the suite."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable

from sqlalchemy import text

from bot.db.unit_of_work import Database
from tests.faults.harness import SEED, Row, Senders, Trouble, counted, enter, sending, until_done
from tests.platforms.slack_server import Fault, Post, SlackServer, slack_server

CHANNELS = 40
LEASE = 2.5

LOST_ANSWERS = [
    *(Fault(cut="before"), Fault(cut="after"), Fault(cut="after", hidden=0.8), Fault(status=502), Fault(then=504)),
    *(Fault(then=500), Fault(slow=1.5), Fault(error="internal_error"), Fault(error="fatal_error")),
]
BUSY = [
    Fault(status=429, headers=(("Retry-After", after),)) for after in ("0", "1", "soon", "-3", "0.5", "", "1e9")
] + [Fault(status=429), Fault(status=503), Fault(error="ratelimited")]


def _many(number: int, scale: float) -> int:
    return max(int(number * scale), 20)


def _server(server: SlackServer, trouble: Trouble) -> None:
    server.at, server.page = time.time, 20
    server.fate = trouble


def killed(url: str, scale: float) -> Row:
    """The process is killed when Slack has taken a message in, and nobody has written that down."""
    return _with_kills("kill -9 between Slack's acceptance and our commit", url, _many(200, scale), 8 * scale, 1)


def lost_answers(url: str, scale: float) -> Row:
    return _plain("5xx, timeout, reset before and after acceptance", url, _many(300, scale), LOST_ANSWERS, 0.35)


def busy(url: str, scale: float) -> Row:
    return _plain("429 with Retry-After 0, 1, missing, garbage; 503", url, _many(300, scale), BUSY, 0.35)


def two_processes(url: str, scale: float) -> Row:
    what = "two processes sending, a fifth of their calls with faults"
    return _plain(what, url, _many(300, scale), [*LOST_ANSWERS, *BUSY], 0.2, (0.0, 0.0))


def an_hour_apart(url: str, scale: float) -> Row:
    what = "two processes, one clock an hour ahead, one ten minutes behind"
    return _plain(what, url, _many(200, scale), [*LOST_ANSWERS, *BUSY], 0.1, (3_600.0, -600.0), ordered=False)


def stopped(url: str, scale: float) -> Row:
    """One of two processes is stopped past its lease again and again, and continued."""
    stops = 0
    since = [time.monotonic(), 0.0]

    def stop_and_go(senders: Senders) -> None:
        nonlocal stops
        now = time.monotonic()
        if since[1] and now - since[1] > LEASE + 1:
            senders.signal(0, signal.SIGCONT)
            since[0], since[1] = now, 0.0
        elif not since[1] and now - since[0] > 0.4:
            senders.signal(0, signal.SIGSTOP)
            stops += 1
            since[1] = now

    what = "a process stopped past its lease and continued"
    row = _during(what, url, _many(400, scale), stop_and_go, slow=0.15)
    return Row(row.what, row.entered, stops, row.lost, row.twice, row.out_of_order, f"{stops} stops")


def terminated(url: str, scale: float) -> Row:
    """PostgreSQL ends every connection of the senders, twice a second."""
    ended, last = 0, time.monotonic()
    killer = Database(url)

    def end(_senders: Senders) -> None:
        nonlocal ended, last
        if time.monotonic() - last < 0.5:
            return
        last = time.monotonic()
        with killer.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            statement = text(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                "AND application_name = '' AND datname = current_database() AND state IS NOT NULL "
                "AND query LIKE '%outbox%'"
            )
            ended += connection.scalar(statement) or 0

    row = _during("PostgreSQL backends terminated in the middle", url, _many(300, scale), end, slow=0.1)
    killer.close()
    return Row(row.what, row.entered, ended, row.lost, row.twice, row.out_of_order, f"{ended} backends")


def everything(url: str, scale: float) -> Row:
    """All of it at once, with two processes."""
    return _with_kills(
        "everything at once: lost answers, 429, kills, two processes",
        url,
        _many(1_000, scale),
        8 * scale,
        2,
        Trouble([*LOST_ANSWERS, *BUSY], 0.3),
    )


def _plain(
    what: str,
    url: str,
    notices: int,
    faults: list[Fault],
    share: float,
    askew: tuple[float, ...] = (0.0,),
    *,
    ordered: bool = True,
) -> Row:
    database, trouble = Database(url), Trouble(faults, share)
    keys = enter(database, notices, CHANNELS)
    with slack_server() as server:
        _server(server, trouble)
        with sending(url, server, askew) as senders:
            until_done(database, senders)
        row = counted(what, keys, server, trouble.injected)
    database.close()
    return row if ordered else Row(row.what, row.entered, row.injected, row.lost, row.twice)


def _during(what: str, url: str, notices: int, do: Callable[[Senders], None], *, slow: float) -> Row:
    """Something is done to the senders while each call takes a while."""
    database = Database(url)
    keys = enter(database, notices, CHANNELS)
    with slack_server() as server:
        server.at = time.time
        server.fate = lambda _method, _given: Fault(slow=slow)
        with sending(url, server, (0.0, 0.0)) as senders:
            until_done(database, senders, lambda: do(senders))
        row = counted(what, keys, server, 0)
    database.close()
    return row


def _with_kills(what: str, url: str, notices: int, kills: float, processes: int, trouble: Trouble | None = None) -> Row:
    """Some messages are a sender's last: it is killed before it has the answer."""
    database, trouble = Database(url), trouble or Trouble([], 0.0)
    keys = enter(database, notices, CHANNELS)
    chosen = set(random.Random(SEED).sample(range(1, notices), max(int(kills), 2)))
    with slack_server() as server:
        _server(server, trouble)
        with sending(url, server, (0.0,) * processes) as senders:

            def taken(_post: Post) -> None:
                if len(server.posts) in chosen:
                    senders.kill()

            server.taken = taken
            until_done(database, senders)
            killed = senders.killed
        row = counted(what, keys, server, trouble.injected + killed, f"{killed} kills")
    database.close()
    return row


PROCESSES = (killed, lost_answers, busy, two_processes, an_hour_apart, stopped, everything)
ON_POSTGRESQL = (terminated,)
