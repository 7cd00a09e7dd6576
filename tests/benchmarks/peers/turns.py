"""How a peer takes its turns: it says that it is ready, works once for each line it is given, and says so again."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable

from tests.benchmarks.peers import READY


def take(work: Callable[[], object]) -> None:
    """Until nobody gives it a turn any more."""
    print(READY, flush=True)
    for _ in sys.stdin:
        work()
        print(READY, flush=True)


def take_async(work: Callable[[], Awaitable[object]]) -> None:
    """The same for work that awaits, in one loop."""
    with asyncio.Runner() as runner:

        async def once() -> None:
            await work()

        take(lambda: runner.run(once()))
