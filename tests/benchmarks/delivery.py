"""Five thousand notices into five hundred channels over HTTP, beside the time that the platform's limits allow.

Slack takes about one message a second in a channel and several hundred a minute in a workspace (here 300): five
thousand take a thousand seconds. Here its clock and ours run ``FASTER`` times as fast; what is not made faster is the
work. The receiving side, a process of its own, holds the limits and counts what it refuses for now.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import aiohttp

from bot.app import bring_up_to_date
from bot.app.slack import PACE, PLATFORM, RATE
from bot.clock import system
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.messages import codec
from bot.messages.model import Message
from bot.platforms.slack.api import Api
from bot.platforms.slack.gateway import SlackGateway
from tests.benchmarks.harness import Figure, Place
from tests.benchmarks.servers import fresh
from tests.platforms.slack_client import token

NOTICES, CHANNELS, FASTER, GOAL = 5_000, 500, 10, 1.05
ROOT = Path(__file__).resolve().parents[2]


def measure(place: Place) -> Iterator[Figure]:
    """One run on each database: it takes what the limits allow, whatever the machine."""
    yield _on(place, place.sqlite("delivery"), "SQLite")
    if place.postgresql is not None:
        fresh(place.postgresql)
        yield _on(place, place.postgresql, "PostgreSQL")


def _on(place: Place, url: str, name: str) -> Figure:
    notices, channels = place.many(NOTICES), place.many(CHANNELS)
    database = Database(url)
    bring_up_to_date(database)
    _enter(database, notices, channels)
    rate, pace = RATE * FASTER, PACE / FASTER
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.slack_receiver",
        str(rate),
        str(1 / pace.total_seconds()),
        str(FASTER),
    ]
    receiver = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert receiver.stdout is not None
        seconds = asyncio.run(_delivered(database, receiver.stdout.readline().strip(), notices, rate, pace))
        said, refused = map(int, receiver.communicate("\n", timeout=30)[0].split())
    finally:
        receiver.kill()
        receiver.wait()
        database.close()
    allowed = max((notices - 1) / rate, (-(-notices // channels) - 1) * pace.total_seconds())
    place.note(f"delivery, {name}: {said:,} of {notices:,} arrived, each once; {refused} refused for now (429)")
    if said != notices:
        raise RuntimeError(f"{said} arrived of {notices}")
    what = f"{notices:,} notices into {channels} channels, {FASTER} × as fast, {name}"
    return Figure(what, "s", "the limits allow", "convenor", {"the limits allow": allowed, "convenor": seconds}, GOAL)


def _enter(database: Database, notices: int, channels: int) -> None:
    now = system()
    with database.writing("benchmark") as uow:
        for number in range(notices):
            uow.outbox.say(
                key=f"notice:{number}",
                subject="message",
                facts={"reply": codec.dump(Message(f"Notice {number}"))},
                to=ToPlace(PLATFORM, "T1", f"C{number % channels:04d}"),
                now=now,
            )


async def _delivered(database: Database, url: str, notices: int, rate: float, pace: timedelta) -> float:
    """The seconds until everything has arrived."""
    api, stop = Api(f"{url}/api/"), asyncio.Event()
    deliverer = Deliverer(
        database,
        [SlackGateway(api, token)],
        system,
        pace={PLATFORM: pace},
        rates={PLATFORM: rate},
        luck=random.Random(1).random,
    )
    began = time.perf_counter()
    running = asyncio.create_task(deliverer.run(stop))
    async with aiohttp.ClientSession() as watching:
        while not running.done() and await _arrived(watching, url) < notices:  # noqa: ASYNC110
            await asyncio.sleep(0.1)  # asked rarely, so that asking costs nothing
    seconds = time.perf_counter() - began
    stop.set()
    await running
    await api.close()
    return seconds


async def _arrived(watching: aiohttp.ClientSession, url: str) -> int:
    async with watching.get(f"{url}/arrived") as answer:
        return int(await answer.text())
