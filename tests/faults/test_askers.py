"""The same request to several processes, some of which are killed or stopped: one effect, and one reply for all."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.db import models
from bot.db.unit_of_work import Database
from tests.world import exchange

ROOT = Path(__file__).resolve().parents[2]
BUSY, IDLE = "1500", "3000"
"""Milliseconds: locks are waited for, and idle transactions ended, sooner than in the service."""


class Asker:
    """A process that carries out what it is sent, a line each."""

    def __init__(self, url: str, hold: str = "-") -> None:
        words = [sys.executable, "-m", "tests.faults.asker", url, hold, BUSY, IDLE]
        self.process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.hears() == "ready"

    def asks(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hears(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def ends(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def asker(url: str, hold: str = "-") -> Iterator[Asker]:
    found = Asker(url, hold)
    try:
        yield found
    finally:
        found.ends()


def effects(database: Database) -> int:
    with database.reading() as uow:
        return uow.session.scalar(select(func.count()).select_from(models.AuditLine)) or 0


def test_a_request_that_goes_to_two_processes_at_once_has_one_effect(database: Database, database_url: str) -> None:
    """40 requests, each to both, half of them double clicks with a request of their own."""
    exchange(database)
    with asker(database_url) as one, asker(database_url) as other:
        answers = []
        for number in range(40):
            first, second = (f"r{number}", f"r{number}") if number % 2 else (f"r{number}a", f"r{number}b")
            moment = "-" if number % 2 else str(number * 10_000)
            one.asks(f"{first} {moment} thing add {number}")
            other.asks(f"{second} {moment} thing add {number}")
            answers.append((one.hears(), other.hears()))
    print(f"40 asked twice, {effects(database)} effects")
    assert effects(database) == 40
    assert [first for first, second in answers if first != second] == []
    assert {answer.rpartition(" ")[2] for answer, _ in answers} == {str(number) for number in range(40)}


def test_a_process_that_dies_before_it_answers_leaves_nothing_and_blocks_nobody(
    database: Database, database_url: str
) -> None:
    exchange(database)
    for number in range(2):
        with asker(database_url, hold="hold") as dying:
            dying.asks(f"r{number} {number * 10_000} thing add {number}")
            assert dying.hears() == "held"
        with asker(database_url) as living:
            began = time.monotonic()
            living.asks(f"r{number} {number * 10_000} thing add {number}")
            answer = living.hears()
            assert (answer.startswith("Added by"), time.monotonic() - began < 5) == (True, True), answer
            living.asks(f"r{number} - thing add {number}")
            assert living.hears() == answer
    print(f"2 killed, {effects(database)} effects")
    assert effects(database) == 2


@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_a_process_that_is_stopped_does_not_block_its_retry_for_ever(database: Database, database_url: str) -> None:
    """PostgreSQL ends what stands idle: the retry is told to wait (``RequestStillRunning``), then carried out; the
    stopped one, continued, finds that its own never happened and gives the stored reply."""
    exchange(database)
    with asker(database_url, hold="hold") as stopped, asker(database_url) as living:
        stopped.asks("r1 - thing add once")
        assert stopped.hears() == "held"
        living.asks("r1 - thing add once")
        first = living.hears()
        assert first.startswith("I'm still working on that"), first
        deadline = time.monotonic() + 20
        answer = first
        while not answer.startswith("Added by"):
            assert time.monotonic() < deadline, answer
            living.asks("r1 - thing add once")
            answer = living.hears()
        stopped.process.send_signal(signal.SIGCONT)
        assert stopped.hears() == answer
    assert effects(database) == 1
