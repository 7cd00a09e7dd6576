"""Listening on an address and serving there."""

from __future__ import annotations

import fcntl
import gc
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from bot.settings import UnusableSettings


@contextmanager
def stoppable() -> Iterator[None]:
    """While the block runs, being told to end (SIGTERM) leaves it as an exception does, so that all is tidied up."""

    def end(_number: int, _frame: FrameType | None) -> None:
        sys.exit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def alone(database: Path | None, say: Callable[..., str]) -> Iterator[None]:
    """While the block runs, this is the only service on an embedded database; a killed one holds nothing. Other
    commands may use the database beside it. Raises ``UnusableSettings`` where another service is there."""
    if database is None:
        yield
        return
    beside = database.with_name(f"{database.name}-serving")  # never the database: to close that would drop its locks
    with beside.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnusableSettings(say("serve-second")) from None
        yield


def listen(host: str, port: int, say: Callable[..., str]) -> socket.socket:
    """A socket that listens there. Raises ``UnusableSettings`` where none can."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        taken = f"{host}:{port}"
        raise UnusableSettings(say("terminal-port-taken", address=taken, reason=error.strerror or str(error))) from None


def address(listening: socket.socket) -> str:
    """Where it listens, as one types it into a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def serve(application: Starlette, listening: socket.socket) -> None:
    """Serve until somebody stops us; what was begun then has ten seconds to end. What is loaded by now stays, and isn't
    looked through for garbage again."""
    gc.collect()
    gc.freeze()
    config = uvicorn.Config(
        application, log_config=None, access_log=False, server_header=False, lifespan="on", timeout_graceful_shutdown=10
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        sys.exit(0)
