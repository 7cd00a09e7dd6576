"""What ``convenor serve`` works until its first answer, and its idle memory, beside a bare ASGI application."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.app import bring_up_to_date
from bot.db.unit_of_work import Database
from tests.benchmarks.data import KEY
from tests.benchmarks.harness import Figure, Place
from tests.benchmarks.processor import worked
from tests.benchmarks.servers import fresh

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0

_BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
async def endpoint(request): return PlainTextResponse("ok")
uvicorn.run(Starlette(routes=[Route("/healthz", endpoint)]), port=int(sys.argv[1]), log_level="critical")
"""


def measure(place: Place) -> Iterator[Figure]:
    """On each database; the goal is what was written down last."""
    yield from _on(place, place.sqlite("start"), "SQLite")
    if place.postgresql is not None:
        fresh(place.postgresql)
        yield from _on(place, place.postgresql, "PostgreSQL")


def _on(place: Place, url: str, name: str) -> Iterator[Figure]:
    """Each round starts both, one after the other, on a port of its own."""
    database = Database(url, [KEY])
    bring_up_to_date(database)
    database.close()
    seconds: dict[str, list[float]] = {"bare Starlette": [], "convenor serve": []}
    memory: dict[str, list[float]] = {name: [] for name in seconds}
    for _ in range(place.rounds):
        for contender in seconds:
            port = _free_port()
            command = _commands(port)[contender]
            with _answering(command, port, {"CONVENOR_DATABASE_URL": url, "CONVENOR_WEB__PORT": str(port)}) as (
                took,
                pid,
            ):
                seconds[contender].append(took)
                memory[contender].append(_resident(pid))
    names = ("bare Starlette", "convenor serve")
    start, idle = f"start of convenor serve to its first answer, {name}", f"idle memory of convenor serve, {name}"
    yield Figure(start, "s", *names, _medians(seconds), place.no_worse(start))
    yield Figure(idle, "MB", *names, _medians(memory), place.no_worse(idle))


def _commands(port: int) -> dict[str, list[str]]:
    return {
        "bare Starlette": [sys.executable, "-c", _BARE, str(port)],
        "convenor serve": [sys.executable, "-m", "bot", "serve"],
    }


def _medians(found: Mapping[str, list[float]]) -> dict[str, float]:
    return {name: statistics.median(values) for name, values in found.items()}


@contextmanager
def _answering(command: list[str], port: int, settings: Mapping[str, str]) -> Iterator[tuple[float, int]]:
    """The seconds that the process worked until it answered (or that passed, where the system doesn't tell), and its
    id, while it runs. Raises ``TimeoutError``."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CONVENOR_")}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env={**clean, **settings}, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"{' '.join(command[:4])} gave no answer")
            time.sleep(0.005)
        yield worked(process.pid) or time.perf_counter() - began, process.pid
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def _resident(pid: int) -> float:
    """Megabytes that the process holds after a moment's rest; not a number where the system doesn't tell."""
    time.sleep(1)
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return float(line.split()[1]) / 1024


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
