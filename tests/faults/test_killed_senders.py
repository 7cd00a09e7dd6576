"""Processes that are killed while they send: nothing is lost, and only what was on its way is said twice."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bot.db.claims import LEASE
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.messages import codec
from bot.messages.model import Message

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
LANES, EACH, AT_ONCE, ENDLESS = 6, 5, 4, 10_000
ROOT = Path(__file__).resolve().parents[2]


def enter(database: Database) -> list[str]:
    keys = [f"{lane}:{number}" for number in range(EACH) for lane in range(LANES)]
    with database.writing("test") as uow:
        for key in keys:
            uow.outbox.say(
                key=key,
                subject="message",
                facts={"reply": codec.dump(Message(key))},
                to=ToPlace("chat", "T1", f"C{key[0]}"),
                now=NOW,
            )
    return keys


def sender(url: str, instant: datetime, platform: Path, free: int) -> subprocess.Popen[str]:
    """A process that delivers what is due; after ``free`` messages the platform answers no more."""
    words = [sys.executable, "-m", "tests.faults.sender", url, instant.isoformat(), str(platform), str(free)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def said(platform: Path) -> list[str]:
    return platform.read_text().splitlines() if platform.exists() else []


def until_it_hangs(platform: Path, at_least: int) -> None:
    """Until the platform has taken in so many, and no more come."""
    deadline = time.monotonic() + 60
    while len(said(platform)) < at_least:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_killed_process_loses_nothing(database: Database, database_url: str, tmp_path: Path) -> None:
    keys, platform = enter(database), tmp_path / "platform"
    instant = NOW
    for round in range(3):
        free = 4
        process = sender(database_url, instant, platform, free)
        until_it_hangs(platform, (round + 1) * (free + AT_ONCE))
        process.kill()
        process.communicate()
        instant += LEASE
    last = sender(database_url, instant, platform, ENDLESS)
    last.communicate(timeout=60)
    counted = Counter(said(platform))
    lost, twice = set(keys) - set(counted), {key: times for key, times in counted.items() if times > 1}
    print(f"{len(keys)} entered, 3 kills, {len(lost)} lost, {len(twice)} twice")
    assert not lost
    assert sum(times - 1 for times in twice.values()) <= 3 * AT_ONCE
    for lane in range(LANES):
        first_said = list(dict.fromkeys(key for key in said(platform) if key[0] == str(lane)))
        assert first_said == [f"{lane}:{number}" for number in range(EACH)]


def test_two_processes_at_once_say_everything_once(database: Database, database_url: str, tmp_path: Path) -> None:
    keys, platform = enter(database), tmp_path / "platform"
    processes = [sender(database_url, NOW, platform, ENDLESS) for _ in range(2)]
    told = sum(int(process.communicate(timeout=60)[0]) for process in processes)
    counted = Counter(said(platform))
    print(f"{len(keys)} entered, {len(keys) - len(counted)} lost, {sum(counted.values()) - len(counted)} twice")
    assert counted == Counter(keys)
    assert told == len(keys)
