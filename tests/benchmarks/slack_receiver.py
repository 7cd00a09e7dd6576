"""The receiving side of a delivery, in a process of its own: ``python -m tests.benchmarks.slack_receiver RATE RATE
FASTER``.

It takes so many messages a second in all (counted over its minute, which is so many times faster) and in each channel,
and refuses what is more with 429. At the end it prints how many arrived and how many were refused.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import defaultdict

from aiohttp import web

from tests.platforms.slack_limit import Limit, Window

BURST = 2.0
"""Slack lets short bursts pass in a channel: one message may come early."""

MORE = 1.05
"""How many more it lets pass in a minute, where some of the minute before came late."""


class Receiver:
    def __init__(self, rate: float, channel_rate: float, faster: float) -> None:
        self.keys: set[str] = set()
        self.said = self.refused = 0
        seconds = 60 / faster
        self._workspace = Window(int(rate * seconds * MORE), seconds)
        self._channels: defaultdict[str, Limit] = defaultdict(lambda: Limit(channel_rate, BURST))

    async def post(self, request: web.Request) -> web.StreamResponse:
        given = json.loads(await request.read())
        now = time.monotonic()
        if not (self._channels[given["channel"]].takes(now) and self._workspace.takes(now)):
            self.refused += 1
            return web.Response(status=429, headers={"Retry-After": "1"})
        self.said += 1
        self.keys.add(given["metadata"]["event_payload"]["key"])
        return web.json_response({"ok": True, "channel": given["channel"], "ts": f"{time.time():.6f}"})

    async def arrived(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(text=str(len(self.keys)))


async def main(rate: float, channel_rate: float, faster: float) -> None:
    receiver = Receiver(rate, channel_rate, faster)
    application = web.Application()
    application.router.add_post("/api/chat.postMessage", receiver.post)
    application.router.add_get("/arrived", receiver.arrived)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await runner.cleanup()
    print(receiver.said, receiver.refused, flush=True)


if __name__ == "__main__":
    asyncio.run(main(*map(float, sys.argv[1:])))
