"""A process that delivers, to be killed: ``python -m tests.faults.sender DATABASE INSTANT FILE HOLD``.

What it says it appends to a file, which stands for the platform; with HOLD it then waits for ever, so that the
platform has taken in what was never settled.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import datetime

from bot.clock import fixed
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.gateways import Address
from bot.messages.model import Message


class Appending:
    """Each message is one write of one line, whole or not at all."""

    platform = "chat"

    def __init__(self, path: str, hold: int) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._free = hold

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        os.write(self._file, f"{key}\n".encode())
        self._free -= 1
        if self._free < 0:
            await asyncio.Event().wait()
        return key


async def main(url: str, instant: str, path: str, free: str) -> None:
    now = datetime.fromisoformat(instant)
    database = Database(url)
    deliverer = Deliverer(database, [Appending(path, int(free))], fixed(now), at_once=4)
    print((await deliverer.deliver_due(now)).sent)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
