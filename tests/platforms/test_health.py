"""Readiness tells a dead database from a slow one, and one that hangs costs one thread."""

from __future__ import annotations

import asyncio
import threading

from bot.platforms.web.health import Probe, Readiness


def test_what_was_seen_is_said() -> None:
    async def seen() -> list[Readiness]:
        found = iter([Readiness.READY, Readiness.BEHIND, Readiness.DEAD])
        probe = Probe(lambda: next(found))
        return [await probe() for _ in range(3)]

    assert asyncio.run(seen()) == [Readiness.READY, Readiness.BEHIND, Readiness.DEAD]
    assert [one.status for one in Readiness] == [200, 200, 503, 503]


def test_a_slow_database_stays_ready_and_one_that_hangs_is_dead() -> None:
    go, looks = threading.Event(), []

    def look() -> Readiness:
        looks.append(threading.current_thread().name)
        go.wait(10)
        return Readiness.READY

    async def asked() -> list[Readiness]:
        probe = Probe(look, slow=0.01, dead=0.1)
        first = await asyncio.gather(probe(), probe())
        await asyncio.sleep(0.15)
        later = await probe()
        go.set()
        while (last := await probe()) is not Readiness.READY:
            pass
        return [*first, later, last]

    assert asyncio.run(asked()) == [Readiness.SLOW, Readiness.SLOW, Readiness.DEAD, Readiness.READY]
    assert len(looks) == 1
