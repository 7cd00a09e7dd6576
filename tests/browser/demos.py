"""The demo's story told once, and from there as many demos as are asked for, one after the other at one address.

``begin`` on its standard input starts another, which knows nothing of those before; ``end`` ends it. What a demo does
from its start on is what ``convenor demo`` does; the telling takes most of the time until it answers.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from bot.app import core, hosting
from bot.app.history import lived_through, of_a_demo
from bot.app.show import shown
from bot.clock import Movable, fixed
from bot.command_line import say
from bot.logs import configure
from bot.platforms.web.rooms import ChatRoom
from bot.settings import Settings, read


def main(now: datetime) -> None:
    settings = read()
    configure(settings)
    listening = hosting.listen("127.0.0.1", 0, say)
    with tempfile.TemporaryDirectory(prefix="convenor-demos-") as directory:
        told = Path(directory, "told")
        told.mkdir()
        own, rooms = of_a_demo(settings, told, hosting.address(listening)), ChatRoom()
        with core(own, fixed(now), migrated=True, mails=True, pages=False) as app:
            lived_through(app, rooms)
        print(hosting.address(listening), flush=True)
        child = 0
        for number, line in enumerate(sys.stdin):
            if line == "begin\n":
                again = shutil.copytree(told, Path(directory, str(number)))
                child = _begun(own, again, rooms, now, listening)
            else:
                child = _ended(child)
        _ended(child)


def _ended(child: int) -> int:
    if child:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
    return 0


def _begun(told: Settings, directory: Path, rooms: ChatRoom, now: datetime, listening: socket.socket) -> int:
    """The number of the process of a demo that has only just been told."""
    child = os.fork()
    if child:
        return child
    try:
        own = told.model_copy(update={"database_url": f"sqlite:///{directory}/demo.db"})
        files = directory / "files"
        files.mkdir()
        clock = Movable(now)
        with hosting.stoppable(), core(own, clock, mails=True, pages=False) as app:
            hosting.serve(shown(app, clock, rooms, files), listening)
    finally:
        sys.stderr.flush()
        os._exit(0)


if __name__ == "__main__":
    main(datetime.fromisoformat(sys.argv[1]))
