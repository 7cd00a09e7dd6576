"""Faults, and what came of them at the receiving side: a Slack server over HTTP that counts what it took in.

Senders are processes of their own; they are killed, stopped and continued as an operating system would do it.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import system
from bot.db import models
from bot.db.errors import AWAY
from bot.db.models.machine import OPEN_STATES
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.messages import codec
from bot.messages.model import Message
from tests.platforms.slack_server import Fault, Json, SlackServer

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 900.0
SEED = 20_270_104


@dataclass(frozen=True)
class Row:
    """One line of the table. ``out_of_order`` counts messages that overtook another in their channel."""

    what: str
    entered: int
    injected: int
    lost: int
    twice: int
    out_of_order: int = 0
    note: str = ""
    of: str = "notices"

    @property
    def good(self) -> bool:
        return not (self.lost or self.twice or self.out_of_order)

    def __str__(self) -> str:
        order = f", {self.out_of_order} out of order" if self.out_of_order else ""
        note = f" ({self.note})" if self.note else ""
        counted = f"{self.injected} injected, {self.lost} lost, {self.twice} twice{order}"
        return f"{self.what:<62} {self.entered:>5} {self.of}: {counted}{note}"


@dataclass
class Trouble:
    """What befalls a server's calls, by a die that falls the same each time. ``share`` of the posts have a fault, and
    a third as many of the looks into history, which take several calls each."""

    faults: list[Fault]
    share: float
    injected: int = 0
    _die: random.Random = field(default_factory=lambda: random.Random(SEED))

    def __call__(self, method: str, _given: Json) -> Fault:
        share = {"chat.postMessage": self.share, "conversations.history": self.share / 3}.get(method, 0.0)
        if self._die.random() >= share:
            return Fault()
        fault = self._die.choice(self.faults)
        self.injected += 1
        return fault


class Senders:
    """Processes that deliver. One that died is started again when ``watch`` is called."""

    def __init__(self, url: str, server: SlackServer, askew: tuple[float, ...]) -> None:
        self._command = [sys.executable, "-m", "tests.faults.slack_sender", url, server.api_url]
        self._askew = askew
        self.processes = [self._started(seconds) for seconds in askew]
        self.killed = 0

    def _started(self, askew: float) -> subprocess.Popen[str]:
        return subprocess.Popen([*self._command, str(askew)], cwd=ROOT, stdout=subprocess.DEVNULL, text=True)

    def watch(self) -> None:
        """Start again whatever died."""
        for place, process in enumerate(self.processes):
            if process.poll() is not None:
                self.processes[place] = self._started(self._askew[place])

    def kill(self) -> None:
        """kill -9, all of them, at this very moment."""
        for process in self.processes:
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
                self.killed += 1

    def signal(self, place: int, number: signal.Signals) -> None:
        if self.processes[place].poll() is None:
            os.kill(self.processes[place].pid, number)

    def end(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def enter(database: Database, notices: int, channels: int) -> list[str]:
    """So many notices, one after another into each channel; their keys."""
    now, keys = system(), [f"notice:{number}" for number in range(notices)]
    with database.writing("faults") as uow:
        for number, key in enumerate(keys):
            uow.outbox.say(
                key=key,
                subject="message",
                facts={"reply": codec.dump(Message(f"Notice {number}"))},
                to=ToPlace("slack", "T1", f"C{number % channels}"),
                now=now,
            )
    return keys


@contextmanager
def sending(url: str, server: SlackServer, askew: tuple[float, ...] = (0.0,)) -> Iterator[Senders]:
    senders = Senders(url, server, askew)
    try:
        yield senders
    finally:
        senders.end()


def until_done(database: Database, senders: Senders, do: Callable[[], None] = lambda: None) -> None:
    """Until nothing is open any more; ``do`` is done each time that is looked at. Raises ``TimeoutError``."""
    deadline = time.monotonic() + PATIENCE
    while (still := still_open(database)) != 0:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{still} entries are still open")
        senders.watch()
        do()
        time.sleep(0.1)


def still_open(database: Database) -> int | None:
    """How many; ``None`` where the database is away just now."""
    try:
        with database.reading() as uow:
            found = select(func.count()).where(models.OutboxEntry.state.in_(OPEN_STATES))
            return uow.session.scalar(found) or 0
    except AWAY:
        return None


def counted(what: str, keys: list[str], server: SlackServer, injected: int, note: str = "") -> Row:
    """What the receiving side has, against what was entered."""
    said = [(post.channel, str(post.metadata["event_payload"]["key"])) for post in server.posts]
    times = Counter(key for _, key in said)
    order = {key: number for number, key in enumerate(keys)}
    latest: dict[str, int] = {}
    overtaken = 0
    for channel, key in said:
        overtaken += order[key] < latest.get(channel, -1)
        latest[channel] = max(order[key], latest.get(channel, -1))
    twice = sum(number - 1 for number in times.values())
    return Row(what, len(keys), injected, len(set(keys) - set(times)), twice, overtaken, note)
